package io.opwalk.cpu.internal.pipeline;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarExpr.Arg;
import io.opwalk.ops.scalar.ScalarExpr.Operation;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scalar function as a sequence of smaller ones, each over the arguments of the whole and the
 * results of the pieces before it. The last piece gives the result.
 *
 * <p>The code is cut below numbers only, so every piece has the signature of the whole: a condition
 * if the whole has one, and numbers of one dtype.
 */
final class ScalarPieces {
  private final ScalarFunction whole;
  private final int limit;
  private final Map<ScalarExpr, ScalarExpr> rewritten = new IdentityHashMap<>();
  private final Map<ScalarExpr, Integer> costs = new IdentityHashMap<>();
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * One piece.
   *
   * @param function what it computes
   * @param sources where each of its arguments comes from: below the arity of the whole an
   *     argument, from there on the result of a piece
   */
  record Piece(ScalarFunction function, List<Integer> sources) {}

  private ScalarPieces(ScalarFunction whole, int limit) {
    this.whole = whole;
    this.limit = limit;
  }

  /** Cuts a function into pieces of about {@code limit} operations. */
  static List<Piece> of(ScalarFunction whole, int limit) {
    ScalarPieces pieces = new ScalarPieces(whole, limit);
    pieces.cut();
    return pieces.pieces;
  }

  private void cut() {
    ScalarExpr.postOrder(whole.code()).forEach(this::finish);
    addPiece(rewritten.get(whole.code()));
  }

  private void finish(ScalarExpr expr) {
    if (!(expr instanceof Operation operation)) {
      rewritten.put(expr, expr);
      costs.put(expr, 0);
      return;
    }
    List<ScalarExpr> args = operation.args().stream().map(rewritten::get).toList();
    ScalarExpr made = new Operation(operation.op(), args);
    int cost = 1 + args.stream().mapToInt(arg -> costs.getOrDefault(arg, 0)).sum();
    if (cost >= limit && isNumber(operation.op()) && expr != whole.code()) {
      addPiece(made);
      made = ScalarExpr.arg(whole.arity() + pieces.size() - 1);
      cost = 0;
    }
    rewritten.put(expr, made);
    costs.put(made, cost);
  }

  /**
   * Whether the operation gives a number whatever its arguments; a SELECT may give a truth value.
   */
  private static boolean isNumber(ScalarOp op) {
    return switch (op.kind()) {
      case ARITHMETIC, INTEGER, ROUNDING, PATTERN, FUNCTION -> true;
      case COMPARISON, LOGIC, SELECTION -> false;
    };
  }

  private void addPiece(ScalarExpr code) {
    Map<Integer, Integer> places = new LinkedHashMap<>();
    // The condition comes first, and a number always, since it is what gives the piece its dtype.
    for (int i = 0; i < whole.arity() && i < (whole.isConditional() ? 2 : 1); i++) {
      places.put(i, i);
    }
    ScalarExpr renumbered = renumber(code, places);
    boolean last = code == rewritten.get(whole.code());
    ScalarFunction.Builder builder = ScalarFunction.named(whole.name() + "/" + pieces.size())
        .arity(places.size())
        .on(whole.domain())
        .code(renumbered);
    if (whole.isConditional()) {
      builder.conditional();
    }
    if (last && whole.isTruthValued()) {
      builder.truthValued();
    }
    pieces.add(new Piece(builder.build(), List.copyOf(places.keySet())));
  }

  /** The code over the piece's own arguments. Pieces are small, so recursion is safe. */
  private static ScalarExpr renumber(ScalarExpr code, Map<Integer, Integer> places) {
    Map<ScalarExpr, ScalarExpr> done = new IdentityHashMap<>();
    return renumber(code, places, done);
  }

  private static ScalarExpr renumber(
      ScalarExpr expr, Map<Integer, Integer> places, Map<ScalarExpr, ScalarExpr> done) {
    ScalarExpr known = done.get(expr);
    if (known != null) {
      return known;
    }
    ScalarExpr made = expr;
    if (expr instanceof Arg arg) {
      made = ScalarExpr.arg(places.computeIfAbsent(arg.index(), unseen -> places.size()));
    } else if (expr instanceof Operation operation) {
      List<ScalarExpr> args = new ArrayList<>();
      operation.args().forEach(arg -> args.add(renumber(arg, places, done)));
      made = new Operation(operation.op(), args);
    }
    done.put(expr, made);
    return made;
  }
}
