/** Einstein's summation convention: equations, the order of contractions, and what they become. */
package io.opwalk.ops.einsum;
