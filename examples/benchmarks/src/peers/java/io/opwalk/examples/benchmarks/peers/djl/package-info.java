/** PyTorch by way of the Deep Java Library. */
package io.opwalk.examples.benchmarks.peers.djl;
