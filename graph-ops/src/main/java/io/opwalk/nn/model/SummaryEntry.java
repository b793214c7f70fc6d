package io.opwalk.nn.model;

import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A row of a summary: an input, a layer, an op applied by hand, or a parameter that is in no layer.
 *
 * @param name in the model
 * @param className as in Keras
 * @param calls how often it is applied
 * @param shapes of its outputs, where it is applied last
 * @param parameters its weights
 * @param trainable whether these are trained
 * @param sources what it is applied to: {@code dense[0][0]} for the first output of the first call
 * @param parents the calls that these are outputs of
 * @param nested the model that it is
 */
record SummaryEntry(
    String name,
    String className,
    int calls,
    String shapes,
    List<Tensor> parameters,
    boolean trainable,
    List<String> sources,
    Set<String> parents,
    Optional<Model> nested) {

  /** An output of a call. */
  private record Source(String call, int output) {
    String text() {
      return call + "[" + output + "]";
    }
  }

  /** The rows of a model, in the order of Keras; a sequential model does not list its input. */
  static List<SummaryEntry> of(Model model) {
    Map<Tensor, Source> sources = new HashMap<>();
    List<String> inputNames = ModelWriter.inputNames(model);
    for (int i = 0; i < inputNames.size(); i++) {
      sources.put(model.inputs().get(i), new Source(inputNames.get(i) + "[0]", 0));
    }
    model.layers().forEach(layer -> locate(layer, sources));
    Set<String> names = new HashSet<>(inputNames);
    model.layers().forEach(layer -> names.add(layer.name()));
    List<SummaryOp> ops = SummaryOp.of(model, names);
    ops.forEach(op -> locate(op.name() + "[0]", op.part().outputs(), sources));
    Structure structure = model.structure();
    // What is no layer goes between layers, by its rank.
    NavigableMap<Structure.Rank, SummaryEntry> others = new TreeMap<>();
    ops.forEach(op -> others.put(structure.rank(op.part()), op(op, sources)));
    if (!(model instanceof Sequential)) {
      model.inputs().forEach(input -> others.put(structure.rank(input), input(input, sources)));
    }
    List<SummaryEntry> entries = new ArrayList<>();
    for (ModelLayer layer : model.layers()) {
      Map<Structure.Rank, SummaryEntry> before = others.headMap(rank(layer, structure));
      entries.addAll(before.values());
      before.clear();
      entries.add(layer(layer, sources));
    }
    entries.addAll(others.values());
    entries.addAll(loose(model));
    return List.copyOf(entries);
  }

  /** The parameters that a user applied by hand. */
  private static List<SummaryEntry> loose(Model model) {
    List<Tensor> parameters = new ArrayList<>(model.parameters());
    model.layers().forEach(layer -> parameters.removeAll(layer.parameters()));
    return parameters.stream()
        .map(parameter -> new SummaryEntry(
            Tensors.slotOf(parameter).name(),
            "Parameter",
            1,
            shapes(List.of(parameter)),
            List.of(parameter),
            model.trainableParameters().contains(parameter),
            List.of(),
            Set.of(),
            Optional.empty()))
        .toList();
  }

  /** Whether each row but the first is applied once, to what the row before it gives. */
  static boolean isChain(List<SummaryEntry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Set<String> before = i == 0 ? Set.of() : Set.of(entries.get(i - 1).name() + "[0]");
      if (entries.get(i).calls() > 1 || !entries.get(i).parents().equals(before)) {
        return false;
      }
    }
    return true;
  }

  private static Structure.Rank rank(ModelLayer layer, Structure structure) {
    List<Part> parts = new ArrayList<>();
    layer.calls().forEach(call -> parts.add(new Part.Call(call)));
    if (parts.isEmpty()) {
      layer.outputs().forEach(output -> parts.add(new Part.Node(output.owner())));
    }
    return parts.stream().map(structure::rank).min(Structure.Rank::compareTo).orElseThrow();
  }

  private static void locate(ModelLayer layer, Map<Tensor, Source> sources) {
    List<List<Tensor>> calls = layer.calls().isEmpty()
        ? List.of(layer.outputs())
        : layer.calls().stream().map(LayerCall::outputs).toList();
    for (int call = 0; call < calls.size(); call++) {
      locate(layer.name() + "[" + call + "]", calls.get(call), sources);
    }
  }

  private static void locate(String call, List<Tensor> outputs, Map<Tensor, Source> sources) {
    for (int i = 0; i < outputs.size(); i++) {
      sources.putIfAbsent(outputs.get(i), new Source(call, i));
    }
  }

  private static SummaryEntry op(SummaryOp op, Map<Tensor, Source> sources) {
    List<Source> read = op.part().inputs().stream()
        .filter(sources::containsKey)
        .map(sources::get)
        .toList();
    return new SummaryEntry(
        op.name(),
        op.className(),
        1,
        shapes(op.part().outputs()),
        List.of(),
        true,
        read.stream().map(Source::text).toList(),
        read.stream().map(Source::call).collect(Collectors.toCollection(LinkedHashSet::new)),
        Optional.empty());
  }

  private static SummaryEntry input(Tensor input, Map<Tensor, Source> sources) {
    return new SummaryEntry(
        sources.get(input).call().replaceFirst("\\[0]$", ""),
        "InputLayer",
        1,
        shapes(List.of(input)),
        List.of(),
        true,
        List.of(),
        Set.of(),
        Optional.empty());
  }

  private static SummaryEntry layer(ModelLayer layer, Map<Tensor, Source> sources) {
    List<String> texts = new ArrayList<>();
    Set<String> parents = new LinkedHashSet<>();
    List<LayerCall> calls = layer.calls();
    List<Tensor> read = calls.isEmpty()
        ? layer.inputs()
        : calls.stream().flatMap(call -> call.dependencies().stream()).toList();
    for (Tensor input : read) {
      Source source = sources.getOrDefault(input, unlisted(input));
      texts.add(source.text());
      parents.add(source.call());
    }
    Optional<Layer> own = layer.layer();
    return new SummaryEntry(
        layer.name(),
        own.map(Layer::className).orElse("Nodes"),
        Math.max(1, calls.size()),
        shapes(calls.isEmpty() ? layer.outputs() : calls.get(calls.size() - 1).outputs()),
        layer.parameters(),
        own.map(Layer::isTrainable).orElse(true),
        texts,
        parents,
        own.filter(ModelAsLayer.class::isInstance).map(made -> ((ModelAsLayer) made).model()));
  }

  /** A node that is in no row, having no name. */
  private static Source unlisted(Tensor tensor) {
    return new Source(tensor.owner().op().name() + "[0]", tensor.outputIndex());
  }

  private static String shapes(List<Tensor> tensors) {
    List<String> shapes = tensors.stream().map(SummaryEntry::shape).toList();
    return shapes.size() == 1 ? shapes.get(0) : "[" + String.join(", ", shapes) + "]";
  }

  private static String shape(Tensor tensor) {
    return tensor.shape().dims().stream()
        .map(Dim::fixedSize)
        .map(size -> size.isPresent() ? text(size) : "None")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String text(OptionalLong size) {
    return Long.toString(size.getAsLong());
  }
}
