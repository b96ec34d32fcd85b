package dev.nines.autoconfigure.traces;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans go.
 *
 * @param endpoint OTLP over HTTP, such as {@code http://127.0.0.1:4318/v1/traces}; empty for no
 *     export
 */
@ConfigurationProperties("nines.otlp")
public record OtlpProperties(@DefaultValue("") String endpoint) {}
