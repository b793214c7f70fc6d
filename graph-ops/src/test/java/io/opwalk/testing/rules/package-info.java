/** What counts, over a run of tests, which rewrite rules fired, and reports it. */
package io.opwalk.testing.rules;
