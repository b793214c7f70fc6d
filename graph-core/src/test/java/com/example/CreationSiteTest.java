package com.example;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.testing.TestOps;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CreationSiteTest {
  private final Tensor x = TestOps.input("x", FLOAT64, shape(3));

  @Test
  void isTheUsersLineAndNotOpwalks() {
    String line = Lines.next();
    Tensor y = TestOps.chain(x, 2);
    CreationSite site = y.owner().site().orElseThrow();
    assertEquals(line, site.toString());
    assertEquals("com.example.CreationSiteTest", site.className());
    assertEquals("isTheUsersLineAndNotOpwalks", site.methodName());
    assertEquals(line, y.owner().inputs(0).owner().site().orElseThrow().toString());
    assertTrue(y.toString().endsWith(" at " + line), y.toString());
  }

  @Test
  void isTheUsersLineBehindFramesOfTheJdk() {
    String line = Lines.next();
    List<Tensor> made = Stream.of(x).map(in -> TestOps.unary("f", in)).toList();
    assertEquals(line, made.get(0).owner().site().orElseThrow().toString());
    String next = Lines.next();
    Tensor applied = x.then(in -> TestOps.unary("f", in));
    assertEquals(next, applied.owner().site().orElseThrow().toString());
  }

  @Test
  void isTheUsersLineWhereTheJdkCallsOpwalk() {
    String line = Lines.next();
    List<Tensor> made = Stream.of(x).map(TestOps::negative).toList();
    assertEquals(line, made.get(0).owner().site().orElseThrow().toString());
  }

  @Test
  void staysWithANodeThatIsBuiltAnew() {
    Apply apply = TestOps.add(x, x).owner();
    assertEquals(apply.site(), apply.named("sum").site());
    assertEquals(apply.site(), apply.withInputs(List.of(x, x)).site());
    assertEquals(
        apply.site(), NameScope.of("a").name("b", apply.output()).owner().site());
  }

  @Test
  void canBeSwitchedOff() {
    System.setProperty(CreationSite.SWITCH, "off");
    try {
      Tensor y = TestOps.unary("f", x);
      assertEquals(Optional.empty(), y.owner().site());
      assertEquals("Unary{f}.0 (3,) float64", y.toString());
    } finally {
      System.clearProperty(CreationSite.SWITCH);
    }
    assertTrue(TestOps.unary("f", x).owner().site().isPresent());
  }

  @Test
  void printsTheFileAloneWhereThereIsNoLine() {
    assertEquals("A.java", new CreationSite("A", "m", "A.java", -1).toString());
    assertEquals("A.java:3", new CreationSite("A", "m", "A.java", 3).toString());
  }
}
