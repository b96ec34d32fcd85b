package dev.nines.autoconfigure.identity;

/**
 * Name, environment and version of the running service, as they stand on each of its signals.
 *
 * @param name {@code spring.application.name}, the label {@code service}; never blank
 * @param env where it runs
 * @param version what runs
 */
public record ServiceIdentity(String name, String env, String version) {}
