package io.opwalk.testing;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.print.Notation;
import io.opwalk.print.Precedence;
import java.util.List;
import java.util.function.Function;

/**
 * A handful of ops to build graphs from where nothing is computed. All of them are values, but for
 * the input, which is equal to itself only.
 */
public final class TestOps {
  private TestOps() {}

  /** A placeholder. */
  public static Tensor input(String name, DType dtype, Shape shape) {
    return leaf(name, new Input(new TensorType(dtype, shape)));
  }

  /** A leaf that is no placeholder. Two of one label and type are equal. */
  public static Tensor weight(String name, DType dtype, Shape shape) {
    return leaf(name, new Weight(name, new TensorType(dtype, shape)));
  }

  /** A rank-0 leaf that is written as its value. */
  public static Tensor literal(double value) {
    return leaf("", new Literal(value));
  }

  private static Tensor leaf(String name, Op op) {
    return Apply.of(op, List.of(), name, CreationSite.capture()).output();
  }

  /** A function of one tensor, of the same type. */
  public static Tensor unary(String function, Tensor x) {
    return Apply.of(new Unary(function), x).output();
  }

  /** A function of two tensors of one dtype, with broadcasting. */
  public static Tensor binary(String function, Tensor a, Tensor b) {
    return Apply.of(new Binary(function), a, b).output();
  }

  /** {@code -x}. */
  public static Tensor negative(Tensor x) {
    return unary("negative", x);
  }

  /** {@code a + b}. */
  public static Tensor add(Tensor a, Tensor b) {
    return binary("add", a, b);
  }

  /** {@code a - b}. */
  public static Tensor subtract(Tensor a, Tensor b) {
    return binary("subtract", a, b);
  }

  /** {@code a * b}. */
  public static Tensor multiply(Tensor a, Tensor b) {
    return binary("multiply", a, b);
  }

  /** {@code a ^ b}. */
  public static Tensor power(Tensor a, Tensor b) {
    return binary("power", a, b);
  }

  /** {@code a < b}; bool. */
  public static Tensor less(Tensor a, Tensor b) {
    return binary("less", a, b);
  }

  /** The same elements in another shape, which may mention symbols. */
  public static Tensor reshape(Tensor x, Shape shape) {
    return Apply.of(new Reshape(shape), x).output();
  }

  /** A node of two outputs, both of the input's type. */
  public static Apply split(Tensor x) {
    return Apply.of(new Split(), x);
  }

  /**
   * The last of {@code depth} nodes on top of {@code x}, each a unary function of the one below.
   */
  public static Tensor chain(Tensor x, int depth) {
    Tensor top = x;
    for (int i = 0; i < depth; i++) {
      top = unary("f", top);
    }
    return top;
  }

  private static TensorType only(List<TensorType> inputs) {
    requireCount(1, inputs);
    return inputs.get(0);
  }

  private static void requireCount(int count, List<TensorType> inputs) {
    if (inputs.size() != count) {
      throw new IllegalArgumentException("takes " + count + " inputs, found " + inputs.size());
    }
  }

  /** The op of {@link #input}. */
  public static final class Input implements Op {
    private final TensorType type;

    Input(TensorType type) {
      this.type = type;
    }

    @Override
    public String name() {
      return "Input";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      requireCount(0, inputs);
      return List.of(type);
    }

    @Override
    public Op substitute(Function<Dim.Symbol, Dim> dims) {
      Shape shape = type.shape().substitute(dims);
      return shape.equals(type.shape()) ? this : new Input(type.withShape(shape));
    }

    @Override
    public boolean isInput() {
      return true;
    }
  }

  /** The op of {@link #weight}. */
  public record Weight(String slot, TensorType type) implements Op {
    @Override
    public String name() {
      return "Weight";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      requireCount(0, inputs);
      return List.of(type);
    }
  }

  /** The op of {@link #literal}. */
  public record Literal(double value) implements Op {
    @Override
    public String name() {
      return "Literal";
    }

    @Override
    public String label() {
      return "Literal{" + value + "}";
    }

    @Override
    public Notation notation() {
      return Notation.literal(Double.toString(value));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      requireCount(0, inputs);
      return List.of(new TensorType(DType.FLOAT64, Shape.scalar()));
    }
  }

  /** The op of {@link #unary}. */
  public record Unary(String function) implements Op {
    @Override
    public String name() {
      return "Unary";
    }

    @Override
    public String label() {
      return "Unary{" + function + "}";
    }

    @Override
    public Notation notation() {
      return function.equals("negative")
          ? Notation.prefix("-", Precedence.SIGN)
          : Notation.call(function);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(only(inputs));
    }
  }

  /** The op of {@link #binary}. */
  public record Binary(String function) implements Op {
    @Override
    public String name() {
      return "Binary";
    }

    @Override
    public String label() {
      return "Binary{" + function + "}";
    }

    @Override
    public Notation notation() {
      return switch (function) {
        case "add" -> Notation.infix("+", Precedence.SUM);
        case "subtract" -> Notation.infix("-", Precedence.SUM);
        case "multiply" -> Notation.infix("*", Precedence.PRODUCT);
        case "power" -> Notation.infix("^", Precedence.POWER);
        case "less" -> Notation.infix("<", Precedence.COMPARISON);
        default -> Notation.call(function);
      };
    }

    @Override
    public boolean isCommutative() {
      return function.equals("add") || function.equals("multiply");
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      requireCount(2, inputs);
      TensorType a = inputs.get(0);
      TensorType b = inputs.get(1);
      if (a.dtype() != b.dtype()) {
        throw new IllegalArgumentException(
            "inputs must have one dtype, found " + a.dtype() + " and " + b.dtype());
      }
      DType dtype = function.equals("less") ? DType.BOOL : a.dtype();
      return List.of(new TensorType(dtype, Shape.broadcast(a.shape(), b.shape())));
    }
  }

  /** The op of {@link #reshape}. */
  public record Reshape(Shape shape) implements Op {
    @Override
    public String name() {
      return "Reshape";
    }

    @Override
    public Notation notation() {
      return Notation.call("reshape", List.of(shape.toString()));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(only(inputs).withShape(shape));
    }

    @Override
    public Op substitute(Function<Dim.Symbol, Dim> dims) {
      Shape substituted = shape.substitute(dims);
      return substituted.equals(shape) ? this : new Reshape(substituted);
    }
  }

  /** The op of {@link #split}. */
  public record Split() implements Op {
    @Override
    public String name() {
      return "Split";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(only(inputs), only(inputs));
    }
  }
}
