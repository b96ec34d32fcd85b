package dev.nines.cli.stack;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.token.Claims;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A service that runs by itself: no database, no other service, nobody who signs tokens.
 *
 * @param name of the service and of its folder under {@code services/}
 */
public record LoneService(Settings settings, String name) {
  /** The discard port: who calls it is refused at once. */
  private static final String NOBODY = Settings.LOOPBACK + ":9";

  private static final String JWT = "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_";

  /**
   * What starts it, from its extracted jar.
   *
   * @param options of the JVM
   */
  public List<String> command(List<String> options) {
    return command(options, jar().extracted());
  }

  /** The same, from the executable jar as it was built. */
  public List<String> packed(List<String> options) {
    return command(options, jar().jar());
  }

  private static List<String> command(List<String> options, Path jar) {
    List<String> command = new ArrayList<>();
    command.add(Java.program());
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private ServiceJar jar() {
    return new ServiceJar(name, settings.root(), Jvm.of(settings));
  }

  /** What it needs to know: where to listen, and that it is alone. */
  public Map<String, String> environment(int port, int managementPort) {
    return Map.ofEntries(
        Map.entry("SERVER_ADDRESS", Settings.LOOPBACK),
        Map.entry("SERVER_PORT", "" + port),
        Map.entry("MANAGEMENT_SERVER_ADDRESS", Settings.LOOPBACK),
        Map.entry("MANAGEMENT_SERVER_PORT", "" + managementPort),
        Map.entry(JWT + "ISSUER_URI", Claims.ISSUER),
        Map.entry(JWT + "JWK_SET_URI", "http://" + NOBODY + "/jwks"),
        Map.entry("NINES_ORDER_URL", "http://" + NOBODY),
        Map.entry("NINES_POSTGRES_URL", NOBODY + "/none"),
        // One attempt, and quiet.
        Map.entry("NINES_DATABASE_RETRY", "1h"));
  }
}
