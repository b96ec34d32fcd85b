package dev.nines.autoconfigure.logs;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a service logs by itself.
 *
 * @param access whether each request gets a line by the logger {@code access}
 */
@ConfigurationProperties("nines.logs")
public record LogsProperties(@DefaultValue("true") boolean access) {}
