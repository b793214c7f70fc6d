package io.opwalk.reference;

import io.opwalk.ops.scalar.ElementaryFunctions;
import io.opwalk.ops.scalar.ScalarOp;

/** The operations of scalar code that are functions of doubles. */
final class FunctionCalls {
  private FunctionCalls() {}

  /** The value for as many arguments as the operation takes. */
  static double of(ScalarOp op, double... args) {
    return switch (args.length) {
      case 1 -> ofOne(op, args[0]);
      case 2 -> ofTwo(op, args[0], args[1]);
      default -> ofThree(op, args[0], args[1], args[2]);
    };
  }

  private static double ofOne(ScalarOp op, double x) {
    return switch (op) {
      case SIN_OF_LARGE -> ElementaryFunctions.sin(x);
      case COS_OF_LARGE -> ElementaryFunctions.cos(x);
      case TAN_OF_LARGE -> ElementaryFunctions.tan(x);
      case ERFCX -> ElementaryFunctions.erfcx(x);
      case ERFINV -> ElementaryFunctions.erfinv(x);
      case ERFCINV -> ElementaryFunctions.erfcinv(x);
      case GAMMA -> ElementaryFunctions.gamma(x);
      case LOG_GAMMA -> ElementaryFunctions.logGamma(x);
      case DIGAMMA -> ElementaryFunctions.digamma(x);
      case TRIGAMMA -> ElementaryFunctions.trigamma(x);
      case I0 -> ElementaryFunctions.i0(x);
      case I1 -> ElementaryFunctions.i1(x);
      case I0E -> ElementaryFunctions.i0e(x);
      case I1E -> ElementaryFunctions.i1e(x);
      default -> throw unknown(op);
    };
  }

  private static double ofTwo(ScalarOp op, double x, double y) {
    return switch (op) {
      case POLYGAMMA -> ElementaryFunctions.polygamma(x, y);
      case BETA -> ElementaryFunctions.beta(x, y);
      case LOG_BETA -> ElementaryFunctions.logBeta(x, y);
      case GAMMAINC -> ElementaryFunctions.gammainc(x, y);
      case GAMMAINCC -> ElementaryFunctions.gammaincc(x, y);
      case GAMMAINC_GRAD_A -> ElementaryFunctions.gammaincGradA(x, y);
      case IV -> ElementaryFunctions.iv(x, y);
      case IVE -> ElementaryFunctions.ive(x, y);
      case KV -> ElementaryFunctions.kv(x, y);
      case KVE -> ElementaryFunctions.kve(x, y);
      default -> throw unknown(op);
    };
  }

  private static double ofThree(ScalarOp op, double x, double y, double z) {
    return switch (op) {
      case BETAINC -> ElementaryFunctions.betainc(x, y, z);
      case BETAINC_GRAD_A -> ElementaryFunctions.betaincGradA(x, y, z);
      case BETAINC_GRAD_B -> ElementaryFunctions.betaincGradB(x, y, z);
      default -> throw unknown(op);
    };
  }

  private static IllegalStateException unknown(ScalarOp op) {
    return new IllegalStateException("the reference backend does not know " + op);
  }
}
