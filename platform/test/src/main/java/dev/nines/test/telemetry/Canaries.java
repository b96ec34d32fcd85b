package dev.nines.test.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Secrets that are nowhere else, in calls that carry them where secrets are found. */
final class Canaries {
  private static final int LENGTH = 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final MadeUp madeUp;
  private final List<String> made = new ArrayList<>();

  Canaries(MadeUp madeUp) {
    this.madeUp = madeUp;
  }

  List<String> made() {
    return List.copyOf(made);
  }

  private String secret(String kind) {
    String secret = kind + madeUp.digits(LENGTH);
    made.add(secret);
    return secret;
  }

  /** In a header that is no one's business, a cookie and the query, which change no answer. */
  Call beside(Call call) {
    String query = (call.path().contains("?") ? "&" : "?") + "password=" + secret("query");
    return call.with("X-Api-Key", secret("key"))
        .with("Cookie", "session=" + secret("cookie"))
        .to(call.path() + query);
  }

  /**
   * As a token, in the body, and in one that breaks off: a service may take them or refuse them.
   */
  List<Call> within(Call call) {
    Call token = call.with("Authorization", "Bearer " + secret("token"));
    return Stream.concat(Stream.of(token), bodies(call)).toList();
  }

  private Stream<Call> bodies(Call call) {
    if (call.body().isEmpty() || !(JSON.readTree(call.body()) instanceof ObjectNode body)) {
      return Stream.of();
    }
    JsonNode more = body.put("password", secret("body"));
    return Stream.of(
        call.saying(more.toString()), call.saying("{\"password\":\"" + secret("broken")));
  }
}
