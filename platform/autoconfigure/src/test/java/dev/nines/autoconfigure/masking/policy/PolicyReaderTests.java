package dev.nines.autoconfigure.masking.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.masking.policy.DataMaskPolicy.Field;
import dev.nines.autoconfigure.masking.policy.MaskPath.Root;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Read;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Rejected;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTests {
  @Test
  void correctPolicy_isRead() {
    assertThat(read(PolicyTexts.CORRECT))
        .isEqualTo(
            new Read(
                List.of(
                    new DataMaskPolicy(
                        "shop",
                        new Scope(List.of("shop", "pay-*"), Set.of(Signal.LOGS, Signal.TRACES)),
                        List.of(
                            field(MaskType.HASH_SHA256, Root.BODY, "user_id"),
                            field(MaskType.PARTIAL, Root.BODY, "customer", "*", "phone"),
                            field(MaskType.REDACT, Root.HEADERS, "x_tenant"),
                            field(MaskType.REDACT, Root.QUERY, "q"),
                            field(MaskType.REDACT, Root.LOG, "address"),
                            field(MaskType.REDACT, Root.SPAN, "**", "id")),
                        Set.of(Default.EMAILS)))));
  }

  @Test
  void severalDocuments_areSeveralPolicies() {
    String two =
        PolicyTexts.CORRECT + "---\n" + PolicyTexts.CORRECT.replace("name: shop", "name: other");

    assertThat(read(two))
        .isInstanceOfSatisfying(
            Read.class,
            read ->
                assertThat(read.policies())
                    .extracting(DataMaskPolicy::name)
                    .containsExactly("shop", "other"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nines.dev/v1 | nines.dev/v2 | 1:13: 'nines.dev/v2' is not known. Write nines.dev/v1.
          kind: DataMaskPolicy | kind: MaskPolicy | 2:7: 'MaskPolicy' is not known. Write DataMaskPolicy.
          name: shop | name: The Shop | 4:9: 'The Shop' is not a name. Use lower-case letters, digits and dashes, at most 63.
          name: shop | nmae: shop | 4:3: Unknown field 'nmae'. Did you mean 'name'.
          scope: | scoop: | 6:3: Unknown field 'scoop'. Did you mean 'scope'.
          [shop, pay-*] | [] | 6:3: A scope without services is nowhere. Name one, or remove 'services:' for all.
          [shop, pay-*] | [the shop] | 7:16: 'the shop' is not a service's name. Use letters, digits, dashes and dots, and * for any characters.
          traces] | tracse] | 8:21: Unknown signal 'tracse'. Did you mean 'traces'.
          traces] | logs] | 8:21: 'logs' is named twice. Name it once.
          signals: [logs, traces] | signals: [logs] | 20:13: A path of 'span' does nothing: the scope leaves out traces. Add 'traces' to the scope's signals.
          signals: [logs, traces] | signals: [traces] | 18:13: A path of 'log' does nothing: the scope leaves out logs. Add 'logs' to the scope's signals.
          type: hash-sha256 | type: sha256 | 11:13: Unknown type 'sha256'. Use one of: hash-sha256, partial, redact.
          type: hash-sha256 | type: redcat | 11:13: Unknown type 'redcat'. Did you mean 'redact'.
          body.user_id | boddy.user_id | 10:13: A path cannot begin with 'boddy'. Did you mean 'body'.
          body.user_id | user_id | 10:13: A path cannot begin with 'user_id'. Use one of: body, headers, log, query, span.
          body.user_id | body | 10:13: Path 'body' names no field. Add one: body.NAME.
          body.user_id | body..user_id | 10:18: Path 'body..user_id' has an empty segment. Write one name between two dots.
          body.user_id | body.items[0].id | 10:18: 'items[0]' has an index. Leave it out: paths go through arrays by themselves.
          body.user_id | body.user_* | 10:18: 'user_*' is only in part a wildcard. Write * for one name, ** for any number.
          body.user_id | "body.user id" | 10:13: 'user id' is not a name. Use no blanks, quotes, brackets or punctuation.
          body.user_id | log.level | 10:17: Key 'level' of a log line is the platform's own, and holds no user's data. Remove the path.
          body.user_id | query.Q | 16:13: Path 'query.q' is given already in line 10. Remove one of them.
          - path: body.user_id | - pahts: body.user_id | 10:7: Field 'path' is missing. Add 'path:'.
          [emails] | [email] | 22:18: Unknown default 'email'. Did you mean 'emails'.
          """)
  void mistake_isNamedAtItsPlace(String old, String changed, String problem) {
    assertThat(PolicyTexts.CORRECT).contains(old);
    assertThat(problems(PolicyTexts.CORRECT.replace(old, changed)))
        .contains("mask.yaml:" + problem);
  }

  @Test
  void everyMistake_isToldAtOnce() {
    String text =
        PolicyTexts.CORRECT
            .replace("body.user_id", "bdy.user_id")
            .replace("partial", "part")
            .replace("[emails]", "[mail]");

    assertThat(problems(text)).hasSize(3);
  }

  @Test
  void aPolicyThatHidesNothing_isRefused() {
    String text = PolicyTexts.CORRECT.substring(0, PolicyTexts.CORRECT.indexOf("  fields:"));

    assertThat(problems(text))
        .containsExactly("mask.yaml:5:1: The policy hides nothing. Add 'fields:'.");
  }

  @Test
  void sameName_twice_isRefused() {
    assertThat(problems(PolicyTexts.CORRECT + "---\n" + PolicyTexts.CORRECT))
        .containsExactly(
            "mask.yaml:27:9: Policy 'shop' is declared already at mask.yaml:4:9. Give it a name of"
                + " its own.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing\n"})
  void emptyFile_isRefused(String text) {
    assertThat(problems(text))
        .containsExactly(
            "mask.yaml:1:1: The file holds no document. Write a DataMaskPolicy into it.");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyText_isReadOrRefused_withPlacesInsideIt(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      String text = mutated(random);
      if (read(text) instanceof Rejected rejected) {
        int lines = (int) text.lines().count();
        assertThat(rejected.problems())
            .allSatisfy(problem -> {
              assertThat(problem.place().line()).isBetween(1, lines + 1);
              assertThat(problem.toString()).doesNotContain("\n");
            });
      }
    }
  }

  private static String mutated(Random random) {
    String text = PolicyTexts.CORRECT;
    for (int change = 0; change <= random.nextInt(3); change++) {
      int at = random.nextInt(text.length());
      int until = Math.min(text.length(), at + random.nextInt(8));
      String[] fragments = {
        "", "\t", ":", "- ", "{", "[", "'", "&a ", "*a", "---\n", "~", "\0", ".", "**"
      };
      text =
          text.substring(0, at)
              + fragments[random.nextInt(fragments.length)]
              + text.substring(until);
    }
    return text;
  }

  private static Field field(MaskType type, Root root, String... segments) {
    return new Field(new MaskPath(root, List.of(segments)), type);
  }

  private static PolicyReading read(String text) {
    return new PolicyReader().read("mask.yaml", text);
  }

  private static List<String> problems(String text) {
    return ((Rejected) read(text)).problems().stream().map(Object::toString).toList();
  }
}
