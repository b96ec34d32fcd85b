package dev.nines.cli.services;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The services of a checkout that describe themselves by a {@code nines.yaml}. */
public final class LocalServices {
  /** Beside a service's POM. */
  public static final String FILE = "nines.yaml";

  private LocalServices() {}

  /**
   * Reads all below {@code root/services}, in the order of their names.
   *
   * @throws Refusal naming every mistake in every file
   */
  public static List<LocalService> read(Path root) {
    List<String> problems = new ArrayList<>();
    List<LocalService> services = new ArrayList<>();
    for (Path folder : folders(root.resolve("services"))) {
      String name = String.valueOf(folder.getFileName());
      String place = "services/" + name + "/" + FILE;
      LocalService service = Descriptor.read(name, place, text(folder.resolve(FILE)), problems);
      if (service != null) {
        services.add(service);
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal(String.join("\n", problems));
    }
    return services;
  }

  private static List<Path> folders(Path services) {
    try (Stream<Path> all = Files.isDirectory(services) ? Files.list(services) : Stream.empty()) {
      return all.filter(folder -> Files.isRegularFile(folder.resolve(FILE))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
