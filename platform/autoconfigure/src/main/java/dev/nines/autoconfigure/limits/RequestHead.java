package dev.nines.autoconfigure.limits;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request line and its {@code Host} make a URI. Spring answers an empty 400 if they do
 * not; here it is said before, in words. Almost all requests are told by their characters alone.
 */
final class RequestHead {
  private static final int ASCII = 128;
  private static final boolean[] PLAIN = new boolean[ASCII];

  static {
    String plain = "-._~:/?#@!$&'()*+,;=";
    plain.chars().forEach(c -> PLAIN[c] = true);
    for (char c = 'a'; c <= 'z'; c++) {
      PLAIN[c] = true;
      PLAIN[Character.toUpperCase(c)] = true;
    }
    for (char c = '0'; c <= '9'; c++) {
      PLAIN[c] = true;
    }
  }

  private RequestHead() {}

  static boolean isUri(HttpRequest request) {
    String uri = request.uri();
    @Nullable String host = request.headers().get(HttpHeaderNames.HOST);
    if (isPlain(uri) && (host == null || isPlain(host)) && uri.startsWith("/")) {
      return true;
    }
    try {
      String base = "http://" + (host == null || host.isEmpty() ? "localhost" : host);
      URI parsed = new URI(uri.startsWith("/") ? base + uri : uri);
      return new URI(base).getRawAuthority() != null && parsed.getRawPath() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ASCII || !PLAIN[c]) {
        return false;
      }
    }
    return true;
  }
}
