package io.opwalk.testing.cases;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.primitive.Primitive;
import io.opwalk.walk.Walk;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever adds an op, and no row for it, hears of it here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpCaseCompletenessTest {
  private static final JavaClasses OPS = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages("io.opwalk.ops");

  private final Set<Op> built = OpCases.all().stream()
      .flatMap(OpCaseCompletenessTest::ops)
      .collect(toCollection(HashSet::new));

  /** The ops in the graphs that a row builds, for known and for unknown dims. */
  private static Stream<Op> ops(OpCase row) {
    return row.trials().stream().limit(2).flatMap(trial -> {
      Tensor output = trial.output(trial.placeholders());
      return Walk.ancestors(output).stream().map(Apply::op);
    });
  }

  private static void assertNoneMissing(Set<String> wanted, Set<String> found) {
    assertFalse(wanted.isEmpty(), "nothing was looked for");
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    assertEquals(Set.of(), missing, "add a row to the table of op cases for each of these");
  }

  private Set<String> classesBuilt() {
    return built.stream().map(op -> op.getClass().getName()).collect(toCollection(TreeSet::new));
  }

  @Test
  void everyPrimitiveHasARow() {
    assertNoneMissing(
        Arrays.stream(Primitive.class.getPermittedSubclasses())
            .map(Class::getName)
            .collect(toCollection(TreeSet::new)),
        classesBuilt());
  }

  @Test
  void everyCompositeHasARow() {
    assertNoneMissing(
        OPS.stream()
            .filter(type -> type.isAssignableTo(Composite.class) && !type.isInterface())
            .map(JavaClass::getName)
            .collect(toCollection(TreeSet::new)),
        classesBuilt());
  }

  @Test
  void everyFunctionOfTheDslHasARow() {
    Set<String> functions = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (JavaClass type : OPS) {
      if (type.getPackageName().equals("io.opwalk.ops")
          && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> method.getModifiers().contains(JavaModifier.STATIC))
            .forEach(method -> {
              boolean isTensor = method.getRawReturnType().isEquivalentTo(Tensor.class);
              (isTensor ? functions : others).add(type.getSimpleName() + "." + method.getName());
            });
      }
    }
    Set<String> covered = OpCases.all().stream()
        .flatMap(row -> row.covers().stream())
        .collect(toCollection(TreeSet::new));
    assertNoneMissing(functions, covered);
    covered.removeAll(functions);
    covered.removeAll(others);
    assertEquals(Set.of(), covered, "rows for functions that there are not");
  }

  @Test
  void noTwoRowsHaveOneName() {
    List<String> names = OpCases.all().stream().map(OpCase::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size(), () -> names.toString());
  }
}
