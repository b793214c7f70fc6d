/** Values that outlive calls: parameter slots, the stores they are in, and consistent snapshots. */
package io.opwalk.state;
