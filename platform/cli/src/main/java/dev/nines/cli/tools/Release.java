package dev.nines.cli.tools;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.FileUtils;

/**
 * The projects' official releases, each checked against the {@code sha256sums.txt} that is
 * published beside it.
 *
 * @param base where releases are, such as {@code https://github.com/prometheus}
 * @param tools the folder they are unpacked into
 */
record Release(URI base, Path tools) implements Source {
  /** The versions that are fetched; the only place that names them. */
  static final Map<String, String> VERSIONS =
      Map.of("prometheus", "3.14.0", "alertmanager", "0.34.0");

  private static final Duration CONNECT = Duration.ofSeconds(4);
  private static final Duration ANSWER = Duration.ofMinutes(5);

  @Override
  public Map<Tool, Path> find() throws Unavailable {
    for (String project : List.of("prometheus", "alertmanager")) {
      if (!Files.exists(folder(tools, project))) {
        fetch(project);
      }
    }
    return new InFolder(tools).find();
  }

  @Override
  public String title() {
    return "the official releases at " + base;
  }

  @Override
  public boolean fetches() {
    return true;
  }

  static Path folder(Path tools, String project) {
    return tools.resolve(name(project));
  }

  private static String name(String project) {
    return project + "-" + VERSIONS.get(project) + "." + platform();
  }

  private static String platform() {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    String arch = System.getProperty("os.arch");
    return (mac ? "darwin-" : "linux-") + (arch.equals("aarch64") ? "arm64" : "amd64");
  }

  private void fetch(String project) throws Unavailable {
    String archive = name(project) + ".tar.gz";
    URI folder =
        URI.create(base + "/" + project + "/releases/download/v" + VERSIONS.get(project) + "/");
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      Files.createDirectories(tools);
      Path work = Files.createTempDirectory(tools, "fetching-");
      try {
        Path sums = get(client, folder.resolve("sha256sums.txt"), work.resolve("sums"));
        Path file = get(client, folder.resolve(archive), work.resolve("archive"));
        check(file, expected(Files.readString(sums), archive), archive);
        unpack(file, work, folder(tools, project));
      } finally {
        FileUtils.deleteDirectory(work.toFile());
      }
    } catch (IOException e) {
      throw new Unavailable(folder + archive + ": " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "can't be reached" : e.getMessage();
  }

  private static Path get(HttpClient client, URI from, Path to)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(from).timeout(ANSWER).build();
    HttpResponse<Path> response = client.send(request, HttpResponse.BodyHandlers.ofFile(to));
    if (response.statusCode() != 200) {
      throw new IOException("answered " + response.statusCode());
    }
    return to;
  }

  /** The published checksum of one file, in lower case. */
  static String expected(String sums, String archive) throws IOException {
    return sums.lines()
        .map(line -> line.strip().split("\\s+\\*?"))
        .filter(fields -> fields.length == 2 && fields[1].equals(archive))
        .map(fields -> fields[0].toLowerCase(Locale.ROOT))
        .findFirst()
        .orElseThrow(() -> new IOException("the published checksums do not name " + archive));
  }

  private static void check(Path file, String expected, String archive) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      String actual = HexFormat.of().formatHex(digest.digest());
      if (!actual.equals(expected)) {
        throw new IOException(
            "refused: its checksum is "
                + actual
                + ", the published one of "
                + archive
                + " is "
                + expected);
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  // Only the programs: what else is in the archive is of no use here.
  private static void unpack(Path archive, Path work, Path target) throws IOException {
    Path programs = Files.createDirectory(work.resolve("programs"));
    try (InputStream in =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)));
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path name = Path.of(entry.getName()).getFileName();
        if (entry.isFile() && name != null && isProgram(name.toString())) {
          Path file = programs.resolve(name.toString());
          Files.copy(tar, file);
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
    Files.move(programs, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isProgram(String name) {
    return java.util.Arrays.stream(Tool.values()).anyMatch(tool -> tool.title().equals(name));
  }
}
