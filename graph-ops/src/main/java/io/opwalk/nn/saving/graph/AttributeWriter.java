package io.opwalk.nn.saving.graph;

import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.scalar.ScalarFunction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** Attributes of ops as values that a config holds; {@link AttributeReader} reads them. */
final class AttributeWriter {
  private final OpRegistry registry;
  private final SymbolTable symbols;
  private final ArrayTable arrays;
  private final ToIntFunction<Tensor> tensors;

  /**
   * With what attributes refer to.
   *
   * @param tensors the number of a tensor in a body, which has been written
   */
  AttributeWriter(
      OpRegistry registry, SymbolTable symbols, ArrayTable arrays, ToIntFunction<Tensor> tensors) {
    this.registry = registry;
    this.symbols = symbols;
    this.arrays = arrays;
    this.tensors = tensors;
  }

  /**
   * The components of a record.
   *
   * @throws UnsupportedOperationException where one holds what is no data, or is not registered
   */
  Config components(Record value) {
    Config.Builder config = Config.builder();
    Components.of(value).forEach((name, component) -> config.put(name, write(component)));
    return config.build();
  }

  Config type(TensorType type) {
    return Config.builder()
        .put("dtype", type.dtype().name())
        .put("shape", shape(type.shape()))
        .build();
  }

  private List<Object> shape(Shape shape) {
    return shape.dims().stream().map(symbols::write).toList();
  }

  private Object write(Object value) {
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof String) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::write).toList();
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(this::write).orElse(null);
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? (Object) optional.getAsInt() : null;
    }
    if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? (Object) optional.getAsLong() : null;
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? (Object) optional.getAsDouble() : null;
    }
    if (value instanceof Dim dim) {
      return symbols.write(dim);
    }
    if (value instanceof Shape shape) {
      return shape(shape);
    }
    if (value instanceof TensorType type) {
      return type(type);
    }
    if (value instanceof NDArray array) {
      return SmallArrays.write(array)
          .<Object>map(small -> small)
          .orElseGet(() -> arrays.put(array));
    }
    return ofGraphs(value);
  }

  private Object ofGraphs(Object value) {
    if (value instanceof Body body) {
      return Config.builder()
          .put("name", body.name())
          .put("inputs", body.inputs().stream().map(tensors::applyAsInt).toList())
          .put("outputs", body.outputs().stream().map(tensors::applyAsInt).toList())
          .build();
    }
    if (value instanceof ScalarFunction function) {
      if (registry.function(function.name()).filter(known -> known == function).isEmpty()) {
        throw new UnsupportedOperationException("the scalar function '" + function.name()
            + "' is not registered: a file holds no code, so save and load with a registry that"
            + " has it, OpRegistry.standard().withFunction(...)");
      }
      return function.name();
    }
    if (value instanceof CustomFunction) {
      return Config.builder()
          .put("function", value.getClass().getSimpleName())
          .put("with", components(registered(value)))
          .build();
    }
    if (value instanceof Record attributes) {
      return components(attributes);
    }
    throw new UnsupportedOperationException(
        "it holds " + value + " of " + value.getClass() + ", which is no data");
  }

  /**
   * An op or a kernel that the registry has.
   *
   * @throws UnsupportedOperationException where it has not
   */
  Record registered(Object value) {
    if (value instanceof Record known && registry.knows(value)) {
      return known;
    }
    throw new UnsupportedOperationException(value.getClass().getName()
        + " is not registered: a file holds no code, so save and load with a registry that has it,"
        + " OpRegistry.standard().with(...), if it is a record of plain values");
  }
}
