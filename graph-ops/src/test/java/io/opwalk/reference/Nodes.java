package io.opwalk.reference;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Placeholder;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Nodes made of bare primitives: these tests must not depend on the DSL. */
final class Nodes {
  static final ReferenceBackend BACKEND = new ReferenceBackend();
  static final Elementwise ADD = elementwise(ScalarOp.ADD, 2);
  static final Elementwise MUL = elementwise(ScalarOp.MUL, 2);
  static final Elementwise DIV = elementwise(ScalarOp.DIV, 2);
  static final Elementwise NEG = elementwise(ScalarOp.NEG, 1);

  private Nodes() {}

  private static Elementwise elementwise(ScalarOp op, int arity) {
    ScalarExpr[] args =
        IntStream.range(0, arity).mapToObj(ScalarExpr::arg).toArray(ScalarExpr[]::new);
    return new Elementwise(ScalarFunction.named(op.name().toLowerCase(java.util.Locale.ROOT))
        .arity(arity)
        .on(Domain.NUMERIC)
        .code(ScalarExpr.of(op, args))
        .build());
  }

  static Tensor placeholder(String name, DType dtype, Dim... dims) {
    Placeholder op = new Placeholder(new TensorType(dtype, Shape.of(dims)));
    return node(op, name, 1);
  }

  static Tensor constant(NDArray value) {
    return Apply.of(new Constant(value)).output();
  }

  static Tensor node(Op op, Tensor... inputs) {
    return Apply.of(op, inputs).output();
  }

  /** A node with a name, as if written at a line of Digits.java. */
  static Tensor node(Op op, String name, int line, Tensor... inputs) {
    CreationSite site = new CreationSite("user.Digits", "main", "Digits.java", line);
    return Apply.of(op, List.of(inputs), name, Optional.of(site)).output();
  }

  static NDArray evaluate(Tensor output, Feed feed) {
    return output.evaluate(feed, BACKEND);
  }

  static NDArray evaluate(Tensor output) {
    return evaluate(output, Feed.empty());
  }
}
