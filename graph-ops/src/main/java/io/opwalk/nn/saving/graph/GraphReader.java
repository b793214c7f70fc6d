package io.opwalk.nn.saving.graph;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.primitive.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Builds the graph that a {@link GraphWriter} wrote, node by node. */
public final class GraphReader {
  /**
   * A graph that was read.
   *
   * @param inputs the tensors that are fed
   * @param outputs what is computed
   */
  public record Read(List<Tensor> inputs, List<Tensor> outputs) {}

  private final OpRegistry registry;
  private final ParameterTable parameters;
  private final ArrayTable arrays;
  private final Map<String, Tensor> known;
  private final BiFunction<ConfigReader, List<Tensor>, List<Tensor>> maker;
  private final Optional<CreationSite> site = CreationSite.capture();
  private final List<Tensor> tensors = new ArrayList<>();

  /**
   * A reader of one graph. Its nodes get the line that calls this for the one that built them.
   *
   * @param registry what nodes may be of
   * @param known tensors that the writer named
   * @param maker makes the outputs of what the writer said is no node, from its inputs
   */
  public GraphReader(
      OpRegistry registry,
      ParameterTable parameters,
      ArrayTable arrays,
      Map<String, Tensor> known,
      BiFunction<ConfigReader, List<Tensor>, List<Tensor>> maker) {
    this.registry = registry;
    this.parameters = parameters;
    this.arrays = arrays;
    this.known = Map.copyOf(known);
    this.maker = maker;
  }

  /**
   * The graph.
   *
   * @throws ConfigException where the data makes none, naming the node
   */
  public Read read(Config graph) {
    ConfigReader in = new ConfigReader("the graph", graph);
    AttributeReader attributes = new AttributeReader(registry, symbols(in), arrays, this::tensor);
    for (Config node : in.configs("nodes")) {
      String what = "node " + node.get("id") + ", " + node.get("op")
          + (node.has("name") ? " '" + node.get("name") + "'" : "");
      try {
        add(new ConfigReader(what, node), attributes);
      } catch (ConfigException complete) {
        throw complete;
      } catch (IllegalArgumentException | ArithmeticException complaint) {
        throw new ConfigException(what + ": " + complaint.getMessage());
      }
    }
    Read read = new Read(tensors(in, "inputs"), tensors(in, "outputs"));
    in.finish();
    return read;
  }

  private static List<Dim.Symbol> symbols(ConfigReader in) {
    List<Dim.Symbol> symbols = new ArrayList<>();
    if (!(in.value("sizes") instanceof List<?> names)) {
      throw in.wrong("sizes", "must be a list of names and nulls", in.value("sizes"));
    }
    for (Object name : names) {
      if (name != null && !(name instanceof String)) {
        throw in.wrong("sizes", "must be a list of names and nulls", name);
      }
      symbols.add(name instanceof String text ? Dim.named(text) : Dim.unknown());
    }
    return symbols;
  }

  private void add(ConfigReader in, AttributeReader attributes) {
    if (in.integer("id") != tensors.size()) {
      throw in.wrong(
          "id", "must be the number of tensors before it, " + tensors.size(), in.value("id"));
    }
    String op = in.text("op");
    String name = in.text("name", "");
    List<Tensor> outputs = switch (op) {
      case "Placeholder" ->
        List.of(Body.input(
            name,
            attributes.type(
                in.config("type").orElseThrow(() -> in.wrong("type", "must be there", null)))));
      case "Parameter" -> List.of(parameters.parameter(in.integer("parameter")));
      case "Known" -> List.of(known(in));
      case "Made" -> made(in);
      case Piece.OP -> piece(in).over(tensors(in, "inputs"), name);
      default -> {
        Record made =
            attributes.record(attributes.kind(op), in.config("with").orElse(Config.empty()));
        if (!(made instanceof Op applied)) {
          throw in.wrong("op", "must be an op", op);
        }
        yield Apply.of(applied, tensors(in, "inputs"), name, site).outputs();
      }
    };
    in.finish();
    tensors.addAll(outputs);
  }

  private Piece piece(ConfigReader in) {
    ConfigReader with = new ConfigReader(in.what(), in.config("with").orElse(Config.empty()));
    Piece piece = new Piece(tensors(with, "inputs"), tensors(with, "outputs"));
    with.finish();
    return piece;
  }

  private Tensor known(ConfigReader in) {
    Tensor found = known.get(in.text("tensor"));
    if (found == null) {
      throw in.wrong("tensor", "must be one of " + known.keySet(), in.text("tensor"));
    }
    return found;
  }

  private List<Tensor> made(ConfigReader in) {
    List<Tensor> outputs = maker.apply(in, tensors(in, "inputs"));
    if (outputs.size() != in.integer("gives")) {
      throw in.wrong(
          "gives", "must be the number of tensors made, " + outputs.size(), in.value("gives"));
    }
    return outputs;
  }

  private List<Tensor> tensors(ConfigReader in, String key) {
    Object value = in.value(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw in.wrong(key, "must be a list of tensors", value);
    }
    return list.stream().map(this::tensor).toList();
  }

  private Tensor tensor(Object data) {
    if (data instanceof Long number && number >= 0 && number < tensors.size()) {
      return tensors.get(number.intValue());
    }
    throw new IllegalArgumentException("no tensor before it has the number " + data);
  }
}
