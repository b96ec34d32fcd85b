package dev.nines.autoconfigure.masking;

import static net.logstash.logback.argument.StructuredArguments.array;
import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.fields;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static net.logstash.logback.argument.StructuredArguments.value;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import dev.nines.autoconfigure.logs.FlatEvent;
import dev.nines.autoconfigure.masking.policy.Signal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Log lines as the encoder writes them. */
class MaskedEventTests {
  private final LoggerContext context = new LoggerContext();
  private final List<String> lines = new ArrayList<>();
  private Logger logger;

  /** As a service's author would log it. */
  public record Customer(String userId, String name, Address address, List<String> mails) {}

  /** Part of a customer. */
  public record Address(String zip, long card) {}

  @BeforeEach
  void configure() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    var encoder = new LoggingEventCompositeJsonEncoder();
    encoder.setContext(context);
    encoder.getProviders().addProvider(new FlatEvent());
    encoder.start();
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
          }
        };
    appender.setContext(context);
    appender.start();
    logger = context.getLogger("dev.nines.Shop");
    logger.addAppender(appender);
  }

  @AfterEach
  void reset() {
    context.stop();
    LogMask.use(Mask.ofDefaults(Signal.LOGS));
  }

  @Test
  void everyPartOfALine_isMasked_byTheDefaults() {
    context.getMDCAdapter().put("api_key", "k-1");
    context.getMDCAdapter().put("tenant", "bob@a.example");
    logger
        .atError()
        .addKeyValue("password", "hunter2")
        .addKeyValue("pin", 4711)
        .addKeyValue("card", 4111111111111111L)
        .addKeyValue("number", new BigInteger("4111111111111111"))
        .addKeyValue("note", "call bob@b.example")
        .addKeyValue("bob@c.example", "x")
        .setCause(
            new IllegalStateException(
                "token=abc", new IllegalArgumentException("Bearer abcdef of bob@d.example")))
        .log("sold to bob@e.example, 4111 1111 1111 1111");

    JsonNode line = only();
    assertThat(line.get("message").asString()).isEqualTo("sold to ***, ***1111");
    assertThat(line.get("password").asString()).isEqualTo("***");
    assertThat(line.get("pin").asString()).isEqualTo("***");
    assertThat(line.get("card").asString()).isEqualTo("***1111");
    assertThat(line.get("number").asString()).isEqualTo("***1111");
    assertThat(line.get("note").asString()).isEqualTo("call ***");
    assertThat(line.get("***").asString()).isEqualTo("x");
    assertThat(line.get("api_key").asString()).isEqualTo("***");
    assertThat(line.get("tenant").asString()).isEqualTo("***");
    assertThat(line.get("error_message").asString()).isEqualTo("token=***");
    assertThat(line.get("error_stack").asString())
        .contains("Caused by: ", "Bearer *** of ***")
        .doesNotContain("abc", "bob", "4711");
  }

  @Test
  void structuredArguments_areMasked_howeverDeepAndInWhateverForm() {
    use(
        "body.user_id redact",
        "body.userId redact",
        "body.address.zip redact",
        "log.order.note redact");
    Customer customer =
        new Customer("u-1", "Bob", new Address("12345", 4111111111111111L), List.of("b@a.example"));

    logger.info(
        "sold {} {} {}",
        kv("customer", customer),
        value("user_id", "u-2"),
        entries(Map.of("order", Map.of("note", "n-1", "secret", Map.of("a", "s-1")))),
        fields(new Address("zip-6", 1)),
        array("tokens", "t-1", "t-2"),
        raw("payload", "{\"user_id\":\"u-3\",\"n\":1}"));

    JsonNode line = only();
    assertThat(lines.getFirst())
        .doesNotContain("u-1", "u-2", "u-3", "12345", "n-1", "s-1", "t-1", "t-2", "4111111", "b@a");
    assertThat(line.get("customer").get("userId").asString()).isEqualTo("***");
    assertThat(line.get("customer").get("name").asString()).isEqualTo("Bob");
    assertThat(line.get("customer").get("address").get("zip").asString()).isEqualTo("***");
    assertThat(line.get("zip").asString()).isEqualTo("zip-6");
    assertThat(line.get("order").get("secret").get("a").asString()).isEqualTo("***");
    assertThat(line.get("payload").get("n").intValue()).isEqualTo(1);
  }

  @Test
  void aTextThatRepeatsAHiddenValue_hidesItToo() {
    use("log.user_id hash-sha256");
    String hash = Hash.under(Masks.KEY).of("u-4711");

    logger
        .atInfo()
        .addKeyValue("path", "/users/u-4711/orders")
        .addKeyValue("user_id", "u-4711")
        .setCause(new IllegalStateException("no u-4711 here, only u-47110"))
        .log("user {} (u-4711) came", "u-4711");

    JsonNode line = only();
    assertThat(line.get("message").asString()).isEqualTo("user " + hash + " (" + hash + ") came");
    assertThat(line.get("path").asString()).isEqualTo("/users/" + hash + "/orders");
    assertThat(line.get("error_message").asString())
        .isEqualTo("no " + hash + " here, only u-47110");
    assertThat(line.get("error_stack").asString()).contains(hash).doesNotContain("u-4711 ");
  }

  @Test
  void aShortHiddenValue_isNotLookedForInTexts() {
    use("log.n redact");

    logger.atInfo().addKeyValue("n", 12).log("try 1 of 12");

    assertThat(only().get("message").asString()).isEqualTo("try 1 of 12");
    assertThat(only().get("n").asString()).isEqualTo("***");
  }

  @Test
  void aText_isHiddenWhole_onlyByItsName() {
    use("log.* redact", "log.error_message redact");

    logger.atInfo().addKeyValue("a", "x1").setCause(new IllegalStateException("gone")).log("m");

    assertThat(only().get("message").asString()).isEqualTo("m");
    assertThat(only().get("a").asString()).isEqualTo("***");
    assertThat(only().get("error_message").asString()).isEqualTo("***");
  }

  @Test
  void whatThePlatformWrites_isNeverHidden() {
    context.getMDCAdapter().put("traceId", "4".repeat(32));
    use("log.** redact", "body.** redact");

    logger.info("m");

    assertThat(only().get("level").asString()).isEqualTo("info");
    assertThat(only().get("logger").asString()).isEqualTo("dev.nines.Shop");
    assertThat(only().get("trace_id").asString()).isEqualTo("4".repeat(32));
    assertThat(only().get("message").asString()).isEqualTo("m");
  }

  @Test
  void nullsAndFlags_haveNothingToHide_unlessAPathSaysSo() {
    use("log.paid redact");

    logger
        .atInfo()
        .addKeyValue("password", (Object) null)
        .addKeyValue("has_token", true)
        .addKeyValue("paid", true)
        .log("m");

    assertThat(only().get("password").isNull()).isTrue();
    assertThat(only().get("has_token").booleanValue()).isTrue();
    assertThat(only().get("paid").asString()).isEqualTo("***");
  }

  private static void use(String... fields) {
    LogMask.use(Masks.logs(fields));
  }

  private JsonNode only() {
    assertThat(lines).hasSize(1);
    return JsonMapper.shared().readTree(lines.getFirst());
  }
}
