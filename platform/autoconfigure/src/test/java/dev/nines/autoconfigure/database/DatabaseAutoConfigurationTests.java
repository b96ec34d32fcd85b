package dev.nines.autoconfigure.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DatabaseAutoConfigurationTests {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ApplicationContextRunner services =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class));

  @Test
  void schemaIsMigratedBesideTheStart_andNothingIsAskedBefore() {
    services
        .withBean(Flyway.class, NothingToDo::new)
        .withUserConfiguration(Listening.class)
        .run(context -> {
          SchemaMigration migration = context.getBean("schemaMigration", SchemaMigration.class);
          DatabaseGuard guard = context.getBean(DatabaseGuard.class);
          assertThat(migration.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
          StepVerifier.create(guard.guard(Mono.just("answer")))
              .expectError(DatabaseUnavailableException.class)
              .verify(LIMIT);

          migration.migrate(context.getBean(Flyway.class));

          assertThat(context.getBean(Listening.class).migrated.await(30, SECONDS)).isTrue();
          StepVerifier.create(guard.guard(Mono.just("answer")))
              .expectNext("answer")
              .expectComplete()
              .verify(LIMIT);
        });
  }

  @Test
  void serviceThatMigratesElsewhere_isGuardedAllTheSame() {
    services
        .withPropertyValues("nines.database.timeout=20ms")
        .run(context -> {
          // Its health would never be up.
          assertThat(context).doesNotHaveBean(SchemaMigration.class);
          StepVerifier.create(context.getBean(DatabaseGuard.class).guard(Mono.never()))
              .expectError(DatabaseUnavailableException.class)
              .verify(LIMIT);
        });
    services
        .withClassLoader(new FilteredClassLoader(Flyway.class))
        .run(context -> assertThat(context).hasSingleBean(DatabaseGuard.class));
  }

  @Test
  void strategyOfTheServiceItself_takesOurPlace() {
    services
        .withBean(Flyway.class, NothingToDo::new)
        .withUserConfiguration(OwnStrategy.class)
        .run(context -> assertThat(context).doesNotHaveBean(SchemaMigration.class));
  }

  @Test
  void serviceWithoutADatabase_hasNothingOfIt() {
    services
        .withClassLoader(new FilteredClassLoader(R2dbcException.class))
        .run(context -> assertThat(context).doesNotHaveBean(DatabaseAutoConfiguration.class));
  }

  /** A database whose schema is up to date. */
  private static final class NothingToDo extends Flyway {
    NothingToDo() {
      super(new FluentConfiguration());
    }

    @Override
    public MigrateResult migrate() {
      return new MigrateResult();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Listening {
    private final CountDownLatch migrated = new CountDownLatch(1);

    @EventListener(SchemaMigratedEvent.class)
    void migrated() {
      migrated.countDown();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnStrategy {
    @Bean
    FlywayMigrationStrategy own() {
      return Flyway::migrate;
    }
  }
}
