package io.opwalk.ir;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.HashMap;
import java.util.List;

/** Ops for tests of what knows no op. */
public final class TestOps {
  public static final Op ADD = new Function("add", 2, true);
  public static final Op SUB = new Function("sub", 2, false);
  public static final Op MUL = new Function("mul", 2, true);
  public static final Op NEG = new Function("neg", 1, false);
  public static final Op EXP = new Function("exp", 1, false);
  public static final Op LOG = new Function("log", 1, false);
  public static final Op LOG1P = new Function("log1p", 1, false);

  private TestOps() {}

  /** Elementwise, with broadcasting. */
  public record Function(String name, int arity, boolean isCommutative) implements Op {
    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      if (inputs.size() != arity) {
        throw new IllegalArgumentException("takes " + arity + " inputs, found " + inputs.size());
      }
      DType dtype = inputs.get(0).dtype();
      if (inputs.stream().anyMatch(input -> input.dtype() != dtype)) {
        throw new IllegalArgumentException("inputs must have one dtype");
      }
      Shape shape = Shape.broadcast(inputs.stream().map(TensorType::shape).toList());
      return List.of(new TensorType(dtype, shape));
    }
  }

  /** A leaf, equal only to itself. */
  public static final class Leaf implements Op {
    private final String name;
    private final TensorType type;

    private Leaf(String name, TensorType type) {
      this.name = name;
      this.type = type;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean isInput() {
      return true;
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(type);
    }
  }

  /** A number of rank 0. */
  public record Number(double value, DType dtype) implements Op {
    @Override
    public String name() {
      return "Number{" + value + "}";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(TensorType.of(dtype));
    }
  }

  /** A number throughout an array of some type. */
  public record Filled(double value, TensorType type) implements Op {
    @Override
    public String name() {
      return "Filled{" + value + "}";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(type);
    }
  }

  /** Sums or so: takes axes away, and remembers a number by which it can be told. */
  public record Reducing(int tag) implements Op {
    @Override
    public String name() {
      return "Reducing";
    }

    @Override
    public String label() {
      return "Reducing{" + tag + "}";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(inputs.get(0).withShape(Shape.scalar()));
    }
  }

  /** Two outputs of the input's type. */
  public record Twins() implements Op {
    @Override
    public String name() {
      return "Twins";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(inputs.get(0), inputs.get(0));
    }
  }

  public static Tensor leaf(String name, TensorType type) {
    return Apply.of(new Leaf(name, type)).output();
  }

  public static Tensor leaf(String name, long... dims) {
    return leaf(name, TensorType.of(DType.FLOAT64, dims));
  }

  public static Tensor number(double value) {
    return Apply.of(new Number(value, DType.FLOAT64)).output();
  }

  public static Tensor apply(Op op, Tensor... inputs) {
    return Apply.of(op, inputs).outputs(0);
  }

  /** The interned graph of some tensors, in a builder of its own. */
  public static IrGraph graph(Tensor... outputs) {
    IrBuilder builder = new IrBuilder();
    return new IrGraph(builder, builder.copy(List.of(outputs), new HashMap<>()));
  }
}
