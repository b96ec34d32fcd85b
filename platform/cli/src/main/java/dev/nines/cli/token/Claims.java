package dev.nines.cli.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a development token says of whoever shows it.
 *
 * @param subject who it is
 * @param audience which system it is for
 * @param scopes what it may do; none for a token that may do nothing
 * @param issued when it was made, to the second
 * @param life for how long it is valid
 */
public record Claims(
    String subject, String audience, List<String> scopes, Instant issued, Duration life) {
  /** What an issuer's {@code iss} is in development; no real issuer can have it. */
  public static final String ISSUER = "urn:nines:development";

  /** That of every service unless it says otherwise. */
  public static final String AUDIENCE = "nines";

  // RFC 6749, appendix A.4.
  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

  public Claims {
    scopes = List.copyOf(scopes);
    for (String scope : scopes) {
      if (!SCOPE.matcher(scope).matches()) {
        throw new IllegalArgumentException("scope must be one word in ASCII, was: '" + scope + "'");
      }
    }
    if (life.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("life must be 1 s or more, was: " + life);
    }
  }

  /** As an OAuth 2 {@code scope}: a space between each two. */
  public String scope() {
    return String.join(" ", scopes);
  }

  public Instant expires() {
    return issued.plus(life);
  }
}
