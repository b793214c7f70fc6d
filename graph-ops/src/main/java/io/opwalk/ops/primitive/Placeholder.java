package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A leaf whose value every call feeds. Equal only to itself: two placeholders of one name and type
 * are two inputs. Its unnamed dims are its own, even where two placeholders were given one shape.
 */
public final class Placeholder implements Primitive {
  private final TensorType type;

  /** Of the given type. */
  public Placeholder(TensorType type) {
    this(type, true);
  }

  private Placeholder(TensorType type, boolean refresh) {
    Objects.requireNonNull(type, "type");
    this.type = refresh ? type.withShape(type.shape().refreshed()) : type;
  }

  /**
   * Of exactly the given type, whose unnamed dims are not made the placeholder's own: an input of a
   * {@link Body} has the dims of what is passed to it.
   */
  static Placeholder exactly(TensorType type) {
    return new Placeholder(type, false);
  }

  /** The type of what is fed. */
  public TensorType type() {
    return type;
  }

  @Override
  public String name() {
    return "Placeholder";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("type", type);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(0, inputs);
    return List.of(type);
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    TensorType substituted = type.withShape(type.shape().substitute(dims));
    return substituted.equals(type) ? this : new Placeholder(substituted, false);
  }

  @Override
  public boolean isInput() {
    return true;
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of();
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
