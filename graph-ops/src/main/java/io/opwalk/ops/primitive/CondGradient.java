package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.GraphGradients;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The gradient of a condition: a condition whose branches are the gradients of the branches. */
final class CondGradient {
  private final Cond cond;
  private final Apply apply;
  private final List<Optional<Tensor>> cotangents;
  private final GraphGradients graphs;

  /** The outputs whose gradient counts. */
  private final List<Integer> active;

  CondGradient(Cond cond, Apply apply, List<Optional<Tensor>> cotangents, GraphGradients graphs) {
    this.cond = cond;
    this.apply = apply;
    this.cotangents = cotangents;
    this.graphs = graphs;
    this.active = IntStream.range(0, cotangents.size())
        .filter(i -> cotangents.get(i).isPresent() && apply.outputs(i).dtype().isFloating())
        .boxed()
        .toList();
  }

  /** One gradient per input of the condition. */
  List<Optional<Tensor>> inputs() {
    List<Optional<Tensor>> result =
        new ArrayList<>(Collections.nCopies(apply.inputs().size(), Optional.empty()));
    Branch then = new Branch(cond.then());
    Branch otherwise = new Branch(cond.otherwise());
    List<Integer> connected = IntStream.range(0, cond.then().inputs().size())
        .filter(i -> then.gradient(i).isPresent() || otherwise.gradient(i).isPresent())
        .boxed()
        .toList();
    if (connected.isEmpty()) {
      return result;
    }
    Cond backward = new Cond(then.backward(connected), otherwise.backward(connected));
    List<Tensor> inputs = new ArrayList<>(apply.inputs());
    active.forEach(i -> inputs.add(cotangents.get(i).orElseThrow()));
    Apply gradient = Apply.of(backward, inputs);
    for (int i = 0; i < connected.size(); i++) {
      result.set(1 + connected.get(i), Optional.of(gradient.outputs(i)));
    }
    return Collections.unmodifiableList(result);
  }

  /** A branch and its derivative. */
  private final class Branch {
    private final Body body;
    private final List<Tensor> seeds;
    private final List<Tensor> wrt;
    private final List<Optional<Tensor>> found;

    Branch(Body body) {
      this.body = body;
      List<Tensor> outputs = active.stream().map(body.outputs()::get).toList();
      this.seeds = outputs.stream().map(output -> Body.input("", output.type())).toList();
      this.wrt = body.inputs().stream().filter(in -> in.dtype().isFloating()).toList();
      this.found = graphs.vjp(outputs, seeds, wrt);
    }

    Optional<Tensor> gradient(int input) {
      int index = wrt.indexOf(body.inputs().get(input));
      return index < 0 ? Optional.empty() : found.get(index);
    }

    Body backward(List<Integer> connected) {
      List<Tensor> inputs = new ArrayList<>(body.inputs());
      inputs.addAll(seeds);
      List<Tensor> outputs = connected.stream()
          .map(i -> gradient(i).orElseGet(() -> Tensors.zerosLike(body.inputs().get(i))))
          .toList();
      return new Body("grad/" + body.name(), inputs, outputs);
    }
  }
}
