package dev.nines.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.openslo.Reading.Read;
import dev.nines.slo.openslo.Reading.Rejected;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, the reader answers, and each problem lies within the file. */
class MutationTests {
  private static final List<String> TEXTS =
      List.of(SloTexts.CORRECT, SloTexts.SHARED, SloTexts.WHOLE);
  private static final List<String> FRAGMENTS =
      List.of(
          "\0",
          "\t",
          ":",
          "- ",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "&a ",
          "*a",
          "!!int ",
          "---\n",
          "...",
          "? ",
          "<<: ",
          "~",
          "null",
          "1e999999999",
          "-1",
          ".nan",
          "0x1F",
          "\uD800",
          "\uFEFF",
          "|",
          ">",
          "#",
          "%YAML 9.9\n",
          "\r",
          "  ",
          "\n\n",
          "le=\"\"",
          "(?=",
          "{{",
          "=~\"((((\"",
          "99999999999999999999999999",
          "🔥");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void mutatedFile_isReadOrRejected(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      var text = TEXTS.get(random.nextInt(TEXTS.size()));
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        text = mutate(text, random);
      }
      assertAnswered(text);
    }
  }

  @Test
  void everyPrefix_isReadOrRejected() {
    for (var text : TEXTS) {
      for (int end = 0; end < text.length(); end++) {
        assertAnswered(text.substring(0, end));
      }
    }
  }

  @Test
  void bombs_areRejected() {
    assertThat(SloTexts.problems("[".repeat(100_000))).hasSize(1);
    assertThat(SloTexts.problems("a: ".repeat(50_000))).hasSize(1);
    assertThat(SloTexts.problems("x".repeat(2_000_000))).hasSize(1);
    assertThat(SloTexts.problems("- &a [*a]")).isNotEmpty();
    var deep = "m{a=~\"" + "(".repeat(990) + "\"}";
    assertAnswered(SloTexts.with("checkout_seconds_count", "'" + deep + "'"));
  }

  private static String mutate(String text, Random random) {
    int at = random.nextInt(text.length());
    int until = Math.min(text.length(), at + random.nextInt(12));
    var fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + text.substring(until);
      case 1 -> text.substring(0, at) + fragment + text.substring(at);
      case 2 -> text.substring(0, at) + fragment + text.substring(until);
      default -> swapLines(text, random);
    };
  }

  private static String swapLines(String text, Random random) {
    var lines = text.lines().collect(Collectors.toList());
    var line = lines.remove(random.nextInt(lines.size()));
    lines.add(random.nextInt(lines.size() + 1), line);
    return String.join("\n", lines) + "\n";
  }

  private static void assertAnswered(String text) {
    long lines = text.lines().count() + 1;
    switch (new OpenSloReader().read("shop.yaml", text)) {
      case Read(var slos) -> assertThat(slos).hasSizeLessThanOrEqualTo(3);
      case Rejected(var problems) ->
          assertThat(problems)
              .isNotEmpty()
              .isSorted()
              .allSatisfy(problem -> {
                assertThat(problem.place().line()).isBetween(1, (int) lines + 1);
                assertThat(problem.toString()).doesNotContain("\n");
              });
    }
  }
}
