package dev.nines.cli;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.Claims;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a development token. */
@Command(
    name = "token",
    description = {
      "Print a token for the local stack, signed by its own key, as in:",
      "  curl -H \"Authorization: Bearer $(./nines token)\" 'http://localhost:8080/api/orders?customer=c-1'",
      "A service in production knows nothing of this key: it has a real issuer (docs/SECURITY.md)."
    })
final class TokenCommand extends StackCommand {
  @Option(
      names = "--scope",
      split = "[, ]+",
      paramLabel = "SCOPE",
      defaultValue = "orders:read,orders:write",
      description = "What it allows; several with a comma between (default: ${DEFAULT-VALUE}).")
  private List<String> scopes = List.of();

  @Option(
      names = "--expires",
      defaultValue = "1h",
      paramLabel = "DURATION",
      description = "For how long it is valid (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration expires = Duration.ofHours(1);

  @Option(
      names = "--audience",
      defaultValue = Claims.AUDIENCE,
      paramLabel = "NAME",
      description = "Which system it is for (default: ${DEFAULT-VALUE}).")
  private String audience = Claims.AUDIENCE;

  @Option(
      names = "--subject",
      defaultValue = "developer",
      paramLabel = "NAME",
      description = "Who it stands for (default: ${DEFAULT-VALUE}).")
  private String subject = "developer";

  @Override
  public Integer call() {
    Settings settings = settings();
    Terminal terminal = terminal();
    Claims claims = claims();
    String token = stack(settings).key().token(claims);
    terminal.say(token);
    terminal.result(json(claims, token));
    return ExitStatus.OK;
  }

  private Claims claims() {
    try {
      List<String> named = scopes.stream().filter(scope -> !scope.isBlank()).toList();
      return new Claims(
          subject, audience, named, Instant.now().truncatedTo(ChronoUnit.SECONDS), expires);
    } catch (IllegalArgumentException e) {
      throw new Refusal("No token: " + e.getMessage() + ".", e);
    }
  }

  private static Map<String, Object> json(Claims claims, String token) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("token", token);
    json.put("issuer", Claims.ISSUER);
    json.put("subject", claims.subject());
    json.put("audience", claims.audience());
    json.put("scope", claims.scope());
    json.put("expires_at", claims.expires());
    return json;
  }
}
