package dev.nines.cli.docker;

import dev.nines.cli.docker.DockerCli.Answer;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Docker Compose on some files, the later ones of which change the earlier ones.
 *
 * @param files at least one; the first one's folder is the project's
 * @param profiles those to use; none for those that {@code .env} says
 * @param environment variables added to those of this process
 * @param log where all goes that long commands say
 */
public record Compose(
    List<Path> files, List<String> profiles, Map<String, String> environment, Path log) {
  public Compose {
    files = List.copyOf(files);
    profiles = List.copyOf(profiles);
    environment = Map.copyOf(environment);
  }

  /** With another file on top. */
  public Compose with(Path file) {
    List<Path> more = new ArrayList<>(files);
    more.add(file);
    return new Compose(more, profiles, environment, log);
  }

  /**
   * Runs it, and shows its latest line where lines can be painted over.
   *
   * @throws Refusal with its last lines if it fails
   */
  public void follow(Terminal terminal, List<String> arguments) {
    new DockerCli(environment)
        .follow(command(arguments), log, line -> terminal.paint(List.of("  " + brief(line))));
  }

  /**
   * Runs it and returns what it says on standard output.
   *
   * @throws Refusal if it fails
   */
  public String output(String... arguments) {
    Answer answer = new DockerCli(environment).ask(command(List.of(arguments)));
    if (!answer.good()) {
      throw new Refusal(
          "docker compose %s failed with status %d. %s"
              .formatted(arguments[0], answer.status(), answer.err().strip()));
    }
    return answer.out();
  }

  /** Containers that there are, also those that have ended. */
  public List<Container> containers() {
    return Container.read(output("ps", "--all", "--format", "json"));
  }

  /** Services of the profiles in use, by name. */
  public List<Recipe> recipes() {
    return Recipe.read(output("config", "--format", "json"));
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("compose", "--progress", "plain"));
    files.forEach(file -> command.addAll(List.of("-f", file.toString())));
    profiles.forEach(profile -> command.addAll(List.of("--profile", profile)));
    command.addAll(arguments);
    return command;
  }

  private static String brief(String line) {
    return line.length() > 100 ? line.substring(0, 99) + "…" : line;
  }
}
