package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.GraphTangents;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The derivative of a loop in a direction: a loop whose steps pass on the tangents of what they
 * pass on.
 */
final class LoopTangent {
  private final Loop loop;
  private final Apply apply;
  private final List<Optional<Tensor>> tangents;
  private final GraphTangents graphs;
  private final int first;
  private final int same;

  /** What stands for the tangent of each input of the body, where it is of a floating dtype. */
  private final List<Optional<Tensor>> inner;

  /** The inputs of the body that move. */
  private final Set<Integer> moving = new TreeSet<>();

  private List<Optional<Tensor>> found = List.of();

  LoopTangent(Loop loop, Apply apply, List<Optional<Tensor>> tangents, GraphTangents graphs) {
    this.loop = loop;
    this.apply = apply;
    this.tangents = tangents;
    this.graphs = graphs;
    this.first = loop.sequences();
    this.same = loop.sequences() + loop.carried();
    this.inner = loop.body().inputs().stream()
        .map(input -> Optional.of(input)
            .filter(in -> in.dtype().isFloating())
            .map(in -> Body.input("", in.type())))
        .toList();
  }

  /** One tangent per output of the loop. */
  List<Optional<Tensor>> outputs() {
    for (int i = 0; i < loop.body().inputs().size(); i++) {
      if (tangents.get(i).isPresent() && inner.get(i).isPresent()) {
        moving.add(i);
      }
    }
    boolean grows = true;
    while (grows) {
      differentiate();
      grows = false;
      for (int i = 0; i < loop.carried(); i++) {
        grows |= found.get(i).isPresent() && moving.add(first + i);
      }
    }
    return distribute(Apply.of(forward(), inputs()));
  }

  private void differentiate() {
    found = graphs.jvp(
        loop.body().outputs(),
        moving.stream().map(loop.body().inputs()::get).toList(),
        inner(0, loop.body().inputs().size()));
  }

  /** The tangents, within the body, of those of some inputs that move. */
  private List<Tensor> inner(int from, int to) {
    return moving.stream()
        .filter(i -> i >= from && i < to)
        .map(i -> inner.get(i).orElseThrow())
        .toList();
  }

  /** A list for each input of the body, with something behind each of its three parts. */
  private List<Tensor> interleaved(
      List<Tensor> own, List<Tensor> elements, List<Tensor> states, List<Tensor> others) {
    List<Tensor> all = new ArrayList<>(own.subList(0, first));
    all.addAll(elements);
    all.addAll(own.subList(first, same));
    all.addAll(states);
    all.addAll(own.subList(same, own.size()));
    all.addAll(others);
    return all;
  }

  private Loop forward() {
    List<Tensor> elements = inner(0, first);
    List<Tensor> states = inner(first, same);
    List<Tensor> others = inner(same, inner.size());
    List<Tensor> results = new ArrayList<>(loop.body().outputs().subList(0, loop.carried()));
    for (int i = 0; i < loop.carried(); i++) {
      if (moving.contains(first + i)) {
        Tensor state = loop.body().inputs().get(first + i);
        results.add(found.get(i).orElseGet(() -> Tensors.zerosLike(state)));
      }
    }
    results.addAll(
        loop.body().outputs().subList(loop.carried(), loop.body().outputs().size()));
    found.stream().skip(loop.carried()).flatMap(Optional::stream).forEach(results::add);
    Optional<Body> condition = loop.condition().map(test -> {
      List<Tensor> inputs = new ArrayList<>(test.inputs().subList(0, loop.carried()));
      inputs.addAll(states);
      inputs.addAll(test.inputs().subList(loop.carried(), test.inputs().size()));
      inputs.addAll(others);
      return new Body(test.name(), inputs, test.outputs());
    });
    return new Loop(
        new Body(
            "along/" + loop.body().name(),
            interleaved(loop.body().inputs(), elements, states, others),
            results),
        first + elements.size(),
        loop.carried() + states.size(),
        condition,
        loop.steps().filter(steps -> elements.isEmpty()),
        loop.reverse(),
        loop.ranged(),
        loop.truncation());
  }

  private List<Tensor> inputs() {
    List<Tensor> own = apply.inputs().subList(0, inner.size());
    List<Tensor> all =
        interleaved(own, given(0, first), given(first, same), given(same, inner.size()));
    all.addAll(apply.inputs().subList(inner.size(), apply.inputs().size()));
    return all;
  }

  /** The tangents of those of some inputs of the loop that move. */
  private List<Tensor> given(int from, int to) {
    return moving.stream()
        .filter(i -> i >= from && i < to)
        .map(i -> tangents.get(i).orElseGet(() -> Tensors.zerosLike(apply.inputs(i))))
        .toList();
  }

  private List<Optional<Tensor>> distribute(Apply forward) {
    List<Optional<Tensor>> result = new ArrayList<>();
    int next = loop.carried();
    for (int i = 0; i < loop.carried(); i++) {
      result.add(
          moving.contains(first + i) ? Optional.of(forward.outputs(next++)) : Optional.empty());
    }
    next += loop.given();
    for (Optional<Tensor> output : found.subList(loop.carried(), found.size())) {
      result.add(output.isPresent() ? Optional.of(forward.outputs(next++)) : Optional.empty());
    }
    loop.condition().ifPresent(test -> result.add(Optional.empty()));
    return result;
  }
}
