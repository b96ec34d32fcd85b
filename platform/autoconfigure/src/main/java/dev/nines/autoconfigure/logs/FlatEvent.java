package dev.nines.autoconfigure.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.nines.autoconfigure.masking.LogMask;
import dev.nines.autoconfigure.masking.Mask;
import dev.nines.autoconfigure.masking.MaskedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.util.TokenBuffer;

/**
 * A log event as one flat object: when, how bad, who, where, what, in which trace, then the event's
 * own keys (key-values, structured arguments, MDC) and its error. Masked by {@link LogMask}, on the
 * thread that writes. Texts are cut at {@value #MAX_TEXT} characters, and shorter by {@link
 * ShortLines} where the line is too long. An own key that would repeat another gets a trailing
 * underscore.
 */
public final class FlatEvent extends AbstractJsonProvider<ILoggingEvent> {
  static final int MAX_TEXT = Mask.MAX_TEXT;

  /** Of a stack, more than is written: a secret that the cut would halve must be found. */
  private static final int MAX_STACK = MAX_TEXT + 1024;

  /** Keys that no event has as its own. Those of its trace are its own where it has none. */
  static final Set<String> KEYS =
      Set.of(
          "ts",
          "level",
          "service",
          "env",
          "version",
          "logger",
          "thread",
          "message",
          "error_type",
          "error_message",
          "error_stack");

  private final Timestamps timestamps = new Timestamps();
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
    stack.setMaxLength(MAX_STACK);
    stack.setMaxDepthPerThrowable(64);
    stack.start();
    super.start();
  }

  @Override
  public void writeTo(JsonGenerator json, ILoggingEvent event) {
    MaskedEvent masked = LogMask.current().event();
    TokenBuffer own =
        mayRepeat(masked, event) ? ownKeys(masked, json.objectWriteContext(), event) : null;
    json.writeStringProperty("ts", timestamps.text(instant(event)));
    json.writeStringProperty("level", level(event));
    json.writeStringProperty("service", service);
    json.writeStringProperty("env", env);
    json.writeStringProperty("version", version);
    json.writeStringProperty("logger", event.getLoggerName());
    json.writeStringProperty("thread", event.getThreadName());
    json.writeStringProperty("message", masked.text("message", event.getFormattedMessage()));
    UniqueKeys unique = new UniqueKeys(json, KEYS);
    trace(unique, event);
    if (own == null) {
      ownKeys(masked.generator(unique), event);
    } else {
      masked.copy(own, unique);
    }
    error(masked, json, event);
  }

  /** Whether the texts may repeat what is hidden under a key; then the keys are masked first. */
  private static boolean mayRepeat(MaskedEvent masked, ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    Object[] arguments = event.getArgumentArray();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        if (masked.hides(pair.key)) {
          return true;
        }
      }
    }
    if (arguments != null) {
      for (Object argument : arguments) {
        if (argument instanceof StructuredArgument) {
          return true;
        }
      }
    }
    for (String key : event.getMDCPropertyMap().keySet()) {
      if (masked.hides(key)) {
        return true;
      }
    }
    return false;
  }

  private static String level(ILoggingEvent event) {
    return switch (event.getLevel().toInt()) {
      case Level.ERROR_INT -> "error";
      case Level.WARN_INT -> "warn";
      case Level.INFO_INT -> "info";
      case Level.DEBUG_INT -> "debug";
      case Level.TRACE_INT -> "trace";
      default -> event.getLevel().toString().toLowerCase(Locale.ROOT);
    };
  }

  private static TokenBuffer ownKeys(
      MaskedEvent masked, ObjectWriteContext context, ILoggingEvent event) {
    TokenBuffer keys = new TokenBuffer(context, false);
    keys.writeStartObject();
    ownKeys(masked.generator(keys), event);
    keys.writeEndObject();
    return keys;
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
      for (KeyValuePair pair : pairs) {
        if (!TraceKeys.contain(pair.key)) {
          pair(json, pair);
        }
      }
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
        json.writeStringProperty(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void pair(JsonGenerator json, KeyValuePair pair) {
    switch (pair.value) {
      case null -> json.writeNullProperty(pair.key);
      case Integer number -> json.writeNumberProperty(pair.key, number);
      case Long number -> json.writeNumberProperty(pair.key, number);
      case Double number -> json.writeNumberProperty(pair.key, number);
      case Number number -> json.writePOJOProperty(pair.key, number);
      case Boolean flag -> json.writeBooleanProperty(pair.key, flag);
      default -> json.writeStringProperty(pair.key, text(pair.value));
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

  private void error(MaskedEvent masked, JsonGenerator json, ILoggingEvent event) {
    IThrowableProxy error = event.getThrowableProxy();
    if (error != null) {
      json.writeStringProperty("error_type", error.getClassName());
      json.writeStringProperty("error_message", masked.text("error_message", error.getMessage()));
      json.writeStringProperty("error_stack", masked.text("error_stack", stack.convert(event)));
    }
  }
}
