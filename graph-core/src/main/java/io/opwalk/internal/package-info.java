/** What several packages of graph-core share and nobody outside should use. */
package io.opwalk.internal;
