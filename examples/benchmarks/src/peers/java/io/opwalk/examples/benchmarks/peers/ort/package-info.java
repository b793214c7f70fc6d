/** ONNX Runtime, on models built with ONNX's protobuf classes, which Tribuo publishes. */
package io.opwalk.examples.benchmarks.peers.ort;
