package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An equation of Einstein's convention evaluated by its definition, one product after another. */
public final class EinsumOracle implements ArrayOracle {
  private final List<String> terms;
  private final String output;

  /** Of an equation as NumPy takes it. The axes of an ellipsis are digits from 9 down. */
  public EinsumOracle(String equation) {
    String[] sides = equation.replace(" ", "").split("->", -1);
    terms = List.of(sides[0].split(",", -1));
    output = sides.length == 2 ? sides[1] : implied();
  }

  private String implied() {
    Map<Character, Integer> counts = new TreeMap<>();
    for (char label : String.join("", terms).replace(".", "").toCharArray()) {
      counts.merge(label, 1, Integer::sum);
    }
    StringBuilder implied = new StringBuilder(String.join("", terms).contains(".") ? "..." : "");
    counts.forEach((label, count) -> implied.append(count == 1 ? label.toString() : ""));
    return implied.toString();
  }

  private static String expanded(String term, int rank) {
    int covered = rank - term.replace("...", "").length();
    return term.replace("...", "0123456789".substring(10 - Math.max(covered, 0)));
  }

  @Override
  public Expected expect(List<NDArray> operands) {
    List<String> labels = new ArrayList<>();
    Map<Character, Integer> sizes = new TreeMap<>();
    int widest = 0;
    for (int i = 0; i < terms.size(); i++) {
      String term = expanded(terms.get(i), operands.get(i).rank());
      labels.add(term);
      if (terms.get(i).contains("...")) {
        widest = Math.max(widest, term.length() - terms.get(i).length() + 3);
      }
      for (int axis = 0; axis < term.length(); axis++) {
        int size = operands.get(i).dim(axis);
        sizes.merge(term.charAt(axis), size, (x, y) -> x == 1 ? y : x);
      }
    }
    String result = output.replace("...", "0123456789".substring(10 - widest));
    List<Character> summed = new ArrayList<>(sizes.keySet());
    summed.removeIf(label -> result.indexOf(label) >= 0);
    List<Integer> shape =
        result.chars().mapToObj(label -> sizes.get((char) label)).toList();
    List<List<Integer>> sums = Grid.indices(summed.stream().map(sizes::get).toList());
    List<List<Object>> elements = operands.stream().map(Elements::list).toList();
    List<Object> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    boolean floating = operands.get(0).dtype().isFloating();
    for (List<Integer> index : Grid.indices(shape)) {
      BigInteger whole = BigInteger.ZERO;
      List<Double> products = new ArrayList<>();
      for (List<Integer> inner : sums) {
        Map<Character, Integer> at = new HashMap<>();
        for (int i = 0; i < index.size(); i++) {
          at.put(result.charAt(i), index.get(i));
        }
        for (int i = 0; i < inner.size(); i++) {
          at.put(summed.get(i), inner.get(i));
        }
        List<Object> factors = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
          factors.add(elements.get(i).get(offset(labels.get(i), operands.get(i), at)));
        }
        if (floating) {
          products.add(Exact.product(factors.stream().map(x -> (Double) x).toList()));
        } else {
          whole = whole.add(factors.stream()
              .map(x -> BigInteger.valueOf((Long) x))
              .reduce(BigInteger.ONE, BigInteger::multiply));
        }
      }
      values.add(floating ? (Object) Exact.sum(products) : (Object) whole.longValue());
      // Each of the terms is rounded once per factor, and the sum as in any order.
      scale.add(
          floating ? Exact.sumScale(products) + operands.size() * Exact.sumScale(products) : 0.0);
    }
    return new Expected(
        Elements.array(floating ? DType.FLOAT64 : operands.get(0).dtype(), shape, values),
        scale.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static int offset(String term, NDArray operand, Map<Character, Integer> at) {
    int offset = 0;
    for (int axis = 0; axis < term.length(); axis++) {
      int size = operand.dim(axis);
      offset = offset * size + (size == 1 ? 0 : at.get(term.charAt(axis)));
    }
    return offset;
  }
}
