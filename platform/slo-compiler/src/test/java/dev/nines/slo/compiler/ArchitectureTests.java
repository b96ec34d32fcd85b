package dev.nines.slo.compiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.nines.slo", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule slo_knowsNoSpring =
      noClasses()
          .that()
          .resideInAPackage("dev.nines.slo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "reactor..")
          .because("the compiler also runs in a build and on the command line");

  @ArchTest
  static final ArchRule compiler_isPure =
      noClasses()
          .that()
          .resideInAPackage("dev.nines.slo.compiler..")
          .and()
          .resideOutsideOfPackage("dev.nines.slo.compiler.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "org.snakeyaml..")
          .because("only the writers touch files and YAML");

  @ArchTest
  static final ArchRule rules_knowNoSlo =
      noClasses()
          .that()
          .resideInAPackage("dev.nines.slo.compiler.rule..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nines.slo.model..", "dev.nines.slo.openslo..")
          .because("a rule is Prometheus' notion, whatever it was compiled from");

  @ArchTest
  static final ArchRule compiler_knowsNoClock =
      noClasses()
          .that()
          .resideInAPackage("dev.nines.slo..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .because("the same files always compile to the same rules");
}
