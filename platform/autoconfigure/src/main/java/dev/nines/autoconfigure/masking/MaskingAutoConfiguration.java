package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.identity.IdentityAutoConfiguration;
import dev.nines.autoconfigure.identity.ServiceIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Hides secrets and personal data, by the defaults and by the service's policy. */
@AutoConfiguration(after = IdentityAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@EnableConfigurationProperties(MaskingProperties.class)
public final class MaskingAutoConfiguration {
  @Bean
  MaskedValues ninesMaskedValues() {
    return new MaskedValues();
  }

  @Bean
  Masking ninesMasking(
      ServiceIdentity identity, MaskingProperties properties, MaskedValues values) {
    return new Masking(identity.name(), properties, values);
  }

  @Bean
  Reloads ninesMaskingReloads(Masking masking) {
    return new Reloads(masking);
  }

  @Bean
  @ConditionalOnExpression("!environment.getProperty('nines.masking.policy', '').isBlank()")
  PolicyWatch ninesMaskPolicyWatch(Masking masking, Reloads reloads, MaskingProperties properties) {
    PolicyWatch watch =
        new PolicyWatch(PolicyFile.at(properties.policy().strip()), masking, reloads);
    watch.start(properties.watchInterval());
    return watch;
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  MaskedTags ninesMaskedTags() {
    return new MaskedTags();
  }
}
