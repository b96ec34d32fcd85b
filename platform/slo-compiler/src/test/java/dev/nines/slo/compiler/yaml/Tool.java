package dev.nines.slo.compiler.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program: named by a variable, on the PATH, or where the native stack keeps tools. */
record Tool(Path program) {
  static Optional<Tool> find(String name, String variable) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var home = Optional.ofNullable(System.getenv("NINES_HOME")).orElse("../../.nines");
    var folders =
        Stream.concat(
            Arrays.stream(path.split(":")),
            Stream.of(home + "/tools", home + "/tools/bin", home + "/tools/usr/bin"));
    var candidates =
        Stream.concat(
            Stream.ofNullable(System.getenv(variable)).map(Path::of),
            folders.map(folder -> Path.of(folder).resolve(name)));
    return candidates
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toAbsolutePath)
        .map(Tool::new);
  }

  /** Runs it; the answer is its output and, first of all, whether it was content. */
  Answer run(Path folder, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes());
    return new Answer(process.waitFor() == 0, output);
  }

  record Answer(boolean content, String output) {}
}
