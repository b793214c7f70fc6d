package io.opwalk.print;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.chain;
import static io.opwalk.testing.TestOps.multiply;
import static io.opwalk.testing.TestOps.split;
import static io.opwalk.testing.TestOps.unary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.testing.TestOps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TreePrinterTest {
  private static final TreeOptions PLAIN = TreeOptions.defaults().withSites(false);

  private final Tensor x = TestOps.input("x", FLOAT64, shape(3));

  @Test
  void showsEachNodeOnceAndMarksWhereItComesAgain() {
    Tensor e = unary("exp", x).named("e");
    assertEquals("""
        Binary{multiply}.0 #1 (3,) float64
        ├─ Unary{exp}.0 #2 'e' (3,) float64
        │  └─ Input.0 #3 'x' (3,) float64
        └─ Binary{add}.0 #4 (3,) float64
           ├─ Unary{exp}.0 #2 'e' (3,) float64 ···
           └─ Input.0 #3 'x' (3,) float64
        """, TreePrinter.print(Graph.of(multiply(e, add(e, x))), PLAIN));
  }

  @Test
  void severalTreesShareTheirNumbers() {
    Apply halves = split(x);
    assertEquals(
        """
        Split.1 #1
        └─ Input.0 #2 'x'
        Split.0 #1 ···
        """,
        TreePrinter.print(List.of(halves.outputs(1), halves.outputs(0)), PLAIN.withTypes(false)));
  }

  @Test
  void stopsAtTheDepthAskedForAndShowsBelowItWhatIsNearerElsewhere() {
    Tensor e = unary("exp", unary("abs", x));
    Tensor y = add(unary("sum", e), e);
    assertEquals("""
        Binary{add}.0 #1
        ├─ Unary{sum}.0 #2
        │  └─ Unary{exp}.0 #3 ···
        └─ Unary{exp}.0 #3
           └─ Unary{abs}.0 #4 ···
        """, TreePrinter.print(List.of(y), PLAIN.withTypes(false).withMaxDepth(2)));
    assertEquals(
        "Binary{add}.0 #1 (3,) float64 ···\n",
        TreePrinter.print(List.of(y), PLAIN.withMaxDepth(0)));
    assertThrows(IllegalArgumentException.class, () -> PLAIN.withMaxDepth(-1));
  }

  @Test
  void showsTheUsersLine() {
    CreationSite site = new CreationSite("com.example.Digits", "main", "Digits.java", 14);
    Tensor y =
        Apply.of(new TestOps.Unary("f"), List.of(x), "", Optional.of(site)).output();
    assertTrue(Graph.of(y).toString().startsWith("Unary{f}.0 #1 (3,) float64 at Digits.java:14\n"));
  }

  @Test
  void continuesALongBranchAtTheMargin() {
    String tree = TreePrinter.print(List.of(chain(x, 21)), PLAIN.withTypes(false));
    List<String> lines = tree.lines().toList();
    assertEquals("Unary{f}.0 #1", lines.get(0));
    assertEquals("   ".repeat(19) + "└─ Unary{f}.0 #21 ··· continued below", lines.get(20));
    assertEquals("continued from #21:", lines.get(21));
    assertEquals("└─ Input.0 #22 'x'", lines.get(22));
    assertEquals(23, lines.size());
  }

  @Test
  void growsAsTheGraphDoes() {
    // A ladder has 2^n paths, so a printer that follows them all would never come back.
    Tensor top = x;
    for (int i = 0; i < 50_000; i++) {
      top = add(top, top);
    }
    Graph ladder = Graph.of(top);
    Graph chain = Graph.of(chain(x, 100_000));
    // Linear work takes well under a second; quadratic work, minutes.
    assertTimeout(Duration.ofSeconds(20), () -> {
      // Two lines for each rung, one more for each page of 20 levels.
      assertTrue(TreePrinter.print(ladder).lines().count() < 50_000 * 2.1);
      assertTrue(TreePrinter.print(chain).lines().count() < 100_000 * 1.1);
    });
  }
}
