package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Builds what our services are compared with, each by itself: what can't be had leaves the rest.
 *
 * @param folder for all that comes out of it
 */
record PingPeers(Settings settings, Path folder, Terminal terminal) {
  private static final List<String> NODE_FILES =
      List.of("package.json", "package-lock.json", "server.js");

  /**
   * What there is.
   *
   * @param commands that start each
   * @param leftOut why each of the others can't be had here
   */
  record Built(Map<PingContestant, List<String>> commands, Map<PingContestant, String> leftOut) {}

  /** Those of them that are not ours; who is left out is told of. */
  Built build(List<PingContestant> wanted) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Map<PingContestant, List<String>> commands = new EnumMap<>(PingContestant.class);
    Map<PingContestant, String> leftOut = new EnumMap<>(PingContestant.class);
    for (PingContestant peer : wanted) {
      if (peer.ours()) {
        continue;
      }
      try {
        commands.put(peer, command(peer));
      } catch (Refusal e) {
        leftOut.put(peer, e.getMessage());
        terminal.progress("%s is left out: %s".formatted(peer.title(), e.getMessage()));
      }
    }
    return new Built(commands, leftOut);
  }

  private List<String> command(PingContestant peer) throws IOException, InterruptedException {
    return switch (peer) {
      case GATEWAY, ORDER ->
          throw new IllegalArgumentException("peer must not be ours, was: " + peer);
      case GO -> go();
      case NODE -> node();
      case TOMCAT, WEBFLUX, NETTY -> builder().java(peer.title());
    };
  }

  private PeerBuild builder() {
    return new PeerBuild(settings, folder, terminal);
  }

  private List<String> go() throws IOException, InterruptedException {
    Path go = program("go", "Install Go 1.19 or newer.");
    String out = folder.resolve("go-ping").toString();
    builder().run("go", List.of(go.toString(), "build", "-o", out, "."), builder().sources("go"));
    return List.of(out);
  }

  // Elsewhere than beside its sources, where its modules would lie about.
  private List<String> node() throws IOException, InterruptedException {
    String hint = "Install Node.js 20 or newer, with npm.";
    Path node = program("node", hint);
    Path npm = program("npm", hint);
    Path copy = Files.createDirectories(folder.resolve("node"));
    for (String file : NODE_FILES) {
      Files.copy(
          builder().sources("node").resolve(file),
          copy.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    builder().run("node", List.of(npm.toString(), "ci", "--no-audit", "--no-fund"), copy);
    return List.of(node.toString(), copy.resolve("server.js").toString());
  }

  private Path program(String name, String hint) {
    return PathFolders.of(settings.environment())
        .find(name)
        .orElseThrow(() -> new Refusal("no %s on the PATH. %s".formatted(name, hint)));
  }
}
