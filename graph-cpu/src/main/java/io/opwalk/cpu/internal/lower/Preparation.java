package io.opwalk.cpu.internal.lower;

/**
 * That the parts of a step need something which is made once, before all of them: the step is run
 * in the phases after the first, those that can be in parts, one after the other.
 *
 * @param phase which of the sizes says in which {@link io.opwalk.cpu.internal.loop.Phase} it is
 * @param split how to part what is made before; it has no preparation of its own
 */
public record Preparation(int phase, Split split) {}
