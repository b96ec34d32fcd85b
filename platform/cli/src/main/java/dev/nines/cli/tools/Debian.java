package dev.nines.cli.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Debian's packages, downloaded with apt (which checks their signatures) and unpacked without being
 * installed.
 *
 * @param tools the folder they are unpacked into
 * @param apt apt's own folder, {@code /etc/apt}, to learn the mirror that this machine uses
 */
record Debian(Path tools, Path apt) implements Source {
  private static final String SUITE = "forky";
  private static final String KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";
  private static final List<String> PACKAGES =
      List.of("prometheus", "promtool", "prometheus-alertmanager");
  private static final Pattern MIRROR = Pattern.compile("(https?://[^\\s\\]]+/debian)/?(?=\\s|$)");
  private static final Duration LIST = Duration.ofMinutes(2);
  private static final Duration DOWNLOAD = Duration.ofMinutes(5);
  private static final String TEMPLATES = "/usr/share/prometheus/alertmanager";

  static Path folder(Path tools) {
    return tools.resolve("debian-" + SUITE);
  }

  @Override
  public Map<Tool, Path> find() throws Unavailable {
    if (!Files.exists(Path.of("/usr/bin/apt-get")) || !Files.exists(Path.of(KEYS))) {
      throw new Unavailable("this is no Debian");
    }
    try {
      Files.createDirectories(tools);
      Path work = Files.createTempDirectory(tools, "fetching-");
      try {
        download(work);
        relocate(work.resolve("root"), work.resolve("programs"));
        FileUtils.deleteDirectory(folder(tools).toFile());
        Files.move(work.resolve("programs"), folder(tools), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FileUtils.deleteDirectory(work.toFile());
      }
    } catch (IOException e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
    return new InFolder(tools).find();
  }

  @Override
  public String title() {
    return "Debian's packages (" + SUITE + ")";
  }

  @Override
  public boolean fetches() {
    return true;
  }

  private void download(Path work) throws IOException, Unavailable {
    Files.createDirectories(work.resolve("lists/partial"));
    Files.createDirectories(work.resolve("archives/partial"));
    Path list = work.resolve("sources.list");
    Files.writeString(list, "deb [signed-by=%s] %s %s main\n".formatted(KEYS, mirror(), SUITE));
    Programs.run(apt(work, list, "update"), work, LIST);
    List<String> download = apt(work, list, "download");
    download.addAll(PACKAGES);
    Programs.run(download, work, DOWNLOAD);
    for (Path deb : files(work, ".deb")) {
      Programs.run(
          List.of("dpkg", "-x", deb.toString(), work.resolve("root").toString()), work, LIST);
    }
  }

  private static List<String> apt(Path work, Path list, String action) {
    return new ArrayList<>(
        List.of(
            "apt-get",
            "-q",
            "-o",
            "Dir::Etc::sourcelist=" + list,
            "-o",
            "Dir::Etc::sourceparts=-",
            "-o",
            "Dir::State::Lists=" + work.resolve("lists"),
            "-o",
            "Dir::Cache=" + work,
            "-o",
            "APT::Sandbox::User=root",
            "-o",
            "Acquire::Retries=0",
            "-o",
            "Acquire::http::Timeout=10",
            "-o",
            "APT::Update::Error-Mode=any",
            action));
  }

  /** The mirror in apt's own lists. */
  String mirror() throws IOException, Unavailable {
    List<Path> lists = new ArrayList<>(List.of(apt.resolve("sources.list")));
    lists.addAll(files(apt.resolve("sources.list.d"), ""));
    for (Path list : lists) {
      Optional<String> mirror =
          Files.isRegularFile(list) ? mirrorIn(Files.readString(list)) : Optional.empty();
      if (mirror.isPresent()) {
        return mirror.get();
      }
    }
    throw new Unavailable("apt's lists name no Debian mirror");
  }

  static Optional<String> mirrorIn(String list) {
    return list.lines()
        .filter(line -> !line.strip().startsWith("#") && !line.contains("security"))
        .map(MIRROR::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(end)).sorted().toList();
    }
  }

  private static void relocate(Path root, Path programs) throws IOException {
    Files.createDirectory(programs);
    for (String name : List.of("prometheus", "promtool", "amtool")) {
      Files.copy(
          root.resolve("usr/bin").resolve(name),
          programs.resolve(name),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.move(root.resolve(TEMPLATES.substring(1)), programs.resolve("templates"));
    executable(
        programs.resolve("alertmanager-with-templates"),
        withTemplatesIn(
            "./templates", Files.readAllBytes(root.resolve("usr/bin/prometheus-alertmanager"))));
    executable(
        programs.resolve("alertmanager"),
        """
        #!/bin/sh
        # Debian's Alertmanager has the folder of its templates compiled in; here it is in this folder.
        cd "$(dirname "$0")" && exec ./alertmanager-with-templates "$@"
        """
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void executable(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * Replaces the compiled-in folder by one relative to the working folder, padded with slashes to
   * the same length: what is not installed can't be where Debian would have put it.
   */
  static byte[] withTemplatesIn(String folder, byte[] program) {
    byte[] from = TEMPLATES.getBytes(StandardCharsets.UTF_8);
    byte[] to =
        (folder + "/".repeat(from.length - folder.length())).getBytes(StandardCharsets.UTF_8);
    byte[] result = program.clone();
    for (int i = 0; i <= result.length - from.length; i++) {
      if (java.util.Arrays.equals(result, i, i + from.length, from, 0, from.length)) {
        System.arraycopy(to, 0, result, i, to.length);
      }
    }
    return result;
  }
}
