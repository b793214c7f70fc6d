package io.opwalk.nn.saving.graph;

import io.opwalk.ops.primitive.Body;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The components of records: taken out, and put together again. */
final class Components {
  private Components() {}

  /** The components by name, in order. */
  static Map<String, Object> of(Record value) {
    Map<String, Object> components = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        components.put(component.getName(), component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException("cannot read " + component + " of " + value, impossible);
      }
    }
    return components;
  }

  /**
   * A record of some components, in order.
   *
   * @throws IllegalArgumentException where its constructor refuses them
   */
  static <R extends Record> R make(Class<R> kind, List<Object> components) {
    Class<?>[] types = Arrays.stream(kind.getRecordComponents())
        .map(RecordComponent::getType)
        .toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = kind.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(components.toArray());
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException(refused.getCause().getMessage(), refused.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("cannot make a " + kind, impossible);
    }
  }

  /** The bodies among the components of a record, and among theirs. */
  static List<Body> bodies(Record value) {
    List<Body> bodies = new ArrayList<>();
    Deque<Object> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      Object next = open.pop();
      if (next instanceof Body body) {
        bodies.add(body);
      } else if (next instanceof Optional<?> optional) {
        optional.ifPresent(open::push);
      } else if (next instanceof List<?> list) {
        list.forEach(open::push);
      } else if (next instanceof Record inner) {
        of(inner).values().stream().filter(Objects::nonNull).forEach(open::push);
      }
    }
    return bodies;
  }
}
