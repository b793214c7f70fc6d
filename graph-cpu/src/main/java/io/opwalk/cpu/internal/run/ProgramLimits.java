package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.emit.Tiers;
import io.opwalk.cpu.internal.product.Products;
import io.opwalk.cpu.internal.winograd.Winograds;

/**
 * How much a program keeps between calls, and who helps it.
 *
 * @param idleWorkspaces how many workspaces, at most
 * @param rememberedShapes for how many sets of fed shapes the sizes, at most
 * @param helpers who helps a call that has much to do
 * @param parts what it is split into
 * @param products what runs products
 * @param winograds what runs Winograd's convolutions
 */
public record ProgramLimits(
    int idleWorkspaces,
    int rememberedShapes,
    Helpers helpers,
    Parts parts,
    Products products,
    Winograds winograds) {
  /** Where convolutions multiply by the same products. */
  public ProgramLimits(
      int idleWorkspaces, int rememberedShapes, Helpers helpers, Parts parts, Products products) {
    this(idleWorkspaces, rememberedShapes, helpers, parts, products, new Winograds(products));
  }

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
