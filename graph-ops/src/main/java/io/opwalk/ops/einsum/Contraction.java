package io.opwalk.ops.einsum;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Products of labelled tensors, two at a time. */
final class Contraction {
  private Contraction() {}

  /** The output of a labelled equation. */
  static Tensor of(Labelling labelling, List<Tensor> operands) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      terms.add(Term.of(operands.get(i), labelling.operands().get(i))
          .withoutRepeated(labelling.sizes())
          .sized(labelling.sizes(), operands));
    }
    for (int i = 0; i < terms.size(); i++) {
      terms.set(i, terms.get(i).summedTo(needed(terms, labelling.output(), i, i)));
    }
    List<Set<Integer>> labels =
        terms.stream().map(term -> (Set<Integer>) new HashSet<>(term.labels())).toList();
    Set<Integer> output = new HashSet<>(labelling.output());
    for (ContractionOrder.Step step : ContractionOrder.of(labels, labelling.sizes(), output)) {
      Term product = product(
          terms.get(step.left()),
          terms.get(step.right()),
          needed(terms, labelling.output(), step.left(), step.right()));
      terms.remove(Math.max(step.left(), step.right()));
      terms.remove(Math.min(step.left(), step.right()));
      terms.add(product);
    }
    return terms.get(0).ordered(labelling.output());
  }

  /** The labels of the output, and of all terms but two. */
  private static Set<Integer> needed(List<Term> terms, List<Integer> output, int i, int j) {
    Set<Integer> needed = new HashSet<>(output);
    for (int other = 0; other < terms.size(); other++) {
      if (other != i && other != j) {
        needed.addAll(terms.get(other).labels());
      }
    }
    return needed;
  }

  /** The product of two terms, summed over the labels that nobody needs; both have these. */
  private static Term product(Term a, Term b, Set<Integer> needed) {
    List<Integer> batch = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    List<Integer> inner = new ArrayList<>();
    for (int label : a.labels()) {
      boolean shared = b.labels().contains(label);
      (!shared ? rows : needed.contains(label) ? batch : inner).add(label);
    }
    List<Integer> columns = new ArrayList<>(b.labels());
    columns.removeAll(a.labels());
    List<Integer> labels = concat(batch, rows, columns);
    Tensor product = inner.isEmpty()
        ? outer(a.ordered(concat(batch, rows)), b.ordered(concat(batch, columns)), rows, columns)
        : Linear.matmul(
            grouped(a.ordered(concat(batch, rows, inner)), batch.size(), rows.size()),
            grouped(b.ordered(concat(batch, inner, columns)), batch.size(), inner.size()));
    List<Dim> sizes = new ArrayList<>();
    labels.forEach(label -> sizes.add((a.labels().contains(label) ? a : b).size(label)));
    return new Term(reshaped(product, Shape.of(sizes)), labels);
  }

  /** Without a sum: the axes that only one has broadcast against the other. */
  private static Tensor outer(Tensor a, Tensor b, List<Integer> rows, List<Integer> columns) {
    List<Dim> left = new ArrayList<>(a.shape().dims());
    left.addAll(Collections.nCopies(columns.size(), Dim.of(1)));
    List<Dim> right = new ArrayList<>(b.shape().dims());
    right.addAll(right.size() - columns.size(), Collections.nCopies(rows.size(), Dim.of(1)));
    return Arithmetic.multiply(reshaped(a, Shape.of(left)), reshaped(b, Shape.of(right)));
  }

  /** The axes behind those of the batch made into two. */
  private static Tensor grouped(Tensor x, int batch, int first) {
    List<Dim> dims = x.shape().dims();
    Shape matrices = Shape.of(dims.subList(0, batch))
        .append(Dim.product(dims.subList(batch, batch + first)))
        .append(Dim.product(dims.subList(batch + first, dims.size())));
    return reshaped(x, matrices);
  }

  private static Tensor reshaped(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : Shapes.reshape(x, shape);
  }

  @SafeVarargs
  private static List<Integer> concat(List<Integer>... parts) {
    List<Integer> all = new ArrayList<>();
    for (List<Integer> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
