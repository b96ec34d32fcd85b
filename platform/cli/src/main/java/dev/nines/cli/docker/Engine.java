package dev.nines.cli.docker;

import dev.nines.cli.docker.DockerCli.Answer;
import dev.nines.cli.terminal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Docker Engine that {@code docker} talks to, and the images that it has. */
public final class Engine {
  /** The first Compose whose {@code up --wait} lets a container end that others only wait for. */
  private static final int COMPOSE_MAJOR = 2;

  private static final int COMPOSE_MINOR = 24;
  private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)\\..*");

  private static final Pattern USAGE = Pattern.compile("([0-9.]+)([BKMG])(?:iB)? / .*");
  private static final String UNITS = "BKMG";

  private final DockerCli docker = new DockerCli(Map.of());

  /** Why it can't be used, and what to do; empty if it can. */
  public Optional<String> obstacle() {
    Answer engine;
    try {
      engine = docker.ask(List.of("version", "--format", "{{.Server.Version}}"));
    } catch (Refusal e) {
      return Optional.of("docker is not on the PATH");
    }
    if (!engine.good()) {
      return Optional.of("the Docker Engine does not answer (" + engine.reason() + ")");
    }
    Answer compose = docker.ask(List.of("compose", "version", "--short"));
    return compose.good() && recent(compose.out().strip())
        ? Optional.empty()
        : Optional.of(
            "Docker Compose %d.%d or newer is needed, found: %s"
                .formatted(
                    COMPOSE_MAJOR, COMPOSE_MINOR, compose.good() ? compose.out().strip() : "none"));
  }

  static boolean recent(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return false;
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    return major > COMPOSE_MAJOR || (major == COMPOSE_MAJOR && minor >= COMPOSE_MINOR);
  }

  /**
   * Fetches an image unless it is there.
   *
   * @return why it can't be had; empty if it is there now
   */
  public Optional<String> fetch(String image) {
    if (docker.ask(List.of("image", "inspect", image)).good()) {
      return Optional.empty();
    }
    Answer pull = docker.ask(List.of("pull", "--quiet", image));
    return pull.good() ? Optional.empty() : Optional.of(pull.reason());
  }

  /** Bytes of an image's layers, uncompressed. */
  public long size(String image) {
    return told("history", "--human=false", "--format", "{{.Size}}", image)
        .lines()
        .mapToLong(Engine::number)
        .sum();
  }

  /** When a container was last started, by the engine's clock. */
  public Instant started(String container) {
    return Instant.parse(told("inspect", "--format", "{{.State.StartedAt}}", container).strip());
  }

  /**
   * Memory of a container's largest process that is resident, in KiB, as {@code ps} says. The JVM
   * of a health check, which comes and goes beside a service, shares many of its pages with it: a
   * sum would count them twice.
   */
  public long resident(String container) {
    return told("top", container, "-o", "pid,rss")
        .lines()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .mapToLong(cells -> number(cells[cells.length - 1]))
        .max()
        .orElse(0);
  }

  /**
   * Memory of all that runs in a container, without what the system could read again from files, in
   * KiB: {@code docker stats}, and what its limit is for.
   */
  public long used(String container) {
    return kibibytes(told("stats", "--no-stream", "--format", "{{.MemUsage}}", container));
  }

  /** Reads such as {@code 131.5MiB / 288MiB}: the first of the two. */
  static long kibibytes(String usage) {
    Matcher matcher = USAGE.matcher(usage.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("usage must be as 131.5MiB / 288MiB, was: " + usage);
    }
    int power = UNITS.indexOf(matcher.group(2));
    return Math.round(Double.parseDouble(matcher.group(1)) * Math.pow(1024, power - 1));
  }

  private static long number(String text) {
    return Long.parseLong(text.strip());
  }

  private String told(String... arguments) {
    Answer answer = docker.ask(List.of(arguments));
    if (!answer.good()) {
      throw new Refusal("docker " + String.join(" ", arguments) + ": " + answer.reason());
    }
    return answer.out();
  }
}
