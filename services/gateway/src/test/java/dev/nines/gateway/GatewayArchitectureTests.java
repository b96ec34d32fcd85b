package dev.nines.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.nines.gateway", importOptions = DoNotIncludeTests.class)
class GatewayArchitectureTests {
  @ArchTest
  static final ArchRule features_knowNothingOfEachOther =
      slices()
          .matching("dev.nines.gateway.(*)..")
          .should()
          .notDependOnEachOther()
          .because("a route, a sign of life and an error have nothing in common");

  @ArchTest
  static final ArchRule features_stayPackagePrivate =
      classes().that().resideInAPackage("dev.nines.gateway.*..").should().notBePublic();

  @ArchTest
  static final ArchRule gateway_knowsNoService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nines.order..")
          .because("it knows the services behind by their routes only");
}
