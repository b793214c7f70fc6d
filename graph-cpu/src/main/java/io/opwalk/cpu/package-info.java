/** The CPU backend: what a user may choose about it. Everything else is in {@code internal}. */
package io.opwalk.cpu;
