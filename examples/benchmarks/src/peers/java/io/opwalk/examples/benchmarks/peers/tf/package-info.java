/** TensorFlow for Java: a graph and a session, channels last, which is all it has on a CPU. */
package io.opwalk.examples.benchmarks.peers.tf;
