package io.opwalk.boundary;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/**
 * The rules. None of them insists that it finds a class to judge: a rule about a package stands
 * before the package does. That each can fail is shown by {@link BoundaryRulesTest}.
 */
final class BoundaryRules {
  private static final String[] CORE = {
    "io.opwalk",
    "io.opwalk.walk..",
    "io.opwalk.print..",
    "io.opwalk.rewrite..",
    "io.opwalk.ir..",
    "io.opwalk.spi..",
    "io.opwalk.state..",
    "io.opwalk.internal.."
  };
  private static final String[] OPS = {
    "io.opwalk.ops..",
    "io.opwalk.grad..",
    "io.opwalk.rules..",
    "io.opwalk.reference..",
    "io.opwalk.nn..",
    "io.opwalk.io.."
  };
  private static final String CPU = "io.opwalk.cpu..";
  private static final String PLOT = "io.opwalk.plot..";

  static final ArchRule EVERY_PACKAGE_HAS_A_MODULE = classes()
      .should()
      .resideInAnyPackage(CORE)
      .orShould()
      .resideInAnyPackage(OPS)
      .orShould()
      .resideInAnyPackage(CPU, PLOT)
      .because("ARCHITECTURE.md names the packages; a new one is added there and here")
      .allowEmptyShould(true);

  static final ArchRule CORE_KNOWS_NO_OP_AND_NO_BACKEND = noClasses()
      .that(resideInAnyPackage(CORE))
      .should()
      .dependOnClassesThat(resideInAnyPackage(OPS).or(resideInAPackage(CPU)))
      .allowEmptyShould(true);

  static final ArchRule OPS_KNOW_NO_BACKEND = noClasses()
      .that(resideInAnyPackage(OPS))
      .should()
      .dependOnClassesThat(resideInAPackage(CPU))
      .because("the reference backend, too, has to stand without the one it is the oracle of")
      .allowEmptyShould(true);

  static final ArchRule LAYERS_SEE_ONLY_THE_DSL = noClasses()
      .that()
      .resideInAPackage("io.opwalk.nn..")
      .and()
      .resideOutsideOfPackage("io.opwalk.nn.saving..")
      .should()
      .dependOnClassesThat(resideInAnyPackage(OPS)
          .and(not(resideInAnyPackage(
              "io.opwalk.nn..", "io.opwalk.ops", "io.opwalk.ops.custom", "io.opwalk.grad..")))
          .as("reside in graph-ops outside of nn, ops, ops.custom and grad"))
      .because("a layer is written with what every user has; what saves graphs knows every op")
      .allowEmptyShould(true);

  static final ArchRule ONLY_PLOT_DRAWS = noClasses()
      .that()
      .resideOutsideOfPackage(PLOT)
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(PLOT, "java.awt..", "org.knowm..")
      .because("an engine runs where there is nothing to draw with")
      .allowEmptyShould(true);

  static final ArchRule PLOT_KNOWS_NO_BACKEND = noClasses()
      .that()
      .resideInAPackage(PLOT)
      .should()
      .dependOnClassesThat()
      .resideInAPackage(CPU)
      .allowEmptyShould(true);

  static final ArchRule ONLY_EMIT_KNOWS_OPCODES = noClasses()
      .that()
      .resideOutsideOfPackage("io.opwalk.cpu.internal.emit..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("org.objectweb.asm..")
      .allowEmptyShould(true);

  static final ArchRule NO_SOURCE_NAMES_THE_VECTOR_MODULE = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAPackage("jdk.incubator..")
      .because("vector code is emitted, so that one jar runs on every JDK from 17 on")
      .allowEmptyShould(true);

  static final ArchRule PUBLIC_SIGNATURES_SHOW_NO_LIBRARY = classes()
      .that()
      .resideOutsideOfPackage("..internal..")
      .should(new ShowOnly(not(resideInAnyPackage(
              "com.google..",
              "it.unimi..",
              "org.apache.commons..",
              "org.objectweb.asm..",
              "org.knowm..",
              "de.erichseifert.."))
          .as("the JDK's and the project's own types")))
      .because("a library behind the public API can be replaced without breaking its users")
      .allowEmptyShould(true);

  static final ArchRule RECORDS_COMPARE_ALL_COMPONENTS = classes()
      .that()
      .areRecords()
      .should(new CompareAll())
      .because("a component that is added must not be forgotten where equals is written out")
      .allowEmptyShould(true);

  static final ArchRule PACKAGES_FORM_NO_CYCLE = slices()
      .assignedFrom(new PackageSlices("io.opwalk"))
      .should()
      .beFreeOfCycles()
      .allowEmptyShould(true);

  static final ArchRule PHASES_FORM_NO_CYCLE = slices()
      .assignedFrom(new PackageSlices("io.opwalk.cpu.internal"))
      .should()
      .beFreeOfCycles()
      .allowEmptyShould(true);

  private BoundaryRules() {}
}
