/**
 * The rewrite rules there are, by theme, and the three sets they form: canonical (one form for what
 * can be written in several ways, to the bit), stable (nearer the true value) and special (cheaper,
 * to the bit). Here a rule is added; what applies it is in {@code io.opwalk.rewrite}.
 */
package io.opwalk.rules;
