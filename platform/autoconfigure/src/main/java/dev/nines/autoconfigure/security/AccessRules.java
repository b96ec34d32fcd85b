package dev.nines.autoconfigure.security;

import dev.nines.autoconfigure.security.SecurityProperties.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which scope a request needs. */
final class AccessRules {
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final char ASCII = 0x80;

  private record Entry(PathPattern path, String read, String write) {}

  private final List<PathPattern> open;
  private final Set<String> literallyOpen;
  private final List<Entry> entries;

  AccessRules(List<String> open, List<Rule> rules) {
    PathPatternParser parser = PathPatternParser.defaultInstance;
    this.open = open.stream().map(parser::parse).toList();
    this.literallyOpen =
        this.open.stream()
            .filter(pattern -> !pattern.hasPatternSyntax())
            .map(PathPattern::getPatternString)
            .collect(Collectors.toUnmodifiableSet());
    this.entries =
        rules.stream()
            .map(rule -> new Entry(parser.parse(rule.path()), rule.read(), rule.write()))
            .toList();
  }

  /** The given ones, or without any: every path, with scopes named after the service. */
  static AccessRules of(SecurityProperties properties, String service) {
    List<Rule> rules =
        properties.rules().isEmpty()
            ? List.of(new Rule("/**", service + ":read", service + ":write"))
            : properties.rules();
    return new AccessRules(properties.open(), rules);
  }

  /** Whether its path, as it was sent, is that of an open pattern without wildcards. */
  boolean isLiterallyOpen(ServerHttpRequest request) {
    return literallyOpen.contains(request.getPath().pathWithinApplication().value());
  }

  boolean open(ServerHttpRequest request) {
    PathContainer path = request.getPath().pathWithinApplication();
    for (PathPattern pattern : open) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether its path is spelled so that there is only one way to read it: letters, digits and
   * {@code _ - .} in segments of which none is empty or begins with a dot.
   */
  boolean isPlain(ServerHttpRequest request) {
    String path = request.getPath().value();
    char before = ' ';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = (c == '.' || c == '/') ? before != '/' : isWord(c);
      if (!plain) {
        return false;
      }
      before = c;
    }
    return path.startsWith("/");
  }

  private static boolean isWord(char c) {
    return c == '-' || c == '_' || (c < ASCII && Character.isLetterOrDigit(c));
  }

  /** Whether it needs a scope, which one on an open path does not, and the caller has it. */
  boolean grants(ServerHttpRequest request, Authentication caller) {
    return caller.isAuthenticated()
        && !open(request)
        && scope(request).filter(scope -> has(caller, scope)).isPresent();
  }

  static boolean has(Authentication caller, String scope) {
    String authority = authority(scope);
    for (GrantedAuthority granted : caller.getAuthorities()) {
      if (authority.equals(granted.getAuthority())) {
        return true;
      }
    }
    return false;
  }

  /** As Spring Security calls a scope. */
  static String authority(String scope) {
    return "SCOPE_" + scope;
  }

  /** The scope that it needs; empty for a path that no rule fits. */
  Optional<String> scope(ServerHttpRequest request) {
    PathContainer path = request.getPath().pathWithinApplication();
    for (Entry entry : entries) {
      if (entry.path().matches(path)) {
        return Optional.of(READS.contains(request.getMethod()) ? entry.read() : entry.write());
      }
    }
    return Optional.empty();
  }
}
