package io.opwalk.boundary;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a class shows its users is of allowed types only: what it extends and implements, its type
 * parameters, and the fields, parameters, results and exceptions of its public and protected
 * members, each with its type arguments, and the annotations on all of them. A class nobody outside
 * can name shows nothing.
 */
final class ShowOnly extends ArchCondition<JavaClass> {
  private final DescribedPredicate<? super JavaClass> allowed;

  ShowOnly(DescribedPredicate<? super JavaClass> allowed) {
    super("show in public signatures only " + allowed.getDescription());
    this.allowed = allowed;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (!visible(type)) {
      return;
    }
    Stream<JavaType> header = Stream.concat(
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream()),
        type.getTypeParameters().stream());
    report(type.getDescription(), header, type.getAnnotations(), events);
    for (JavaMember member : type.getMembers()) {
      if (visible(member.getModifiers())) {
        report(member.getDescription(), signature(member), member.getAnnotations(), events);
      }
    }
  }

  private static boolean visible(JavaClass type) {
    return visible(type.getModifiers())
        && type.getEnclosingClass().stream().allMatch(ShowOnly::visible);
  }

  private static boolean visible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> signature(JavaMember member) {
    if (member instanceof JavaCodeUnit code) {
      List<? extends JavaTypeVariable<?>> variables = code.getTypeParameters();
      return Stream.of(
              Stream.of(code.getReturnType()),
              code.getParameterTypes().stream(),
              variables.stream(),
              code.getThrowsClause().stream().map(ThrowsDeclaration::getRawType))
          .flatMap(types -> types);
    }
    return Stream.of(((JavaField) member).getType());
  }

  private void report(
      String owner,
      Stream<? extends JavaType> types,
      Collection<? extends JavaAnnotation<?>> annotations,
      ConditionEvents events) {
    Stream.concat(
            types.flatMap(type -> type.getAllInvolvedRawTypes().stream()),
            annotations.stream().map(JavaAnnotation::getRawType))
        .map(JavaClass::getBaseComponentType)
        .distinct()
        .filter(allowed.negate())
        .forEach(type -> events.add(
            SimpleConditionEvent.violated(type, owner + " shows " + type.getFullName())));
  }
}
