package io.opwalk.boundary;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;

/** That a record whose {@code equals} is written out compares all components. */
final class CompareAll extends ArchCondition<JavaClass> {
  CompareAll() {
    super("compare all their components");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    JavaMethod equals = type.getMethod("equals", Object.class);
    Set<String> compared = equals.getAccessesFromSelf().stream()
        .filter(access -> access.getTargetOwner().equals(type))
        .map(JavaAccess::getName)
        .collect(Collectors.toSet());
    if (compared.isEmpty()) {
      // The compiler's own has no access of which the class file tells.
      return;
    }
    for (JavaField field : type.getFields()) {
      if (!field.getModifiers().contains(JavaModifier.STATIC)
          && !compared.contains(field.getName())) {
        events.add(SimpleConditionEvent.violated(
            field, equals.getFullName() + " does not compare " + field.getName()));
      }
    }
  }
}
