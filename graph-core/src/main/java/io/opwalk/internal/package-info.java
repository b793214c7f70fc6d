/** What several packages need, here and in the modules above, and no user does. */
package io.opwalk.internal;
