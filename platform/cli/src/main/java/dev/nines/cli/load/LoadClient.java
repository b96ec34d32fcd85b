package dev.nines.cli.load;

import java.net.http.HttpClient;
import java.time.Duration;

/** The HTTP client of what sends requests at a steady rate, beside the services that it asks. */
public final class LoadClient {
  private LoadClient() {}

  /**
   * One that counts answers where it reads them: to hand over each costs a fifth more CPU time,
   * which the services would lack. So what hears of an answer must not block.
   *
   * @param connect how long a connection may take
   */
  public static HttpClient of(Duration connect) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(connect)
        .executor(Runnable::run)
        .build();
  }
}
