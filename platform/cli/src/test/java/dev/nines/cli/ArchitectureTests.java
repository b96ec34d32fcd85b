package dev.nines.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.nines.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule features_dependInOneDirection =
      slices().matching("dev.nines.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule features_knowNoCommand =
      noClasses()
          .that()
          .resideInAPackage("dev.nines.cli.*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nines.cli", "picocli..")
          .because("what a feature does must not depend on how it is called");

  @ArchTest
  static final ArchRule cli_knowsNoSpring =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "reactor..", "io.netty..")
          .because("a command must start at once");
}
