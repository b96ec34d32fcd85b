package dev.nines.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.nines.order", importOptions = DoNotIncludeTests.class)
class OrderArchitectureTests {
  @ArchTest
  static final ArchRule features_haveNoCycles =
      slices().matching("dev.nines.order.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule database_knowsNothingOfOrders =
      noClasses()
          .that()
          .resideInAPackage("dev.nines.order.database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nines.order.ordering..", "dev.nines.autoconfigure.problem..");

  @ArchTest
  static final ArchRule requests_neverWaitForJdbc =
      noClasses()
          .that()
          .resideInAPackage("dev.nines.order.ordering..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.flywaydb..")
          .because("JDBC blocks, and belongs to the migration only");

  @ArchTest
  static final ArchRule service_opensNoTransaction =
      noClasses()
          .that()
          .resideInAPackage("dev.nines.order..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.transaction..")
          .because(
              "a transaction that is cancelled while it begins is given back to the pool open, and"
                  + " swallows the orders that come next; one statement is a transaction");

  @ArchTest
  static final ArchRule onlyItsSink_knowsKafka =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nines.order.outbox.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "dev.nines.order.outbox.kafka..")
          .because("nothing of it may be loaded where it is not configured");
}
