package io.opwalk.examples.quickstart;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Exponents.log1p;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.GradientCheck;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Scalars;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import io.opwalk.ops.scalar.ScalarOp;
import io.opwalk.spi.CompiledFunction;
import java.util.Locale;

/**
 * A scalar function of your own is fused, differentiated and printed like ours.
 *
 * <p>It is Huber's loss (1964): half the square of x where |x| is below 1, else |x| - 1/2. Its code
 * is data, so the compiler puts it into the same loop as what stands around it.
 */
public final class Lesson02ScalarFunction {
  private static final ScalarFunction HUBER = ScalarFunction.named("huber")
      .arity(1)
      .on(Domain.FLOATING)
      .code(huber(arg(0)))
      .derivative((args, output, gradient) -> multiply(gradient, clipped(args.get(0))))
      .build();

  private Lesson02ScalarFunction() {}

  private static ScalarExpr huber(ScalarExpr x) {
    ScalarExpr magnitude = of(ScalarOp.ABS, x);
    ScalarExpr inside = of(ScalarOp.MUL, lit(0.5), of(ScalarOp.MUL, x, x));
    ScalarExpr outside = of(ScalarOp.SUB, magnitude, lit(0.5));
    return of(ScalarOp.SELECT, of(ScalarOp.LT, magnitude, lit(1)), inside, outside);
  }

  /** The derivative of huber, in graph nodes: so it has derivatives of its own. */
  private static Tensor clipped(Tensor x) {
    return where(less(Arithmetic.abs(x), 1), x, Arithmetic.sign(x));
  }

  /** Runs the lesson; takes no arguments. */
  public static void main(String[] args) {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN);
    Tensor loss = Scalars.apply(HUBER, add(multiply(x, 2), 1));
    say("A node as any other:");
    say("  %s", loss);
    NDArray value = NDArray.of(-3, -0.75, -0.5, 0.25, 2);
    say("huber(2x + 1) at %s is", value);
    say("  %s", loss.evaluate(feed(x, value)));

    Tensor slope = Gradients.gradient(mean(loss), x);
    say("The gradient of its mean:");
    say("  %s", slope.evaluate(feed(x, value)));
    GradientCheck.of(loss, x).run(feed(x, NDArray.of(-3, -0.7, 0.2, 2))).orThrow();
    say("Finite differences agree.");

    Tensor around = log1p(sqrt(loss));
    CompiledFunction compiled = Graph.of(around).compile(around);
    long steps =
        compiled.describe().lines().filter(line -> line.matches(" +\\d+: .*")).count();
    say("log1p(sqrt(huber(2x + 1))) is compiled to %d loop:", steps);
    say("%s", compiled.describe().strip());
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
