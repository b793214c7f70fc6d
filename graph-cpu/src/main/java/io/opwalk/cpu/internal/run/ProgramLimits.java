package io.opwalk.cpu.internal.run;

/**
 * How much a program keeps between calls.
 *
 * @param idleWorkspaces how many workspaces, at most
 * @param rememberedShapes for how many sets of fed shapes the sizes, at most
 */
public record ProgramLimits(int idleWorkspaces, int rememberedShapes) {}
