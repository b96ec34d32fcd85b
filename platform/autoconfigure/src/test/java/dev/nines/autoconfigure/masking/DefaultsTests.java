package dev.nines.autoconfigure.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.masking.policy.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hidden in texts without any policy, and what is not. */
class DefaultsTests {
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

  private final Mask mask = Mask.ofDefaults(Signal.LOGS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          password=hunter2 | password=***
          password = hunter2, user=bob | password = ***, user=bob
          user=bob password: hunter2 failed | user=bob password: *** failed
          Login[user=bob, password=hun,ter2] | Login[user=bob, password=***]
          {user=bob, clientSecret=a.b-c} | {user=bob, clientSecret=***}
          {"user":"bob","password":"hun ter\\"2","n":1} | {"user":"bob","password":"***","n":1}
          {"user":"bob","pin":1234,"n":1} | {"user":"bob","pin":***,"n":1}
          {\\"password\\":\\"hunter2\\",\\"n\\":1} | {\\"password\\":\\"***\\",\\"n\\":1}
          "credentials":{"a":"x}y","b":["z"]},"n":1 | "credentials":{***},"n":1
          "apiKeys":["a","b"],"n":1 | "apiKeys":[***],"n":1
          password='hunter 2' user='bob' | password='***' user='bob'
          token=abc,user=bob | token=***,user=bob
          a=1&access_token=abc&b=2 | a=1&access_token=***&b=2
          db_pwd=x1 userPass=x2 cvv=123 | db_pwd=*** userPass=*** cvv=***
          <password>hunter2</password><user>bob</user> | <password>***</password><user>bob</user>
          <login password="hunter2" user="bob"/> | <login password="***" user="bob"/>
          a.very.long.name.of.a.property.that.has.more.than.64.letters.db-password=x1 | a.very.long.name.of.a.property.that.has.more.than.64.letters.db-password=***
          secret => hunter2 | secret => ***
          on field 'password': rejected value [hun]ter2]; codes [a,b]; default message [x] | on field 'password': rejected value [***]; codes [a,b]; default message [x]
          from String "4711": not an int (through reference chain: Login["pin"]) | from String "***": not an int (through reference chain: Login["pin"])
          Authorization: Basic dXNlcjpwYXNz | Authorization: ***
          Authorization: MyScheme abc123 | Authorization: ***
          Authorization: Digest username="a", response="b" | Authorization: ***
          [Host:"h", Authorization:"Bearer abc", X-Api-Key:"k1"] | [Host:"h", Authorization:"***", X-Api-Key:"***"]
          {authorization=[Bearer abc], cookie=[a=b; c=d], host=[h]} | {authorization=[***], cookie=[***], host=[h]}
          curl -H 'Proxy-Authorization: Bearer abc' x | curl -H 'Proxy-Authorization: ***' x
          Cookie: a=b; c=d | Cookie: ***
          Set-Cookie: id=a3f; Path=/; HttpOnly | Set-Cookie: ***
          Set-Cookie: JSESSIONID=a3f | Set-Cookie: ***
          got JSESSIONID=a3f next | got JSESSIONID=*** next
          used Bearer abcDEF-._~+/= for it | used Bearer *** for it
          used bearer abcdef for it | used bearer *** for it
          Basic dXNlcjpwYXNz | Basic ***
          jdbc:postgresql://bob:hun@ter2@db:5432/x | jdbc:postgresql://***@db:5432/x
          mail bob@example.com now | mail *** now
          mail <bob.x+y@mail.example.co.uk>. | mail <***>.
          /users/bob%40example.com/orders | /users/***/orders
          jürgen@müller.example | ***
          card 4111111111111111 | card ***1111
          card 4111 1111 1111 1111. | card ***1111.
          card 4111-1111-1111-1111, | card ***1111,
          amex 3782 822463 10005 | amex ***0005
          pan4111111111111111 | pan***1111
          "pan":4111111111111111 | "pan":***1111
          GET /items/7?card=41&q=a%20b#top | GET /items/7?card=***&q=***#top
          error on "http://h/p?x=abc": refused | error on "http://h/p?x=***": refused
          """)
  void secret_isHidden(String text, String masked) {
    assertThat(mask.text(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Started ShopApplication in 2.345 seconds (process running for 2.9)",
        "GET /orders/01991f5e-7e3c-7abc-8def-1234567890ab",
        "Netty started on port 8080 (http)",
        "at dev.nines.TokenStore.read(TokenStore.java:12) ~[app.jar:1.0]",
        "java.lang.IllegalStateException: io.foo.InvalidTokenException: expired",
        "token_type: Bearer, token_count=3, password_policy=strict",
        "upstream token-service:8080 answered",
        "at 1795553516921 or 1795553516921000000 ns",
        "trace 4111111111111111a64f0c3a8d2b7e19",
        "sha 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "4111111111111112 is no card, nor is 0000000000000000",
        "2025-01-01 12:30:45.123 10.0.0.1:443 v1.2.3-45678",
        "Bearer token missing; Basic authentication required",
        "WWW-Authenticate: Bearer realm=\"shop\"",
        "java.lang.Object@1a2b3c4d user@localhost @Bean",
        "really? a=b, c==d, e != f, token == null",
        "{\"token\":null,\"password\":false}",
        "x = y -> z => List<String> a::b http://h:8080/p",
        "Tokenizer eyJust.kidding",
        "100%40 50% off",
      })
  void harmlessText_staysAsItIs(String text) {
    assertThat(mask.text(text)).isEqualTo(text);
  }

  @Test
  void tokens_areHiddenWhereverTheyStand() {
    assertThat(mask.text("got " + JWT + ", expired")).isEqualTo("got ***, expired");
    assertThat(mask.text("[" + JWT + "]")).isEqualTo("[***]");
    assertThat(mask.text("jwe " + JWT.substring(0, 20) + "..abc.def.ghi")).isEqualTo("jwe ***");
    assertThat(mask.text("x" + JWT + "y")).isEqualTo("x***");
  }

  @Test
  void aPrivateKey_isHiddenToItsEnd() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----";

    assertThat(mask.text("a " + key + " b"))
        .isEqualTo("a -----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY----- b");
    assertThat(mask.text("-----BEGIN PRIVATE KEY-----\nMIIE"))
        .isEqualTo("-----BEGIN PRIVATE KEY-----***");
    assertThat(mask.text("-----BEGIN CERTIFICATE-----\nMIIE")).endsWith("MIIE");
  }

  @ParameterizedTest
  @CsvSource({
    "credentials, password=hunter2",
    "tokens, Bearer abcdef",
    "cookies, JSESSIONID=abc",
    "cards, 4111111111111111",
    "emails, bob@example.com",
    "queries, /p?q=abc",
  })
  void aDroppedDefault_canBeSeen_andNoOther(String dropped, String text) {
    String yaml = Masks.policy().replace("[]", "[" + dropped + "]");
    Mask without = Masks.mask(Signal.LOGS, yaml);

    assertThat(without.text(text)).isEqualTo(text);
    assertThat(mask.text(text)).isNotEqualTo(text);
    String others = "password=a Bearer bcdefg JSESSIONID=c 4111111111111111 bob@example.com /p?q=d";
    String hidden = mask.text(others);
    assertThat(hidden).isEqualTo("password=*** Bearer *** JSESSIONID=*** ***1111 *** /p?q=***");
    assertThat(without.text(others).split(" ", -1))
        .as("exactly one word more can be seen")
        .satisfies(words -> {
          String[] all = hidden.split(" ", -1);
          assertThat(
                  java.util.stream.IntStream.range(0, all.length)
                      .filter(i -> !all[i].equals(words[i])))
              .hasSize(1);
        });
  }
}
