package io.opwalk.cpu.internal.run;

/**
 * How much a program keeps between calls, and who helps it.
 *
 * @param idleWorkspaces how many workspaces, at most
 * @param rememberedShapes for how many sets of fed shapes the sizes, at most
 * @param helpers who helps a call that has much to do
 * @param parts what it is split into
 */
public record ProgramLimits(
    int idleWorkspaces, int rememberedShapes, Helpers helpers, Parts parts) {
  /** Where every call does all of its work. */
  public ProgramLimits(int idleWorkspaces, int rememberedShapes) {
    this(idleWorkspaces, rememberedShapes, Helpers.NONE, Parts.WORTHWHILE);
  }
}
