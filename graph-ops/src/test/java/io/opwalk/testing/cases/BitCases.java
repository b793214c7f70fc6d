package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.ops.scalar.BitFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ThreefryFunction;
import java.math.BigInteger;
import java.util.List;

/**
 * The rows of {@link BitFunctions} and of {@link ThreefryFunction}: on integers that know no
 * bounds, shifts are powers of two.
 */
final class BitCases {
  private BitCases() {}

  static List<ScalarCase> all() {
    return List.of(
        ScalarCase.of(BitFunctions.BITWISE_AND).integers(args -> args.get(0).and(args.get(1))),
        ScalarCase.of(BitFunctions.BITWISE_OR).integers(args -> args.get(0).or(args.get(1))),
        ScalarCase.of(BitFunctions.BITWISE_XOR).integers(args -> args.get(0).xor(args.get(1))),
        ScalarCase.of(BitFunctions.BITWISE_NOT)
            .integers(args -> BigInteger.ONE.negate().subtract(args.get(0))),
        shift(BitFunctions.LEFT_SHIFT).integers(args -> args.get(0).multiply(power(args.get(1)))),
        shift(BitFunctions.RIGHT_SHIFT).integers(args -> floor(args.get(0), power(args.get(1)))),
        shift(BitFunctions.LOGICAL_RIGHT_SHIFT)
            .integersOf((dtype, args) -> floor(unsigned(dtype, args.get(0)), power(args.get(1)))),
        ScalarCase.of(ThreefryFunction.THREEFRY)
            .integers(args -> BigInteger.valueOf(
                Threefry.bits(args.get(0).longValue(), args.get(1).longValue()))));
  }

  /** Most random numbers are no number of bits that there are. */
  private static ScalarCase shift(ScalarFunction function) {
    return ScalarCase.of(function)
        .focus(-1e9, 1e9, 0, 63)
        .corners(0, 1, -1, 31, 32, 33, 63, 64, 65);
  }

  /** A negative number of bits, or more than there are, is as good as 100. */
  private static BigInteger power(BigInteger count) {
    boolean all = count.signum() < 0 || count.bitLength() > 7;
    return BigInteger.TWO.pow(all ? 100 : count.intValue());
  }

  private static BigInteger floor(BigInteger x, BigInteger y) {
    BigInteger[] parts = x.divideAndRemainder(y);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static BigInteger unsigned(DType dtype, BigInteger x) {
    return x.mod(BigInteger.TWO.pow(dtype == DType.INT32 ? 32 : 64));
  }
}
