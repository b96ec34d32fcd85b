package dev.nines.cli.load;

import dev.nines.cli.settings.PrivateFile;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.token.Claims;
import dev.nines.cli.token.DevelopmentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The token that load is sent with, in a file. */
public final class LoadToken {
  private static final Duration SPARE = Duration.ofHours(1);

  private LoadToken() {}

  /**
   * Writes one.
   *
   * @param load for how long it is sent
   * @return the file
   */
  public static Path write(Settings settings, DevelopmentKey key, Duration load) {
    return write(settings, key, List.of("orders:read", "orders:write"), load);
  }

  /**
   * Writes one for another service.
   *
   * @param scopes what it allows
   * @return the file
   */
  public static Path write(
      Settings settings, DevelopmentKey key, List<String> scopes, Duration load) {
    Path file = settings.home().resolve("load.token");
    Claims claims = new Claims("load", Claims.AUDIENCE, scopes, Instant.now(), load.plus(SPARE));
    try {
      Files.createDirectories(settings.home());
      PrivateFile.write(file, key.token(claims));
      return file;
    } catch (IOException e) {
      throw new Refusal("The load's token can't be written to " + file + ": " + e.getMessage(), e);
    }
  }
}
