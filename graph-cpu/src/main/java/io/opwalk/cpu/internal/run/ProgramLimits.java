package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.emit.Tiers;
import io.opwalk.cpu.internal.product.Products;

/**
 * How much a program keeps between calls, and who helps it.
 *
 * @param idleWorkspaces how many workspaces, at most
 * @param rememberedShapes for how many sets of fed shapes the sizes, at most
 * @param helpers who helps a call that has much to do
 * @param parts what it is split into
 * @param products what runs products
 */
public record ProgramLimits(
    int idleWorkspaces, int rememberedShapes, Helpers helpers, Parts parts, Products products) {
  /** Where every call does all of its work. */
  public ProgramLimits(int idleWorkspaces, int rememberedShapes) {
    this(
        idleWorkspaces,
        rememberedShapes,
        Helpers.NONE,
        Parts.WORTHWHILE,
        new Products(Tiers.SCALAR));
  }
}
