package dev.nines.autoconfigure.security;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call this service. Issuer, audience and keys are Spring Boot's own properties, {@code
 * spring.security.oauth2.resourceserver.jwt.*}.
 *
 * @param enabled whether tokens are asked for at all; without, everybody may do everything
 * @param open paths that need no token, as path patterns
 * @param rules which scopes a path needs; the first rule that fits decides, and a path that none
 *     fits is not there (404). Without any: every path, with scopes named after the service
 * @param tokens that were verified and are remembered
 * @param keys of the issuer
 */
@ConfigurationProperties("nines.security")
public record SecurityProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("/ping") List<String> open,
    @DefaultValue List<Rule> rules,
    @DefaultValue Tokens tokens,
    @DefaultValue Keys keys) {
  public SecurityProperties {
    open = List.copyOf(open);
    rules = List.copyOf(rules);
    open.forEach(path -> requirePath("nines.security.open", path));
  }

  /**
   * What a path needs.
   *
   * @param path a path pattern, such as {@code /api/orders/**}
   * @param read the scope for GET, HEAD and OPTIONS, event streams included
   * @param write the scope for everything else
   */
  public record Rule(String path, String read, String write) {
    // RFC 6749, appendix A.4.
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

    public Rule {
      requirePath("nines.security.rules[].path", path);
      requireScope("read", read);
      requireScope("write", write);
    }

    private static void requireScope(String which, String scope) {
      if (!SCOPE.matcher(scope).matches()) {
        throw new IllegalArgumentException(
            "nines.security.rules[].%s must be one scope, such as orders:read, was: '%s'"
                .formatted(which, scope));
      }
    }
  }

  /**
   * Verified tokens that are remembered, so that a signature is checked once and not with each
   * request.
   *
   * @param remembered how many at most; 0 for none
   * @param longest for how long at most, and never longer than the token is valid: a key that its
   *     issuer has withdrawn is trusted so long
   */
  public record Tokens(@DefaultValue("2000") int remembered, @DefaultValue("5m") Duration longest) {
    public Tokens {
      if (remembered < 0) {
        throw new IllegalArgumentException(
            "nines.security.tokens.remembered must be 0 or more, was: " + remembered);
      }
      requirePositive("nines.security.tokens.longest", longest);
    }
  }

  /**
   * The issuer's public keys.
   *
   * @param refresh the age at which they are asked for again, beside the requests
   * @param pause between two questions, however many tokens name a key that is not known
   * @param outage the age up to which they are used while the issuer does not answer
   */
  public record Keys(
      @DefaultValue("5m") Duration refresh,
      @DefaultValue("30s") Duration pause,
      @DefaultValue("1h") Duration outage) {
    public Keys {
      requirePositive("nines.security.keys.refresh", refresh);
      requirePositive("nines.security.keys.pause", pause);
      if (outage.compareTo(refresh) < 0) {
        throw new IllegalArgumentException(
            "nines.security.keys.outage must not be shorter than refresh (%s), was: %s"
                .formatted(refresh, outage));
      }
    }
  }

  private static void requirePath(String property, String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(property + " must start with '/', was: '" + path + "'");
    }
  }

  private static void requirePositive(String property, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(property + " must be above 0, was: " + duration);
    }
  }
}
