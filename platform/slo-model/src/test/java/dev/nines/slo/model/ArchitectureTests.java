package dev.nines.slo.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.nines.slo", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule model_isPlainJava =
      classes()
          .that()
          .resideInAPackage("dev.nines.slo.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "dev.nines.slo.model..")
          .because("an SLO is the same whatever file it came from and whatever it compiles to");

  @ArchTest
  static final ArchRule yaml_knowsNoSlo =
      classes()
          .that()
          .resideInAPackage("dev.nines.slo.yaml..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..", "org.jspecify..", "org.snakeyaml..", "dev.nines.slo.yaml..")
                  .or(belongToAnyOf(Place.class, Problem.class)))
          .because("other files that people write are read with it, too");

  @ArchTest
  static final ArchRule reader_knowsOnlyYamlAndTheModel =
      classes()
          .that()
          .resideInAPackage("dev.nines.slo.openslo..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.snakeyaml..",
              "dev.nines.slo.model..",
              "dev.nines.slo.yaml..",
              "dev.nines.slo.openslo..")
          .because("services read their SLO files at start");
}
