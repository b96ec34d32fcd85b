package dev.nines.autoconfigure.database;

import io.r2dbc.spi.R2dbcException;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For services with R2DBC: what they need to outlive the absence of their database. */
@AutoConfiguration(
    afterName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnClass(R2dbcException.class)
@EnableConfigurationProperties(DatabaseProperties.class)
public final class DatabaseAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  DatabaseGuard ninesDatabaseGuard(
      ObjectProvider<SchemaState> schemas, DatabaseProperties properties) {
    // Looked up once: a guard is asked with each request.
    SchemaState schema = schemas.getIfAvailable(() -> () -> true);
    return new DatabaseGuard(schema::isMigrated, properties.timeout());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({Flyway.class, FlywayMigrationStrategy.class, HealthIndicator.class})
  @ConditionalOnBean(Flyway.class)
  static class Migration {
    /** Its name is that of its part of the service's health. */
    @Bean
    @ConditionalOnMissingBean(FlywayMigrationStrategy.class)
    SchemaMigration schemaMigration(
        DatabaseProperties properties, ApplicationEventPublisher events) {
      return new SchemaMigration(properties.retry(), events);
    }
  }
}
