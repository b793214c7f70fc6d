/**
 * The runner. Each engine lives in a process of its own, so that none is disturbed by another's
 * natives or memory; the runner opens a workload in all of them, compares what comes out, and then
 * gives them turns, one at a time, so that all see the same machine.
 *
 * <p>A process reads commands from its standard input, one a line, and answers each with one line
 * that begins with {@code @}; whatever else it prints is passed over:
 *
 * <pre>
 *   open &lt;set&gt; &lt;workload&gt; &lt;precision&gt; &lt;threads&gt;   @ok, or @cannot &lt;why&gt;
 *   results                                       @ok &lt;size&gt;:&lt;mean&gt;,&lt;element&gt;,...[;...]
 *   run &lt;milliseconds&gt;                            @ok &lt;median nanoseconds&gt; &lt;bytes per call&gt;
 *   heap                                          @ok &lt;bytes that are live on the heap&gt;
 *   settle                                        @ok, and the peak of the memory begins anew
 *   quit
 * </pre>
 *
 * <p>{@code @error <message>} answers what failed. The C program in {@code src/main/c} speaks the
 * same language.
 */
package io.opwalk.examples.benchmarks.run;
