package dev.nines.autoconfigure.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.masking.policy.Signal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy hides in texts, and what no text may do to the mask. */
class MaskTests {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  /** echo -n u-4711 | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef */
  private static final String HASH =
      "hmac-sha256:f41233ccf7a610796253f2abcea29b23c7c3cc1fd64d61d7b163b7e71ec20157";

  @Test
  void hash_isTheHmacThatOthersCompute() {
    Mask mask = Masks.logs("body.user_id hash-sha256");

    assertThat(mask.text("user_id=u-4711, x")).isEqualTo("user_id=" + HASH + ", x");
    assertThat(mask.text("{\"user_id\":\"u-4711\"}")).isEqualTo("{\"user_id\":\"" + HASH + "\"}");
    assertThat(mask.text("/p?user_id=u%2D4711")).isEqualTo("/p?user_id=***");
    assertThat(Masks.logs("query.user_id hash-sha256").text("/p?user_id=u%2D4711"))
        .isEqualTo("/p?user_id=" + HASH);
  }

  @Test
  void hashes_underRandomKeys_differ() {
    assertThat(Hash.random().of("a")).isNotEqualTo(Hash.random().of("a"));
    Hash one = Hash.random();
    assertThat(one.of("a")).isEqualTo(one.of("a")).matches("hmac-sha256:[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ***",
    "a, ***",
    "abc, ***",
    "abcd, ***d",
    "abcdefgh, ***gh",
    "abcdefghijkl, ***jkl",
    "abcdefghijklmnop, ***mnop",
    "abcdefghijklmnopqrstuvwxyz, ***wxyz",
    "😀😀😀😀, ***😀",
  })
  void partial_keepsAtMostFour_andAtMostAQuarter(String value, String shown) {
    Mask mask = Masks.logs("body.x partial");
    assertThat(
            mask.hide(Verdict.of(dev.nines.autoconfigure.masking.policy.MaskType.PARTIAL), value))
        .isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          body.user_id | {"user_id":"u1","n":1} | {"user_id":"***","n":1}
          body.user_id | got {"user_id" : 17, "n" : 1} from x | got {"user_id" : "***", "n" : 1} from x
          body.user_id | {"User-Id":"u1"} | {"User-Id":"***"}
          body.customer.name | {"customer":{"name":"Bob","n":1},"name":"Ann"} | {"customer":{"name":"***","n":1},"name":"Ann"}
          body.customer | {"customer":{"name":"Bob","tags":["a",true,null]},"n":1} | {"customer":{"name":"***","tags":["***","***",null]},"n":1}
          body.customers.name | {"customers":[{"name":"Bob"},{"name":"Ann"}]} | {"customers":[{"name":"***"},{"name":"***"}]}
          body.*.zip | {"home":{"zip":"1"},"zip":"2"} | {"home":{"zip":"***"},"zip":"2"}
          body.**.zip | {"a":{"b":{"zip":"1"}},"zip":"2","n":3} | {"a":{"b":{"zip":"***"}},"zip":"***","n":3}
          body.a.* | {"a":{"b":"1"},"n":"2"} | {"a":{"b":"***"},"n":"2"}
          body.user.id | {"user.id":"u1"} | {"user.id":"***"}
          body.a.b | [{"a":{"b":"1"}},{"a":{"b":"2"}}] | [{"a":{"b":"***"}},{"a":{"b":"***"}}]
          headers.x-tenant | {"headers":{"X-Tenant":["t1"]}} | {"headers":{"X-Tenant":["***"]}}
          headers.x-tenant | X-Tenant: t1 and more | X-Tenant: ***
          headers.x-tenant | [X-Tenant:"t1", Host:"h"] | [X-Tenant:"***", Host:"h"]
          query.q | {"request":{"query":{"q":"1"}}} | {"request":{"query":{"q":"***"}}}
          body.x | {"request":{"body":{"x":"1"}}} | {"request":{"body":{"x":"***"}}}
          body.name | Customer[name=Bob, n=1] | Customer[name=***, n=1]
          body.name | on field 'name': rejected value [Bob]; codes [x] | on field 'name': rejected value [***]; codes [x]
          body.name | {"p":"{\\"name\\":\\"Bob\\",\\"n\\":1}"} | {"p":"{\\"name\\":\\"***\\",\\"n\\":1}"}
          body.*.zip | {"home":{"zip":"12 | {"home":{"zip":"***"
          body.*.zip | {"home":{"zip":["1","2 | {"home":{"zip":["***","***"
          body.*.zip | {"home":{"zip":"1"},broken "zip":"2"} | {"home":{"zip":"***"},broken "zip":"***"}
          body.b | {"a":"\\u0041\\"","b":"x\\\\y"} | {"a":"\\u0041\\"","b":"***"}
          body.b | {"password":"p","mail":"a@b.example","b":"x"} | {"password":"***","mail":"***","b":"***"}
          body.b | {"a@b.example":"x"} | {"***":"x"}
          """)
  void path_hidesWhatItLeadsTo_andNothingElse(String path, String text, String masked) {
    assertThat(Masks.logs(path + " redact").text(text)).isEqualTo(masked);
  }

  @Test
  void jsonInJson_isADocumentOfItsOwn() {
    Mask mask = Masks.logs("body.p.x redact", "body.user_id redact");

    assertThat(mask.text("{\"p\":\"{\\\"user_id\\\":1,\\\"x\\\":2,\\\"y\\\":3}\"}"))
        .isEqualTo("{\"p\":\"{\\\"user_id\\\":\\\"***\\\",\\\"x\\\":\\\"***\\\",\\\"y\\\":3}\"}");
  }

  @Test
  void theMoreExactPath_counts() {
    Mask mask =
        Masks.logs("body.** partial", "body.customer.* redact", "body.customer.id hash-sha256");

    assertThat(mask.text("{\"customer\":{\"id\":\"u-4711\",\"name\":\"Bobby\"},\"n\":\"abcd\"}"))
        .isEqualTo("{\"customer\":{\"id\":\"" + HASH + "\",\"name\":\"***\"},\"n\":\"***d\"}");
  }

  @Test
  void aWildcard_doesNotWeakenADefault_butAName_may() {
    String text = "{\"a\":{\"password\":\"abcdefghijklmnop\"}}";

    assertThat(Masks.logs("body.a.* partial").text(text)).contains("\"***\"");
    assertThat(Masks.logs("body.a partial").text(text)).contains("\"***\"");
    assertThat(Masks.logs("body.a.password partial").text(text)).contains("\"***mnop\"");
  }

  @Test
  void pathsOfOtherSignals_doNothing() {
    assertThat(Masks.logs("span.x redact").text("x=1")).isEqualTo("x=1");
    assertThat(Masks.traces("log.x redact").text("x=1")).isEqualTo("x=1");
    String logsOnly =
        Masks.policy("body.x redact").replace("spec:\n", "spec:\n  scope: {signals: [logs]}\n");
    assertThat(Masks.mask(Signal.LOGS, logsOnly).text("x=1")).isEqualTo("x=***");
    assertThat(Masks.mask(Signal.TRACES, logsOnly).text("x=1")).isEqualTo("x=1");
  }

  @Test
  void aSecretAcrossTheCut_isHiddenWhole() {
    Mask mask = Mask.ofDefaults(Signal.LOGS);
    for (int before = Mask.MAX_TEXT - 40; before <= Mask.MAX_TEXT; before++) {
      String text =
          "x".repeat(before - 1) + " 4111 1111 1111 1111 bob@example.com " + "y".repeat(5000);
      String masked = mask.text(text);
      assertThat(masked).hasSizeLessThanOrEqualTo(Mask.MAX_TEXT);
      assertThat(masked).doesNotContain("4111", "bob");
    }
  }

  @Test
  void hiddenText_makesNoRoomForWhatLiesBeyondTheCut() {
    Mask mask = Mask.ofDefaults(Signal.LOGS);
    String secrets = "password=" + "p".repeat(2000) + " ";
    String text = secrets.repeat(7) + "x".repeat(Mask.MAX_TEXT + 1020 - 7 * secrets.length());

    assertThat(mask.text(text + " 4111 1111 1111 1111")).doesNotContain("4").contains("xxx");
  }

  /** Whatever the text, masking it takes time in proportion to its length. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=",
        ":",
        "a=",
        "password",
        "password=",
        "password='",
        "password=[",
        "password={\"",
        "token=a,",
        "@",
        "a@",
        "a@b.",
        "%40",
        "1",
        "4111 ",
        "4111-1111-1111-1111-",
        "eyJ",
        "eyJaaaaaaaaaa.",
        "Bearer ",
        "Basic ",
        "basic YTpi",
        "?",
        "?a=",
        "?a=b&",
        "&a=b",
        "://",
        "://a@",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "<password>",
        "{",
        "[",
        "{\"",
        "{\"a\":",
        "[[",
        "{\"a\":1}",
        "[\"a\",",
        "\\",
        "\\\"",
        "chain: [\"",
        "from String \"",
        "Cookie: a; ",
        "Authorization: a ",
        "ffffffffffff4"
      })
  void hostileText_isMaskedInTime(String piece) {
    for (Mask mask : List.of(Mask.ofDefaults(Signal.LOGS), Masks.logs("body.**.x hash-sha256"))) {
      // What grows with the square of a text takes minutes at this length, not milliseconds.
      String text = piece.repeat(200_000 / piece.length()) + " end";
      mask.text(text);
      long began = CPU.getCurrentThreadCpuTime();
      mask.text(text);
      assertThat(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - began))
          .isLessThan(Duration.ofMillis(2_500));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aSecret_isFoundInAnySurroundings(long seed) {
    Random random = new Random(seed);
    Mask mask = Masks.logs("body.**.user_id redact", "body.**.c redact", "query.q redact");
    for (int i = 0; i < 5_000; i++) {
      String secret = Canaries.word(random);
      String carrier = Texts.carrier(random, secret);
      String text = Texts.random(random) + "\n" + carrier + "\n" + Texts.random(random);
      assertThat(mask.text(text)).as(text).doesNotContain(secret);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void texts_withoutSecrets_areNotCopied(long seed) {
    Random random = new Random(seed);
    Mask mask = Mask.ofDefaults(Signal.LOGS);
    for (int i = 0; i < 100; i++) {
      String text =
          "order %d of %s in %d ms".formatted(i, new java.util.UUID(random.nextLong(), 1), i);
      assertThat(mask.text(text)).isSameAs(text);
    }
  }
}
