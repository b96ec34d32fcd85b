package dev.nines.autoconfigure.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who a service is, besides its {@code spring.application.name}.
 *
 * @param env where it runs: the value of the label {@code env} on every metric, log line and span
 * @param version what runs: the label {@code version}; the build's version unless set
 */
@ConfigurationProperties("nines")
public record NinesProperties(
    @DefaultValue("local") String env, @DefaultValue("unknown") String version) {}
