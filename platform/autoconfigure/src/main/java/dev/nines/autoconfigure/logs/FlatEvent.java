package dev.nines.autoconfigure.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;

/**
 * A log event as one flat object: when, how bad, who, where, what, in which trace, then the event's
 * own keys (key-values, structured arguments, MDC) and its error. Texts are cut at {@value
 * #MAX_TEXT} characters. An own key that would repeat another gets a trailing underscore.
 */
public final class FlatEvent extends AbstractJsonProvider<ILoggingEvent> {
  static final int MAX_TEXT = 16_384;

  private static final DateTimeFormatter TS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ShortenedThrowableConverter stack = new ShortenedThrowableConverter();
  private String service = "unknown";
  private String env = "unknown";
  private String version = "unknown";

  /** Set by {@code logback.xml}. */
  public void setService(String service) {
    this.service = service;
  }

  /** Set by {@code logback.xml}. */
  public void setEnv(String env) {
    this.env = env;
  }

  /** Set by {@code logback.xml}. */
  public void setVersion(String version) {
    this.version = version;
  }

  @Override
  public void start() {
    stack.setMaxLength(MAX_TEXT);
    stack.setMaxDepthPerThrowable(64);
    stack.start();
    super.start();
  }

  @Override
  public void writeTo(JsonGenerator generator, ILoggingEvent event) {
    UniqueKeys json = new UniqueKeys(generator);
    json.writeStringProperty("ts", TS.format(instant(event)));
    json.writeStringProperty("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
    json.writeStringProperty("service", service);
    json.writeStringProperty("env", env);
    json.writeStringProperty("version", version);
    json.writeStringProperty("logger", event.getLoggerName());
    json.writeStringProperty("thread", event.getThreadName());
    json.writeStringProperty("message", cut(event.getFormattedMessage()));
    trace(json, event);
    json.reserve("error_type", "error_message", "error_stack");
    ownKeys(json, event);
    json.release("error_type", "error_message", "error_stack");
    error(json, event);
  }

  private static Instant instant(ILoggingEvent event) {
    Instant instant = event.getInstant();
    return instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant;
  }

  private static void trace(JsonGenerator json, ILoggingEvent event) {
    TraceKeys keys = TraceKeys.of(event);
    if (keys.traceId() != null) {
      json.writeStringProperty("trace_id", keys.traceId());
    }
    if (keys.spanId() != null) {
      json.writeStringProperty("span_id", keys.spanId());
    }
  }

  private static void ownKeys(JsonGenerator json, ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.stream().filter(pair -> !TraceKeys.contain(pair.key)).forEach(pair -> pair(json, pair));
    }
    Object[] arguments = event.getArgumentArray();
    if (arguments != null) {
      for (Object argument : arguments) {
        if (argument instanceof StructuredArgument structured) {
          structured.writeTo(json);
        }
      }
    }
    for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
      if (!TraceKeys.contain(entry.getKey())) {
        json.writeStringProperty(entry.getKey(), cut(entry.getValue()));
      }
    }
  }

  private static void pair(JsonGenerator json, KeyValuePair pair) {
    switch (pair.value) {
      case null -> json.writeNullProperty(pair.key);
      case Number number -> json.writePOJOProperty(pair.key, number);
      case Boolean flag -> json.writeBooleanProperty(pair.key, flag);
      default -> json.writeStringProperty(pair.key, cut(text(pair.value)));
    }
  }

  /** A value that cannot be printed must not cost the line. */
  private static String text(Object value) {
    try {
      return String.valueOf(value.toString());
    } catch (RuntimeException e) {
      return "unprintable " + value.getClass().getName() + ": " + e.getClass().getName();
    }
  }

  private void error(JsonGenerator json, ILoggingEvent event) {
    IThrowableProxy error = event.getThrowableProxy();
    if (error != null) {
      json.writeStringProperty("error_type", error.getClassName());
      json.writeStringProperty("error_message", cut(error.getMessage()));
      json.writeStringProperty("error_stack", cut(stack.convert(event)));
    }
  }

  private static @Nullable String cut(@Nullable String text) {
    if (text == null || text.length() <= MAX_TEXT) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
    return text.substring(0, splitsPair ? MAX_TEXT - 1 : MAX_TEXT);
  }
}
