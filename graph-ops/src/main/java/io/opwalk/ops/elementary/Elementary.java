package io.opwalk.ops.elementary;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Optional;

/**
 * The elementary functions as scalar code over basic operations. This code is their definition:
 * every backend computes what it says, and so gives the same bits.
 *
 * <p>The code holds for one floating dtype, in whose arithmetic it is computed: other code for
 * FLOAT32 than for FLOAT64.
 */
public final class Elementary {
  private Elementary() {}

  /**
   * The code of a function on as many arguments as it takes; empty where the operation is basic, or
   * is a function that {@link io.opwalk.ops.scalar.ElementaryFunctions} computes. Every call makes
   * it anew: hold on to it.
   *
   * @param dtype the floating dtype that it is computed in
   */
  public static Optional<ScalarExpr> code(ScalarOp op, DType dtype) {
    Format format = Format.of(dtype);
    return switch (op) {
      case EXP -> Optional.of(new ExpCode(format).exp());
      case EXP2 -> Optional.of(new ExpCode(format).exp2());
      case EXPM1 -> Optional.of(new ExpCode(format).expm1());
      case TANH -> Optional.of(new ExpCode(format).tanh());
      case LOG -> Optional.of(new LogCode(format).log());
      case LOG1P -> Optional.of(new LogCode(format).log1p());
      case LOG2 -> Optional.of(new LogCode(format).log2());
      case LOG10 -> Optional.of(new LogCode(format).log10());
      case SIN -> Optional.of(new CircleCode(format).sin());
      case COS -> Optional.of(new CircleCode(format).cos());
      case TAN -> Optional.of(new CircleCode(format).tan());
      case ASIN -> Optional.of(new ArcCode(format).asin());
      case ACOS -> Optional.of(new ArcCode(format).acos());
      case ATAN -> Optional.of(new AngleCode(format).atan());
      case ATAN2 -> Optional.of(new AngleCode(format).atan2());
      case SINH -> Optional.of(new ExpCode(format).sinh());
      case COSH -> Optional.of(new ExpCode(format).cosh());
      case CBRT -> Optional.of(new RootCode(format).cbrt());
      case HYPOT -> Optional.of(new RootCode(format).hypot());
      case POW -> Optional.of(new PowerCode(format).pow());
      case SIGMOID -> Optional.of(new LogisticCode(format).sigmoid());
      case SOFTPLUS -> Optional.of(new LogisticCode(format).softplus());
      case ERF -> Optional.of(new ErrorFunctionCode(format).erf());
      case ERFC -> Optional.of(new ErrorFunctionCode(format).erfc());
      default -> Optional.empty();
    };
  }
}
