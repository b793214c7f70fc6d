package io.opwalk.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for the project, and is broken by sources written to break it. */
@Tag("first-tier")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BoundaryTest {
  private static final String PRIMITIVE =
      "package io.opwalk.ops.primitive; public class Primitive {}";

  private JavaClasses project;

  @BeforeAll
  void readTheProject() {
    project = new ClassFileImporter()
        .withImportOption(
            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
        .importPackages("io.opwalk");
  }

  @Test
  void theProjectIsReadWithoutItsTests() {
    for (String name :
        List.of("io.opwalk.Shape", "io.opwalk.ops.Tensors", "io.opwalk.plot.HistoryPlot")) {
      assertTrue(project.contain(name), name);
    }
    List<String> tests = project.stream()
        .map(JavaClass::getName)
        .filter(name -> name.endsWith("Test"))
        .toList();
    assertEquals(List.of(), tests);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(project);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void canFail(ArchRule rule, List<String> offence, @TempDir Path directory) throws IOException {
    assertTrue(
        rule.evaluate(FixtureCompiler.compile(offence, directory)).hasViolation(),
        () -> "not noticed: " + offence);
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void everyPartOfAPublicSignatureCounts(String source, @TempDir Path directory)
      throws IOException {
    JavaClasses classes = FixtureCompiler.compile(List.of(source), directory);
    assertTrue(
        BoundaryRules.PUBLIC_SIGNATURES_SHOW_NO_LIBRARY.evaluate(classes).hasViolation(),
        () -> "not noticed: " + source);
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void whatNobodyOutsideCanNameMayUseALibrary(String source, @TempDir Path directory)
      throws IOException {
    JavaClasses classes = FixtureCompiler.compile(List.of(source), directory);
    assertFalse(
        BoundaryRules.PUBLIC_SIGNATURES_SHOW_NO_LIBRARY.evaluate(classes).hasViolation(),
        () -> "refused: " + source);
  }

  private static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            "every package has a module",
            BoundaryRules.EVERY_PACKAGE_HAS_A_MODULE,
            "package io.opwalk.misc; class Helpers {}"),
        rule(
            "core knows no op",
            BoundaryRules.CORE_KNOWS_NO_OP_AND_NO_BACKEND,
            PRIMITIVE,
            "package io.opwalk.walk; class Walk { "
                + "Object p = new io.opwalk.ops.primitive.Primitive(); }"),
        rule(
            "core knows no backend",
            BoundaryRules.CORE_KNOWS_NO_OP_AND_NO_BACKEND,
            "package io.opwalk.cpu; public class CpuBackend {}",
            "package io.opwalk; class Graph { io.opwalk.cpu.CpuBackend backend; }"),
        rule(
            "ops know no backend",
            BoundaryRules.OPS_KNOW_NO_BACKEND,
            "package io.opwalk.cpu; public class CpuBackend {}",
            "package io.opwalk.reference; class Oracle extends io.opwalk.cpu.CpuBackend {}"),
        rule(
            "layers see only the DSL",
            BoundaryRules.LAYERS_SEE_ONLY_THE_DSL,
            PRIMITIVE,
            "package io.opwalk.nn.layer; class Dense { "
                + "io.opwalk.ops.primitive.Primitive matmul; }"),
        rule(
            "only plot draws",
            BoundaryRules.ONLY_PLOT_DRAWS,
            "package io.opwalk.nn.train; class Curve { java.awt.Color color; }"),
        rule(
            "plot knows no backend",
            BoundaryRules.PLOT_KNOWS_NO_BACKEND,
            "package io.opwalk.cpu; public class CpuBackend {}",
            "package io.opwalk.plot; class Plan { io.opwalk.cpu.CpuBackend backend; }"),
        rule(
            "only emit knows opcodes",
            BoundaryRules.ONLY_EMIT_KNOWS_OPCODES,
            "package io.opwalk.cpu.internal.lower; class Lower extends org.objectweb.asm.Label {}"),
        rule(
            "no source names the vector module",
            BoundaryRules.NO_SOURCE_NAMES_THE_VECTOR_MODULE,
            "package io.opwalk.cpu.internal.emit; class Lanes { "
                + "jdk.incubator.vector.DoubleVector v; }"),
        rule(
            "public signatures show no library",
            BoundaryRules.PUBLIC_SIGNATURES_SHOW_NO_LIBRARY,
            "package io.opwalk; public interface Names { "
                + "com.google.common.collect.ImmutableList<String> all(); }"),
        rule(
            "records compare all components",
            BoundaryRules.RECORDS_COMPARE_ALL_COMPONENTS,
            "package io.opwalk; record Pair(int one, int other) { "
                + "public boolean equals(Object that) { "
                + "return that instanceof Pair pair && one == pair.one; } "
                + "public int hashCode() { return one; } }"),
        rule(
            "packages form no cycle",
            BoundaryRules.PACKAGES_FORM_NO_CYCLE,
            "package io.opwalk.walk; public class Walk { io.opwalk.print.Printer printer; }",
            "package io.opwalk.print; public class Printer { io.opwalk.walk.Walk walk; }"),
        rule(
            "phases form no cycle",
            BoundaryRules.PHASES_FORM_NO_CYCLE,
            "package io.opwalk.cpu.internal.plan; public class Plan { "
                + "io.opwalk.cpu.internal.run.Program program; }",
            "package io.opwalk.cpu.internal.run; public class Program { "
                + "io.opwalk.cpu.internal.plan.Plan plan; }"));
  }

  private static Arguments rule(String name, ArchRule rule, String... offence) {
    return arguments(Named.of(name, rule), List.of(offence));
  }

  private static Stream<String> signatures() {
    return Stream.of(
            "public class X { protected com.google.common.collect.BiMap<?, ?> field; }",
            "public class X { public X(org.objectweb.asm.Label label) {} }",
            "public record X(org.objectweb.asm.Label label) {}",
            "public class X { public void x(it.unimi.dsi.fastutil.ints.IntList[][] lists) {} }",
            "public class X { public java.util.Map<String, ? extends "
                + "it.unimi.dsi.fastutil.ints.IntList> x() { return null; } }",
            "public class X { public <T extends com.google.common.collect.BiMap<?, ?>> void x(T "
                + "map) {} }",
            "public class X<T extends java.util.List<com.google.common.collect.BiMap<?, ?>>> {}",
            "public class X { public void x() throws "
                + "org.apache.commons.math3.exception.MathArithmeticException {} }",
            "public class X extends org.objectweb.asm.Label {}",
            "public abstract class X implements com.google.common.base.Supplier<String> {}",
            "public class X { @com.google.common.annotations.VisibleForTesting public void x() "
                + "{} }",
            "public class X { public static class Y { public org.objectweb.asm.Label label; } }")
        .map(type -> "package io.opwalk.ops; " + type);
  }

  private static Stream<String> hidden() {
    String label = "{ public org.objectweb.asm.Label label; }";
    return Stream.of(
        "package io.opwalk.ops; class X " + label,
        "package io.opwalk.ops; class X { public static class Y " + label + "}",
        "package io.opwalk.ops; public class X { org.objectweb.asm.Label label; }",
        "package io.opwalk.ops; public class X { private static class Y " + label + "}",
        "package io.opwalk.cpu.internal.emit; public class X " + label);
  }
}
