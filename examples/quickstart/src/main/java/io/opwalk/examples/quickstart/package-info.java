/** Numbered lessons, each a main class that runs by itself and a smoke test. */
package io.opwalk.examples.quickstart;
