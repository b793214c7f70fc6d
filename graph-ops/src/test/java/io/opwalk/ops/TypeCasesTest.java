package io.opwalk.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.grad.GradientCheck;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.composite.CompositeTypeCases;
import io.opwalk.ops.primitive.Placeholder;
import io.opwalk.ops.primitive.Primitive;
import io.opwalk.ops.primitive.PrimitiveTypeCases;
import io.opwalk.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every row of the tables of ops, and that no op is missing there. */
class TypeCasesTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  static Stream<TypeCase> all() {
    return Stream.concat(PrimitiveTypeCases.all().stream(), CompositeTypeCases.all().stream());
  }

  static Stream<TypeCase> floating() {
    return all().filter(TypeCase::hasGradient);
  }

  @Test
  void everyPrimitiveHasARow() {
    Set<String> expected = Arrays.stream(Primitive.class.getPermittedSubclasses())
        .filter(type -> type != Placeholder.class)
        .map(Class::getName)
        .collect(Collectors.toSet());
    assertEquals(expected, opsOf(PrimitiveTypeCases.all()));
  }

  @Test
  void everyCompositeHasARow() {
    Set<String> expected = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.opwalk.ops.composite")
            .stream()
            .filter(type -> type.isAssignableTo(Composite.class) && !type.isInterface())
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertEquals(expected, opsOf(CompositeTypeCases.all()));
  }

  private static Set<String> opsOf(List<TypeCase> cases) {
    return cases.stream().map(row -> row.op().getClass().getName()).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theTypeRuleSaysWhatIsComputed(TypeCase row) {
    List<Tensor> inputs = row.placeholders();
    List<Tensor> outputs = row.apply(inputs);
    assertEquals(
        row.result(),
        outputs.stream().map(output -> output.type().toString()).collect(Collectors.joining("; ")));
    for (Tensor output : outputs) {
      NDArray value = output.evaluate(row.feed(inputs), BACKEND);
      assertEquals(output.dtype(), value.dtype());
      assertTrue(
          output.shape().admits(value.shape()),
          () -> value.describe() + " is not of type " + output.type());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void anExpansionHasTheTypeThatTheRuleGives(TypeCase row) {
    if (row.op() instanceof Composite composite) {
      List<Tensor> inputs = row.placeholders();
      List<TensorType> expected = row.apply(inputs).stream().map(Tensor::type).toList();
      List<Tensor> expansion = composite.expand(inputs);
      assertEquals(expected, expansion.stream().map(Tensor::type).toList());
    }
  }

  /** Where a rule gives no gradient, the differences have to say that it is zero. */
  @ParameterizedTest
  @MethodSource("floating")
  void gradientsAreThoseOfFiniteDifferences(TypeCase row) {
    List<Tensor> inputs = row.placeholders();
    Tensor[] wrt =
        inputs.stream().filter(input -> input.dtype().isFloating()).toArray(Tensor[]::new);
    row.apply(inputs).stream()
        .filter(output -> output.dtype().isFloating())
        .forEach(output ->
            GradientCheck.of(output, wrt).on(BACKEND).run(row.feed(inputs)).orThrow());
  }

  @ParameterizedTest
  @MethodSource("all")
  void anOpWithoutDimsToReplaceStaysItself(TypeCase row) {
    assertSame(row.op(), row.op().substitute(symbol -> symbol));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aLabelBeginsWithTheName(TypeCase row) {
    assertTrue(row.op().label().startsWith(row.op().name()), row.op().label());
  }
}
