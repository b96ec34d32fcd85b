package dev.nines.cli.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.nines.cli.terminal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolFinderTests {
  private static final String WORKS = "#!/bin/sh\nexit 0\n";
  private static final String BROKEN = "#!/bin/sh\nexit 1\n";

  @TempDir Path folder;

  private final Map<String, byte[]> published = new ConcurrentHashMap<>();
  private final List<String> progress = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = published.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void path_comesFirst_andWhatDoesNotRunIsPassedOver() throws IOException {
    program("broken/prometheus", BROKEN);
    for (String name : List.of("prometheus", "promtool", "prometheus-alertmanager", "amtool")) {
      program("bin/" + name, WORKS);
    }

    Toolbox tools =
        find(new OnPath(folder.resolve("broken") + ":" + folder.resolve("bin")), release());

    assertThat(tools.file(Tool.PROMETHEUS)).isEqualTo(folder.resolve("bin/prometheus"));
    assertThat(tools.file(Tool.ALERTMANAGER))
        .isEqualTo(folder.resolve("bin/prometheus-alertmanager"));
    assertThat(progress).isEmpty();
  }

  @Test
  void release_isFetchedAndChecked_thenFoundWithoutTheNet() throws Exception {
    publish("prometheus", WORKS, "prometheus", "promtool");
    publish("alertmanager", WORKS, "alertmanager", "amtool");

    Toolbox tools = find(release());

    assertThat(tools.file(Tool.PROMTOOL)).startsWith(folder.resolve("tools")).isExecutable();
    assertThat(progress)
        .singleElement()
        .asString()
        .contains("fetching prometheus, promtool, alertmanager, amtool");
    published.clear();
    assertThat(find(new InFolder(folder.resolve("tools")), release())).isEqualTo(tools);
  }

  @Test
  void release_withAnotherChecksum_isRefused_andNothingOfItIsKept() throws Exception {
    publish("prometheus", WORKS, "prometheus", "promtool");
    published.replaceAll(
        (path, body) -> path.endsWith(".tar.gz") ? tar(BROKEN, "prometheus") : body);

    assertThatThrownBy(() -> release().find())
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("refused: its checksum is");
    assertThat(folder.resolve("tools")).isEmptyDirectory();
  }

  @Test
  void release_thatDoesNotNameItsChecksum_isRefused() {
    String base = "/prometheus/releases/download/v" + Release.VERSIONS.get("prometheus");
    published.put(base + "/sha256sums.txt", "abc  other.tar.gz\n".getBytes(StandardCharsets.UTF_8));
    published.put(
        base + "/" + Release.folder(Path.of(""), "prometheus") + ".tar.gz", new byte[] {1});

    assertThatThrownBy(() -> release().find()).hasMessageContaining("do not name");
  }

  @Test
  void nowhere_isAComplaintThatNamesEveryPlaceAndWhatToDo() {
    Release unreachable = new Release(URI.create("http://127.0.0.1:1"), folder.resolve("tools"));

    assertThatThrownBy(() -> find(new OnPath(""), unreachable))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Not found: prometheus, promtool, alertmanager, amtool")
        .hasMessageContaining("the PATH: not all there")
        .hasMessageContaining("http://127.0.0.1:1")
        .hasMessageContaining("prometheus.io/download")
        .hasMessageContaining("NINES_PROMETHEUS");
  }

  @Test
  void variable_thatNamesNoProgram_isSaid() {
    Source named = new NamedByVariable(Map.of("NINES_AMTOOL", "/nowhere/amtool"));

    assertThatThrownBy(() -> find(named))
        .hasMessageContaining("NINES_AMTOOL names /nowhere/amtool, which does not run");
  }

  @Test
  void debian_usesTheMirrorOfThisMachine() {
    assertThat(
            Debian.mirrorIn(
                """
                # deb http://old.example/debian bookworm main
                deb http://security.example/debian-security bookworm-security main
                deb [signed-by=/k] https://mirror.example/debian/ bookworm main
                """))
        .hasValue("https://mirror.example/debian");
    assertThat(Debian.mirrorIn("Types: deb\nURIs: http://deb822.example/debian\nSuites: trixie\n"))
        .hasValue("http://deb822.example/debian");
  }

  @Test
  void debiansAlertmanager_findsItsTemplatesBesideIt_andKeepsItsLength() {
    byte[] program = "\0/usr/share/prometheus/alertmanager\0".getBytes(StandardCharsets.UTF_8);

    byte[] moved = Debian.withTemplatesIn("./templates", program);

    assertThat(moved).hasSameSizeAs(program);
    assertThat(Path.of(new String(moved, 1, moved.length - 2, StandardCharsets.UTF_8)).normalize())
        .isEqualTo(Path.of("templates"));
  }

  private Release release() {
    return new Release(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), folder.resolve("tools"));
  }

  private Toolbox find(Source... sources) {
    return new ToolFinder(List.of(sources), progress::add).find();
  }

  private void program(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void publish(String project, String program, String... names) throws Exception {
    byte[] archive = tar(program, names);
    String name = Release.folder(Path.of(""), project) + ".tar.gz";
    String base = "/" + project + "/releases/download/v" + Release.VERSIONS.get(project);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    published.put(base + "/" + name, archive);
    published.put(
        base + "/sha256sums.txt", (sum + "  " + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] tar(String content, String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (String name : names) {
        TarArchiveEntry entry = new TarArchiveEntry("some-1.0/" + name);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(StandardCharsets.UTF_8));
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
