/** The functions a user writes graphs with, in themed classes of static methods. */
package io.opwalk.ops;
