/**
 * The functions a user writes graphs with, in themed classes of static methods; their names are
 * NumPy's and Keras's. What they build is in the packages below: one op per node, described there.
 *
 * <h2>Dtypes</h2>
 *
 * <p>A dtype never widens silently.
 *
 * <ul>
 *   <li>The inputs of one function have the same dtype, or it is an error that suggests
 *       {@link io.opwalk.ops.Tensors#cast cast}. The result has that dtype too, unless said
 *       otherwise.
 *   <li>A Java number among the arguments takes the dtype of the tensor beside it: {@code add(x,
 *       1)} is a float32 where {@code x} is. It is an error where an integer dtype cannot hold it.
 *   <li>Comparisons, and questions such as {@code isNaN}, give bool; {@code argMax}, {@code argMin}
 *       and {@code size} give int64.
 *   <li>Logic, {@code any}, {@code all} and the condition of {@code where} take bool, arithmetic
 *       takes all but bool.
 *   <li>Functions that leave the integers ({@code exp}, {@code sigmoid}, {@code mean},
 *       {@code variance}, {@code softmax} ...) take floating dtypes only.
 * </ul>
 *
 * <h2>Shapes</h2>
 *
 * <p>Functions of single elements broadcast by NumPy's rule. An unknown dim is never taken for 1:
 * where it meets another size, both have to turn out equal, which is checked when they are known.
 * Losses do not broadcast. Axes may be counted from the end, -1 being the last.
 *
 * <h2>Errors</h2>
 *
 * <p>Everything is checked when a function is called, and fails with
 * {@link io.opwalk.TypeException}: what is wrong, the line of the call, and each operand with its
 * type and the line that built it.
 */
package io.opwalk.ops;
