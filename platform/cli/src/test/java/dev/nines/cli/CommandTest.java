package dev.nines.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands as a terminal would, in a home of their own, and keeps what they say. */
abstract class CommandTest {
  @TempDir Path home;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(out);
    System.setErr(err);
  }

  /** A port of the loopback interface that somebody has. */
  static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  /** Its exit status. */
  final int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  final int run(Map<String, String> variables, String... arguments) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("NINES_HOME", home.toString());
    return Nines.run(environment, arguments);
  }

  /** What it told on standard output. */
  final String output() {
    return said.toString(StandardCharsets.UTF_8);
  }

  /** Lets go of what was told on standard output until now. */
  final void forget() {
    said.reset();
  }

  /** What it told on standard error. */
  final String complaint() {
    return complained.toString(StandardCharsets.UTF_8);
  }
}
