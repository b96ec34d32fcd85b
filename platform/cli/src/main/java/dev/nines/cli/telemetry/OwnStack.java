package dev.nines.cli.telemetry;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A native stack that is up for one measurement, and down after it, also where ctrl-C ends it. */
public final class OwnStack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration SPARE = Duration.ofHours(1);

  private final Settings settings;
  private final Terminal terminal;
  private final NativeStack stack;
  private final Thread end = new Thread(this::endBeforeExit, "down");

  /**
   * Brings it up and waits for its health.
   *
   * @param settings of a stack that is not up
   * @param variables that its services have beside their others
   */
  public OwnStack(Settings settings, Map<String, String> variables, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
    this.stack = new NativeStack(settings.with(variables), false);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      stack.up(terminal, PATIENCE);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What is up. */
  public NativeStack stack() {
    return stack;
  }

  /** Requests to it, of a client whose token outlives a load that lasts so long. */
  public MixedTraffic traffic(Duration load) {
    return new MixedTraffic(
        settings.url(Port.GATEWAY, ""), settings.url(Port.ORDER, ""), token(load));
  }

  /** A token for reading and writing orders, which outlives a load that lasts so long. */
  public String token(Duration load) {
    return stack
        .key()
        .token(
            new Claims(
                "telemetry",
                Claims.AUDIENCE,
                List.of("orders:read", "orders:write"),
                Instant.now(),
                load.plus(SPARE)));
  }

  // ./nines down finds what is left all the same.
  private void endBeforeExit() {
    try {
      stack.down(terminal);
    } catch (RuntimeException e) {
      terminal.progress("The stack may still be up. Run ./nines down. (" + e + ")");
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException _) {
      return; // ctrl-C: the hook takes it down
    }
    stack.down(terminal);
  }
}
