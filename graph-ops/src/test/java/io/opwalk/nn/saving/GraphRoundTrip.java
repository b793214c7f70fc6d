package io.opwalk.nn.saving;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.saving.graph.ArrayTable;
import io.opwalk.nn.saving.graph.GraphReader;
import io.opwalk.nn.saving.graph.GraphWriter;
import io.opwalk.nn.saving.graph.OpRegistry;
import io.opwalk.nn.saving.graph.ParameterTable;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes graphs as text and reads them, with arrays and parameters kept in memory. */
final class GraphRoundTrip implements ArrayTable, ParameterTable {
  private final List<NDArray> arrays = new ArrayList<>();
  private final List<Tensor> parameters = new ArrayList<>();
  private final OpRegistry registry;

  GraphRoundTrip(OpRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String put(NDArray array) {
    arrays.add(array);
    return "array " + (arrays.size() - 1);
  }

  @Override
  public NDArray get(String name) {
    return arrays.get(Integer.parseInt(name.substring("array ".length())));
  }

  @Override
  public int numberOf(Tensor parameter) {
    parameters.add(parameter);
    return parameters.size() - 1;
  }

  @Override
  public Tensor parameter(int number) {
    return parameters.get(number);
  }

  /** A graph as text. */
  String text(List<Tensor> inputs, List<Tensor> outputs) {
    GraphWriter writer = new GraphWriter(registry, this, this, Map.of());
    inputs.forEach(input -> writer.add(input.owner()));
    Walk.ancestors(outputs).forEach(writer::add);
    return Json.text(writer.finish(inputs, outputs));
  }

  /** The graph that a text says. */
  GraphReader.Read read(String text) {
    Config graph = Json.parse(text);
    return new GraphReader(registry, this, this, Map.of(), (in, over) -> {
          throw new AssertionError("nothing is made by others");
        })
        .read(graph);
  }
}
