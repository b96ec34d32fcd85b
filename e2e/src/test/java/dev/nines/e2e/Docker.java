package dev.nines.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The {@code docker} command, and what of one Compose project there is. */
record Docker(String project) {
  private static final String LABEL = "label=com.docker.compose.project=";

  /** Runs tests where Docker answers; where {@code CI=true} its absence is a failure. */
  static final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        return ConditionEvaluationResult.enabled("CI=true: Docker must be there");
      }
      try {
        docker("version", "--format", "{{.Server.Version}}");
        return ConditionEvaluationResult.enabled("Docker answers");
      } catch (UncheckedIOException | AssertionError e) {
        System.err.println("NOT TESTED in containers: " + e.getMessage());
        return ConditionEvaluationResult.disabled("Docker does not answer");
      }
    }
  }

  /** Containers and networks of the project. */
  List<String> traces() {
    List<String> all = new ArrayList<>();
    all.addAll(names("ps", "--all", "--format", "{{.Names}}"));
    all.addAll(names("network", "ls", "--format", "{{.Name}}"));
    return all;
  }

  private List<String> names(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--filter", LABEL + project));
    return docker(words.toArray(String[]::new)).lines().toList();
  }

  /** Services whose containers run and are healthy. */
  List<String> healthy() {
    return names(
        "ps",
        "--filter",
        "health=healthy",
        "--format",
        "{{.Label \"com.docker.compose.service\"}}");
  }

  /** All that this machine has, whosever they are, but for those that the project's file names. */
  List<String> otherVolumes() {
    List<String> volumes = new ArrayList<>(docker("volume", "ls", "--quiet").lines().toList());
    volumes.removeAll(names("volume", "ls", "--quiet"));
    return volumes;
  }

  void removeVolumes() {
    List<String> volumes = names("volume", "ls", "--quiet");
    if (!volumes.isEmpty()) {
      List<String> words = new ArrayList<>(List.of("volume", "rm"));
      words.addAll(volumes);
      docker(words.toArray(String[]::new));
    }
  }

  /** Such as {@code {{.State.StartedAt}}} of a service's container. */
  String inspect(String service, String format) {
    return docker("inspect", "--format", format, project + "-" + service + "-1").strip();
  }

  /**
   * Kills a container's first process as the kernel would. {@code docker kill} is no accident:
   * Docker does not start again what somebody has ended through it. Needs the rights of Docker's
   * own user.
   */
  void killNine(String service) {
    run("sh", "-c", "kill -9 " + inspect(service, "{{.State.Pid}}"));
  }

  static String docker(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(String.join(" ", command) + " -> " + status + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
