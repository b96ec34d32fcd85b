package dev.nines.autoconfigure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nines.slo..")
          .because("the other features must work without SLO files");

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
