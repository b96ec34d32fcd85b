package dev.nines.autoconfigure.capture;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What of a request is written down besides its method, path and outcome.
 *
 * @param headers names of request headers that stand as {@code http.request.header.NAME} on the
 *     access log's line and on the server's span, masked like all else
 */
@ConfigurationProperties("nines.capture")
public record CaptureProperties(@DefaultValue List<String> headers) {
  public CaptureProperties {
    headers =
        headers.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).distinct().toList();
  }
}
