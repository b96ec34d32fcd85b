package dev.nines.e2e;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Secrets of one client, which are found again wherever they leak to: the same ones for the same
 * random.
 *
 * @param password of a person
 * @param token that would let its bearer in elsewhere, in the form of a JWT
 * @param apiKey of a program
 * @param session a cookie's value
 * @param card a number that passes the check of card numbers
 * @param email an address
 */
record Canaries(
    String password, String token, String apiKey, String session, String card, String email) {
  private static final int CARD_DIGITS = 16;
  private static final int RADIX = 10;

  static Canaries of(Random random) {
    return new Canaries(
        "pw-" + hex(random, 8),
        String.join(
            ".",
            part(random, "{\"alg\":\"RS256\",\"kid\":\"%s\"}"),
            part(random, "{\"sub\":\"%s\"}"),
            hex(random, 32)),
        "key-" + hex(random, 12),
        hex(random, 16),
        card(random),
        "canary." + hex(random, 6) + "@mail.example");
  }

  private static String part(Random random, String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.formatted(hex(random, 6)).getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(Random random, int bytes) {
    byte[] chance = new byte[bytes];
    random.nextBytes(chance);
    return HexFormat.of().formatHex(chance);
  }

  /** By Luhn: from the right, every second digit counts twice, and the sum ends in 0. */
  private static String card(Random random) {
    StringBuilder digits = new StringBuilder("4");
    while (digits.length() < CARD_DIGITS - 1) {
      digits.append(random.nextInt(RADIX));
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      int counted = i % 2 == 0 ? 2 * digit : digit;
      sum += counted / RADIX + counted % RADIX;
    }
    return digits.append((RADIX - sum % RADIX) % RADIX).toString();
  }

  /** What must be found nowhere. Of the token each part that tells something. */
  List<String> secrets() {
    String[] parts = token.split("\\.", -1);
    return List.of(password, parts[1], parts[2], apiKey, session, card, email);
  }

  /** Requests that carry them where clients put them, and where they put them by mistake. */
  List<HttpRequest.Builder> requests(String api) {
    String query = "password=" + password + "&access_token=" + token + "&email=" + email;
    String extra =
        "\"password\":\"%s\",\"email\":\"%s\",\"card\":\"%s\",\"api_key\":\"%s\""
            .formatted(password, email, card, apiKey);
    String items =
        "\"currency\":\"EUR\",\"items\":[{\"sku\":\"a\",\"quantity\":1,\"unitPrice\":1.5}]";
    return List.of(
        get(api + "?customer=c-1&" + query),
        get(api + "?customer=" + email),
        get(api + "?customer=c-1&limit=" + card),
        get(api + "/" + email),
        get(api + "/" + card),
        post(api, "{\"customer\":\"c-1\"," + extra + "," + items + "}"),
        post(api, "{\"customer\":\"" + email + "\"," + items + "}"),
        post(api, "{\"customer\":\"" + card + "\"," + items + "}"),
        post(api, "{\"customer\":\"c-1\"," + extra),
        post(api, "{" + extra + ",\"currency\":\"" + password + "\"}"),
        post(api, "password=" + password + "&card=" + card)
            .setHeader("Content-Type", "application/x-www-form-urlencoded"));
  }

  /** One that has their token for ours: it is to be refused, and forgotten. */
  HttpRequest.Builder stranger(String api) {
    return get(api + "?customer=c-1").header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder get(String uri) {
    return headers(HttpRequest.newBuilder(URI.create(uri)));
  }

  private HttpRequest.Builder post(String uri, String body) {
    return headers(HttpRequest.newBuilder(URI.create(uri)))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder headers(HttpRequest.Builder request) {
    String basic = "user:" + password;
    return request
        .header("Cookie", "session=" + session)
        .header("X-Api-Key", apiKey)
        .header("X-Auth-Token", token)
        .header("Referer", "https://shop.example/?token=" + token)
        .header("User-Agent", "shop (" + email + ")")
        .header("baggage", "email=" + email)
        .header(
            "Proxy-Authorization",
            "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
  }
}
