package dev.nines.cli.slo;

import dev.nines.cli.terminal.Refusal;
import dev.nines.slo.openslo.Source;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** SLO files, read. */
public final class SloFiles {
  private SloFiles() {}

  /**
   * Reads files, and of folders all that end in {@code .yaml} or {@code .yml}.
   *
   * @throws Refusal naming every file that can't be read
   */
  public static List<Source> read(List<Path> paths) {
    List<Source> sources = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path path : paths) {
      try {
        for (Path file : files(path)) {
          sources.add(new Source(file.toString(), Files.readString(file)));
        }
      } catch (NoSuchFileException e) {
        problems.add(path + ": There is no such file. Check its name.");
      } catch (CharacterCodingException e) {
        problems.add(path + ": The file is not UTF-8 text. Save it as UTF-8.");
      } catch (IOException e) {
        problems.add(path + ": The file can't be read (" + e + "). Check its rights.");
      }
    }
    if (sources.isEmpty() && problems.isEmpty()) {
      problems.add("No SLO file was found. Name some, or run this in a checkout of Nines.");
    }
    if (!problems.isEmpty()) {
      throw new Refusal(String.join("\n", problems));
    }
    return sources;
  }

  /** The SLO files of all services of a checkout, in the order of their names. */
  public static List<Path> ofServices(Path root) {
    Path services = root.resolve("services");
    try (Stream<Path> folders =
        Files.isDirectory(services) ? Files.list(services) : Stream.empty()) {
      return folders
          .map(folder -> folder.resolve("src/main/resources/slo"))
          .filter(Files::isDirectory)
          .sorted()
          .map(folder -> shorter(root, folder))
          .toList();
    } catch (IOException e) {
      throw new Refusal("The services of " + root + " can't be listed: " + e, e);
    }
  }

  // Such as people would write it, where they are in the checkout.
  private static Path shorter(Path root, Path folder) {
    return root.equals(Path.of("").toAbsolutePath()) ? root.relativize(folder) : folder;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(SloFiles::isYaml).sorted().toList();
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
