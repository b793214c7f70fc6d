/**
 * The page docs/ops.md: what is on it, and the test that it is up to date. Signatures and meanings
 * are read from the sources of {@code io.opwalk.ops}, gradients and accuracies from the table of op
 * cases, which tests them; what covers ONNX's ops is a table here, {@link io.opwalk.docs.OnnxOps}.
 */
package io.opwalk.docs;
