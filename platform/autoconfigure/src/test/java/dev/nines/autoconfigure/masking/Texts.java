package dev.nines.autoconfigure.masking;

import java.util.List;
import java.util.Random;

/** Texts made of pieces that mean something to the mask. */
final class Texts {
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "c",
          "password",
          "user",
          "X-Api-Key",
          "Cookie",
          "Authorization",
          "token",
          "=",
          ":",
          ": ",
          " = ",
          "\"",
          "'",
          "\\",
          "\\\"",
          "{",
          "}",
          "[",
          "]",
          "{\"a\":",
          "{\"c\":\"",
          "\",\"b\":",
          ",",
          ", ",
          ";",
          "; ",
          "&",
          "?",
          "?q=",
          "/p?a=",
          "://",
          "@",
          "%40",
          ".",
          "example.com",
          "bob",
          "1",
          "4111",
          "4111111111111111",
          " ",
          "\n",
          "-",
          "-----BEGIN PRIVATE KEY-----",
          "-----END",
          "eyJhbGciOiJ9",
          "Bearer ",
          "Basic ",
          "dXNlcjpwYXNz",
          "<",
          ">",
          "<password>",
          "null",
          "true",
          "rejected value [",
          "]; codes [",
          "(through reference chain: A[\"",
          "from String \"",
          "***",
          "\uD83D\uDE00",
          "\uD83D",
          "\u00e9",
          "\u0000");

  /** Where secrets stand in logs; each by a key or a form that the mask of the test knows. */
  private static final List<String> CARRIERS =
      List.of(
          "password=%s",
          "x password: %s y",
          "Login[user=bob, password=%s]",
          "{\"user\":\"bob\",\"password\":\"%s\"}",
          "{\"a\":{\"user_id\":\"%s\",\"n\":1}}",
          "[{\"b\":{\"c\":[\"x\",\"%s\"]}}]",
          "{\"p\":\"{\\\"a\\\":{\\\"user_id\\\":\\\"%s\\\"}}\"}",
          "user_id=%s",
          "on field 'user_id': rejected value [%s]; codes [a]",
          "Authorization: Bearer %s",
          "Authorization: Other %s",
          "Cookie: a=b; c=%s",
          "Bearer %s",
          "GET /p?x=1&y=%s",
          "http://bob:%s@db:5432/x",
          "mail %s@mail.example",
          "mail %s%%40mail.example",
          "eyJhbGciOiJIUzI1NiJ9.%s.abc",
          "<password>%s</password>",
          "-----BEGIN EC PRIVATE KEY-----\n%s\n-----END EC PRIVATE KEY-----");

  private Texts() {}

  static String carrier(Random random, String secret) {
    return CARRIERS.get(random.nextInt(CARRIERS.size())).formatted(secret);
  }

  static String random(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(24);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
