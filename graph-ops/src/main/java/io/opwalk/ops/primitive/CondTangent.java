package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.GraphTangents;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The derivative of a condition in a direction: a condition on those of its branches. */
final class CondTangent {
  private final Cond cond;
  private final Apply apply;
  private final List<Optional<Tensor>> tangents;
  private final GraphTangents graphs;

  /** The inputs of the branches that move. */
  private final List<Integer> moving;

  /** With the tangents of the inputs of the branches, behind the condition. */
  CondTangent(Cond cond, Apply apply, List<Optional<Tensor>> tangents, GraphTangents graphs) {
    this.cond = cond;
    this.apply = apply;
    this.tangents = tangents.subList(1, tangents.size());
    this.graphs = graphs;
    this.moving = IntStream.range(0, this.tangents.size())
        .filter(i -> this.tangents.get(i).isPresent())
        .boxed()
        .toList();
  }

  /** One tangent per output of the condition. */
  List<Optional<Tensor>> outputs() {
    Branch then = new Branch(cond.then());
    Branch otherwise = new Branch(cond.otherwise());
    List<Integer> moved = IntStream.range(0, apply.outputs().size())
        .filter(i -> then.found.get(i).isPresent() || otherwise.found.get(i).isPresent())
        .boxed()
        .toList();
    List<Optional<Tensor>> result =
        new ArrayList<>(Collections.nCopies(apply.outputs().size(), Optional.empty()));
    if (moved.isEmpty()) {
      return result;
    }
    List<Tensor> inputs = new ArrayList<>(apply.inputs());
    moving.forEach(i -> inputs.add(tangents.get(i).orElseThrow()));
    Apply forward = Apply.of(new Cond(then.forward(moved), otherwise.forward(moved)), inputs);
    for (int i = 0; i < moved.size(); i++) {
      result.set(moved.get(i), Optional.of(forward.outputs(i)));
    }
    return result;
  }

  /** A branch and its derivative. */
  private final class Branch {
    private final Body body;
    private final List<Tensor> directions;
    private final List<Optional<Tensor>> found;

    Branch(Body body) {
      this.body = body;
      List<Tensor> wrt = moving.stream().map(body.inputs()::get).toList();
      this.directions = wrt.stream().map(input -> Body.input("", input.type())).toList();
      this.found = graphs.jvp(body.outputs(), wrt, directions);
    }

    Body forward(List<Integer> moved) {
      List<Tensor> inputs = new ArrayList<>(body.inputs());
      inputs.addAll(directions);
      List<Tensor> outputs = moved.stream()
          .map(
              i -> found.get(i).orElseGet(() -> Tensors.zerosLike(body.outputs().get(i))))
          .toList();
      return new Body("along/" + body.name(), inputs, outputs);
    }
  }
}
