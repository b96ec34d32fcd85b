package dev.nines.autoconfigure.logs;

import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlatEventTests {
  private static final Pattern SPRING_PROPERTIES = Pattern.compile("<springProperty[^>]*/>");
  private final LoggerContext context = new LoggerContext();
  private final List<String> lines = new ArrayList<>();
  private Logger logger;

  @BeforeEach
  void configure() throws Exception {
    context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
    context.putProperty("service", "shop");
    context.putProperty("env", "test");
    context.putProperty("version", "1.2.3");
    String file = "/dev/nines/autoconfigure/logs/logback.xml";
    try (var xml = FlatEventTests.class.getResourceAsStream(file)) {
      String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(
          new java.io.ByteArrayInputStream(
              SPRING_PROPERTIES.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8)));
    }
    logger = context.getLogger("dev.nines.Shop");
    replaceConsole();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void anEvent_isOneFlatLine() {
    context.getMDCAdapter().put("traceId", "a".repeat(32));
    context.getMDCAdapter().put("spanId", "b".repeat(16));
    context.getMDCAdapter().put("tenant", "t1");

    logger.atWarn().addKeyValue("items", 3).addKeyValue("paid", true).log("sold {}", "tea");

    JsonNode event = only();
    assertThat(event.propertyNames())
        .containsExactly(
            "ts",
            "level",
            "service",
            "env",
            "version",
            "logger",
            "thread",
            "message",
            "trace_id",
            "span_id",
            "items",
            "paid",
            "tenant");
    assertThat(event.get("ts").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(event.get("level").asString()).isEqualTo("warn");
    assertThat(event.get("service").asString()).isEqualTo("shop");
    assertThat(event.get("env").asString()).isEqualTo("test");
    assertThat(event.get("version").asString()).isEqualTo("1.2.3");
    assertThat(event.get("message").asString()).isEqualTo("sold tea");
    assertThat(event.get("items").intValue()).isEqualTo(3);
    assertThat(event.get("paid").booleanValue()).isTrue();
  }

  @Test
  void numbers_areNumbersOfTheirType_andMaskedAsTexts() {
    logger
        .atInfo()
        .addKeyValue("int", 3)
        .addKeyValue("long", 4_000_000_000L)
        .addKeyValue("double", 1.25d)
        .addKeyValue("float", 0.5f)
        .addKeyValue("decimal", new BigDecimal("1.10"))
        .addKeyValue("nan", Double.NaN)
        .addKeyValue("count", new AtomicInteger(7))
        .addKeyValue("card", 4111111111111111L)
        .addKeyValue("password", 12345)
        .log("m");

    JsonNode event = only();
    assertThat(lines.getFirst())
        .contains("\"int\":3,\"long\":4000000000,\"double\":1.25,\"float\":0.5,")
        .contains("\"decimal\":1.10,\"nan\":\"NaN\",\"count\":7,")
        .doesNotContain("4111111111111111", "12345");
    assertThat(event.get("card").isString()).isTrue();
    assertThat(event.get("password").isString()).isTrue();
  }

  @Test
  void structuredArguments_areKeysOfTheEvent() {
    logger.info("sold {}", kv("sku", "tea"), entries(Map.of("count", 2)));

    assertThat(only().get("sku").asString()).isEqualTo("tea");
    assertThat(only().get("count").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r\n", "\u0000", "\u001b[31m", "\u0085", "\u2028", "\u2029", "\"", "\\"})
  void userData_cannotBreakALine(String hostile) {
    String text = "a" + hostile + "{\"level\":\"fake\"}";

    logger.atInfo().addKeyValue(text, text).log("said {}", text);

    assertThat(only().get("message").asString()).isEqualTo("said " + text);
    assertThat(only().get(text).asString()).isEqualTo(text);
    String line = lines.getFirst();
    assertThat(line).endsWith("\n");
    assertThat(line.strip().chars())
        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
  }

  @Test
  void ownKeys_cannotHideTheEvents() {
    context.getMDCAdapter().put("service", "fake");

    logger
        .atInfo()
        .addKeyValue("level", "fake")
        .addKeyValue("error_type", "fake")
        .setCause(new IllegalStateException("real"))
        .log("m", kv("message", "fake"), kv("level", "fake too"));

    JsonNode event = only();
    assertThat(event.get("level").asString()).isEqualTo("info");
    assertThat(event.get("service").asString()).isEqualTo("shop");
    assertThat(event.get("error_type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.get("level_").asString()).isEqualTo("fake");
    assertThat(event.get("level__").asString()).isEqualTo("fake too");
    assertThat(event.get("service_").asString()).isEqualTo("fake");
    assertThat(List.copyOf(event.propertyNames())).doesNotHaveDuplicates();
  }

  @Test
  void anError_isThreeKeys_andItsStackOneBoundedString() {
    Exception deep = new IllegalArgumentException("x".repeat(100_000));
    for (int i = 0; i < 50; i++) {
      deep = new IllegalStateException("level " + i, deep);
    }

    logger.error("failed", deep);

    JsonNode event = only();
    assertThat(event.get("error_type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.get("error_message").asString()).isEqualTo("level 49");
    assertThat(event.get("error_stack").asString())
        .startsWith("java.lang.IllegalStateException: level 49")
        .contains("Caused by: ")
        .hasSizeLessThanOrEqualTo(FlatEvent.MAX_TEXT);
  }

  @Test
  void longTexts_areCut_butNeverWithinACharacter() {
    logger.info("x" + "\uD83D\uDE00".repeat(20_000));

    String message = only().get("message").asString();
    assertThat(message).hasSizeGreaterThan(1_000).endsWith("\uD83D\uDE00");
    assertThat(lines.getFirst().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(LineCut.MAX_BYTES);
  }

  @Test
  void aLineThatJustFits_staysWhole() {
    String text = "x".repeat(16_000);

    logger.info(text);

    assertThat(only().get("message").asString()).isEqualTo(text);
  }

  @Test
  void nestedCauses_areCut_toALineThatDockerDoesNotTear() {
    Exception error = new IllegalArgumentException("the first");
    for (int i = 0; i < 20; i++) {
      error = new IllegalStateException("\"level\" " + i + "\u00e4".repeat(400), error);
    }

    logger.atError().addKeyValue("order", "o-1").setCause(error).log("failed");

    JsonNode event = only();
    assertThat(lines.getFirst()).isASCII().hasSizeBetween(15_000, LineCut.MAX_BYTES);
    assertThat(event.get("message").asString()).isEqualTo("failed");
    assertThat(event.get("order").asString()).isEqualTo("o-1");
    assertThat(event.get("error_message").asString()).startsWith("\"level\" 19");
    assertThat(event.get("error_stack").asString()).contains("Caused by: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\"", "\\", "\n", "\u2028", "\u00e4", "\uD83D\uDE00"})
  void aMessageOfCharactersThatAreEscaped_isCut_toALineThatDockerDoesNotTear(String character) {
    String text = character.repeat(FlatEvent.MAX_TEXT / character.length());

    logger.atWarn().addKeyValue("said", text).log(text);

    JsonNode event = only();
    assertThat(lines.getFirst()).isASCII().endsWith("}\n").hasSizeLessThan(LineCut.MAX_BYTES);
    assertThat(lines.getFirst().strip()).doesNotContain("\n");
    for (String key : List.of("message", "said")) {
      assertThat(event.get(key).asString())
          .hasSizeGreaterThan(1_000)
          .isEqualTo(character.repeat(event.get(key).asString().length() / character.length()));
    }
  }

  @Test
  void keysThatAreTooMany_areLeftOut() {
    var line = logger.atInfo();
    for (int i = 0; i < 200; i++) {
      line = line.addKeyValue("key-" + i, "x".repeat(200));
    }
    line.log("sold");

    JsonNode event = only();
    assertThat(event.get("message").asString()).isEqualTo("sold");
    assertThat(event.get("level").asString()).isEqualTo("info");
    assertThat(event.has("key-0")).isFalse();
  }

  @Test
  void aLongLineThatIsNoJson_isNotLost() {
    logger.info("sold", raw("sku", "{" + "x".repeat(FlatEvent.MAX_TEXT)));
    context.stop();

    assertThat(lines).singleElement().asString().contains("\"message\":\"sold\"");
  }

  @Test
  void nulls_doNotLoseTheLine() {
    logger.atInfo().addKeyValue("nothing", (Object) null).setCause(new RuntimeException()).log("m");

    assertThat(only().get("nothing").isNull()).isTrue();
    assertThat(only().get("error_message").isNull()).isTrue();
  }

  @Test
  void anUnprintableValue_costsNeitherItsLineNorTheNext() {
    logger.atInfo().addKeyValue("bad", new Unprintable()).log("first");
    logger.info("lost", kv("bad", new Unprintable()));
    logger.info("next");
    context.stop();

    assertThat(lines).hasSize(2);
    assertThat(JsonMapper.shared().readTree(lines.getFirst()).get("bad").asString())
        .startsWith("unprintable");
    assertThat(JsonMapper.shared().readTree(lines.getLast()).get("message").asString())
        .isEqualTo("next");
  }

  /** Fails whoever prints it. */
  public static final class Unprintable {
    public String getName() {
      throw new IllegalStateException("unprintable");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("unprintable");
    }
  }

  private JsonNode only() {
    context.stop();
    assertThat(lines).hasSize(1);
    return JsonMapper.shared().readTree(lines.getFirst());
  }

  /** The same encoder, in front of a list. */
  private void replaceConsole() {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    @SuppressWarnings("unchecked")
    var queue =
        (Appender<ILoggingEvent> & AppenderAttachable<ILoggingEvent>) root.getAppender("queue");
    var console = (ConsoleAppender<ILoggingEvent>) queue.getAppender("stdout");
    var encoder = console.getEncoder();
    var list =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
          }
        };
    list.setContext(context);
    list.start();
    queue.addAppender(list);
    queue.detachAppender("stdout");
  }
}
