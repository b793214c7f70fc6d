/**
 * What is measured, in terms that every engine understands: sizes, inputs and weights as Java
 * arrays, and how near to each other two engines' results must be. Nothing here knows an engine.
 */
package io.opwalk.examples.benchmarks.workload;
