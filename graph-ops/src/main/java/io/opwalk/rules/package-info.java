/**
 * The rewrite rules there are, by theme, and the sets they form: canonical (one form for what can
 * be written in several ways, to the bit), stable (nearer the true value), special (cheaper, to the
 * bit) and loose (other roundings, or right for finite values only: off unless asked for). Here a
 * rule is added; what applies it is in {@code io.opwalk.rewrite}.
 */
package io.opwalk.rules;
