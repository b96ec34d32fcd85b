package dev.nines.autoconfigure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.nines.slo.model.Place;
import dev.nines.slo.model.Problem;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;

@AnalyzeClasses(
    packages = "dev.nines.autoconfigure",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule features_haveNoCycles =
      slices().matching("dev.nines.autoconfigure.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule platform_knowsNoService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nines.order..", "dev.nines.gateway..", "dev.nines.cli..")
          .because("a platform that knows its services cannot serve the next one");

  @ArchTest
  static final ArchRule sloFiles_areReadInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nines.autoconfigure.slo")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.nines.slo.openslo..", "dev.nines.slo.model..")
                  .and(not(belongToAnyOf(Place.class, Problem.class))))
          .because("the other features must work without SLO files");

  @ArchTest
  static final ArchRule maskPolicies_arePlainJava =
      classes()
          .that()
          .resideInAPackage("dev.nines.autoconfigure.masking.policy..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..",
                      "org.jspecify..",
                      "org.snakeyaml..",
                      "dev.nines.slo.yaml..",
                      "dev.nines.autoconfigure.masking.policy..")
                  .or(belongToAnyOf(Place.class, Problem.class)))
          .because("a policy is the same wherever it is read");

  @ArchTest
  static final ArchRule properties_areRecords =
      classes().that().areAnnotatedWith(ConfigurationProperties.class).should().beRecords();

  @ArchTest
  static final ArchRule autoConfigurations_areNamedSo =
      classes()
          .that()
          .areAnnotatedWith(AutoConfiguration.class)
          .should()
          .haveSimpleNameEndingWith("AutoConfiguration");
}
