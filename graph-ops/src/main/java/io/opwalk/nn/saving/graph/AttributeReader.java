package io.opwalk.nn.saving.graph;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.scalar.ScalarFunction;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads what {@link AttributeWriter} wrote. The components that a record declares say what is
 * expected; anything else is refused.
 */
final class AttributeReader {
  private final OpRegistry registry;
  private final List<Dim.Symbol> symbols;
  private final ArrayTable arrays;
  private final Function<Object, Tensor> tensors;

  /**
   * With what attributes refer to.
   *
   * @param tensors the tensor that some data names by its number
   */
  AttributeReader(
      OpRegistry registry,
      List<Dim.Symbol> symbols,
      ArrayTable arrays,
      Function<Object, Tensor> tensors) {
    this.registry = registry;
    this.symbols = symbols;
    this.arrays = arrays;
    this.tensors = tensors;
  }

  /**
   * A record of the given class.
   *
   * @throws IllegalArgumentException where the data does not make one
   */
  <R extends Record> R record(Class<R> kind, Config data) {
    ConfigReader in = new ConfigReader(kind.getSimpleName(), data);
    List<Object> components = new ArrayList<>();
    for (RecordComponent component : kind.getRecordComponents()) {
      Object value = in.value(component.getName());
      if (value == null && !data.has(component.getName())) {
        throw in.wrong(component.getName(), "must be there", null);
      }
      components.add(read(component.getGenericType(), value, in, component.getName()));
    }
    in.finish();
    return Components.make(kind, components);
  }

  private Object read(Type type, Object data, ConfigReader in, String key) {
    if (type instanceof ParameterizedType generic) {
      return readGeneric(generic, data, in, key);
    }
    Class<?> kind = (Class<?>) type;
    if (data == null
        && Arrays.asList(OptionalInt.class, OptionalLong.class, OptionalDouble.class)
            .contains(kind)) {
      return kind == OptionalInt.class
          ? OptionalInt.empty()
          : kind == OptionalLong.class ? OptionalLong.empty() : OptionalDouble.empty();
    }
    try {
      return readPlain(kind, data);
    } catch (ClassCastException | NullPointerException | ArithmeticException wrongKind) {
      throw in.wrong(key, "must be a value of " + kind.getSimpleName(), data);
    }
  }

  private Object readGeneric(ParameterizedType type, Object data, ConfigReader in, String key) {
    Type argument = type.getActualTypeArguments()[0];
    if (type.getRawType() == Optional.class) {
      return Optional.ofNullable(data).map(value -> read(argument, value, in, key));
    }
    if (type.getRawType() != List.class || !(data instanceof List<?> list)) {
      throw in.wrong(key, "must be a value of " + type, data);
    }
    List<Object> elements = new ArrayList<>();
    list.forEach(element -> elements.add(read(argument, element, in, key)));
    return List.copyOf(elements);
  }

  /** A value of a class; wrong data ends in a ClassCastException or a NullPointerException. */
  private Object readPlain(Class<?> kind, Object data) {
    if (kind == int.class || kind == Integer.class) {
      return Math.toIntExact((Long) data);
    }
    if (kind == long.class || kind == Long.class) {
      return (Long) data;
    }
    if (kind == double.class || kind == Double.class) {
      return (Double) data;
    }
    if (kind == boolean.class || kind == Boolean.class) {
      return (Boolean) data;
    }
    if (kind == OptionalInt.class) {
      return OptionalInt.of(Math.toIntExact((Long) data));
    }
    if (kind == OptionalLong.class) {
      return OptionalLong.of((Long) data);
    }
    if (kind == OptionalDouble.class) {
      return OptionalDouble.of((Double) data);
    }
    if (kind == String.class) {
      return (String) data;
    }
    if (kind.isEnum()) {
      return constant(kind, (String) data);
    }
    if (kind == Dim.class) {
      return dim(data);
    }
    if (kind == Shape.class) {
      return shape((List<?>) data);
    }
    if (kind == TensorType.class) {
      return type((Config) data);
    }
    if (kind == NDArray.class) {
      return data instanceof Config small ? SmallArrays.read(small) : arrays.get((String) data);
    }
    return readOfGraphs(kind, data);
  }

  private Object readOfGraphs(Class<?> kind, Object data) {
    if (kind == Body.class) {
      ConfigReader in = new ConfigReader("a body", (Config) data);
      Body body = new Body(in.text("name"), tensors(in, "inputs"), tensors(in, "outputs"));
      in.finish();
      return body;
    }
    if (kind == ScalarFunction.class) {
      return registry
          .function((String) data)
          .orElseThrow(() -> new IllegalArgumentException("no scalar function named '" + data
              + "' is registered; one of your own takes a registry that has it"));
    }
    if (CustomFunction.class.isAssignableFrom(kind)) {
      ConfigReader in = new ConfigReader("a kernel", (Config) data);
      Record function = record(kind(in.text("function")), in.config("with").orElse(Config.empty()));
      in.finish();
      return kind.cast(function);
    }
    if (kind.isRecord()) {
      return record(kind.asSubclass(Record.class), (Config) data);
    }
    throw new IllegalArgumentException("no data makes a " + kind.getName());
  }

  /**
   * The class of a registered op or kernel.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  Class<? extends Record> kind(String name) {
    return registry
        .kind(name)
        .orElseThrow(() -> new IllegalArgumentException("no op named '" + name
            + "' is registered; one of your own takes a registry that has it"));
  }

  private List<Tensor> tensors(ConfigReader in, String key) {
    if (!(in.value(key) instanceof List<?> list)) {
      throw in.wrong(key, "must be a list of tensors", in.value(key));
    }
    return list.stream().<Tensor>map(tensors::apply).toList();
  }

  private static Object constant(Class<?> kind, String name) {
    return Arrays.stream(kind.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "'" + name + "' is none of " + Arrays.toString(kind.getEnumConstants())));
  }

  private Dim dim(Object data) {
    return data instanceof Long size
        ? Dim.of(0).plus(size)
        : DimReader.read((String) data, symbols);
  }

  private Shape shape(List<?> data) {
    return Shape.of(data.stream().map(this::dim).toList());
  }

  /**
   * The type of a tensor.
   *
   * @throws IllegalArgumentException where the data says none
   */
  TensorType type(Config data) {
    ConfigReader in = new ConfigReader("a type", data);
    DType dtype = (DType) constant(DType.class, in.text("dtype"));
    if (!(in.value("shape") instanceof List<?> shape)) {
      throw in.wrong("shape", "must be a list of sizes", in.value("shape"));
    }
    in.finish();
    return new TensorType(dtype, shape(shape));
  }
}
