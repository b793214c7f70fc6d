package io.opwalk.nn.saving.graph;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.opwalk.Op;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.ops.primitive.Parameter;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StandardOpsTest {
  @Test
  void everyOpAndKernelIsRegistered() {
    Set<String> wanted = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.opwalk.ops")
            .stream()
            .filter(type -> type.isRecord())
            .filter(
                type -> type.isAssignableTo(Op.class) || type.isAssignableTo(CustomFunction.class))
            .map(JavaClass::getName)
            .collect(toCollection(TreeSet::new));
    assertTrue(wanted.remove(Parameter.class.getName()));
    Set<String> registered =
        StandardOps.all().stream().map(Class::getName).collect(toCollection(TreeSet::new));
    assertTrue(wanted.size() > 100, "nothing was looked for");
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(registered);
    assertEquals(Set.of(), missing, "name each of these in StandardOps, so that it can be saved");
    registered.removeAll(wanted);
    assertEquals(Set.of(), registered);
  }
}
