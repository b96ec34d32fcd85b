package dev.nines.autoconfigure.answers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.CharSequenceEncoder;
import org.springframework.core.codec.Encoder;
import org.springframework.core.codec.Hints;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.EncoderHttpMessageWriter;
import org.springframework.http.codec.HttpMessageEncoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.annotation.AbstractMessageWriterResultHandler;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Remembers how Spring writes bodies: by which of its encoders, and with what content type. It
 * finds out anew for each answer, by all encoders there are, and media types parsed, compared and
 * sorted.
 *
 * <p>Only for texts and JSON, in one piece. What else there is, and all that others have added, is
 * left to Spring. Thread-safe.
 */
final class Encodings {
  /** Handlers times what clients accept. Clients can make up as much as they like of the latter, */
  private static final int MOST = 500;

  /** and as long as they like; a browser's has 140 characters. */
  private static final int LONGEST = 256;

  private static final Set<Class<?>> KNOWN =
      Set.of(CharSequenceEncoder.class, JacksonJsonEncoder.class);

  private final AbstractMessageWriterResultHandler spring;
  private final BiFunction<ServerWebExchange, Supplier<List<MediaType>>, @Nullable MediaType>
      mediaTypes;
  private final Map<Question, Way> known = new ConcurrentHashMap<>();

  /**
   * Those of one of Spring's handlers.
   *
   * @param mediaTypes how it chooses, for a request, among those that can be had
   */
  Encodings(
      AbstractMessageWriterResultHandler spring,
      BiFunction<ServerWebExchange, Supplier<List<MediaType>>, @Nullable MediaType> mediaTypes) {
    this.spring = spring;
    this.mediaTypes = mediaTypes;
  }

  /** All that it depends on. */
  private record Question(
      MethodParameter declared,
      Class<?> body,
      List<MediaType> accepted,
      @Nullable Set<MediaType> produced) {}

  /**
   * Writes a body.
   *
   * @param declared the type of the body
   * @param returned what the handler returns: the same, or an entity with such a body
   * @param asSpring does it where it is not known how, which makes it known for the next
   */
  Mono<Void> write(
      @Nullable Object body,
      MethodParameter declared,
      @Nullable MethodParameter returned,
      ServerWebExchange exchange,
      Supplier<Mono<Void>> asSpring) {
    if (body == null || contentType(exchange) != null) {
      return asSpring.get();
    }
    List<MediaType> accepted;
    try {
      accepted = spring.getContentTypeResolver().resolveMediaTypes(exchange);
    } catch (NotAcceptableStatusException _) {
      return asSpring.get();
    }
    Class<?> actual = body instanceof Mono ? Mono.class : body.getClass();
    Set<MediaType> produced =
        exchange.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
    Question question = new Question(declared, actual, accepted, produced);
    @Nullable Way way = known.get(question);
    if (way != null) {
      return way.write(body, exchange, asSpring);
    }
    return known.size() < MOST && isShort(exchange)
        ? learn(question, body, returned == null ? declared : returned, exchange, asSpring)
        : asSpring.get();
  }

  private static boolean isShort(ServerWebExchange exchange) {
    return exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
            .mapToInt(String::length)
            .sum()
        <= LONGEST;
  }

  private Mono<Void> learn(
      Question question,
      Object body,
      MethodParameter returned,
      ServerWebExchange exchange,
      Supplier<Mono<Void>> asSpring) {
    @Nullable Types types = types(question, body);
    @Nullable Encoder<Object> encoder = types == null ? null : encoder(types, exchange);
    Mono<Void> answer = asSpring.get();
    // As Spring has set it: with a charset.
    @Nullable MediaType contentType = contentType(exchange);
    known.put(
        question,
        types == null || encoder == null || contentType == null
            ? new Way.Unknown()
            : new Encoding(
                encoder, types.declared, contentType, hints(encoder, returned, types, exchange)));
    return answer;
  }

  private static @Nullable MediaType contentType(ServerWebExchange exchange) {
    return exchange.getResponse().getHeaders().getContentType();
  }

  /**
   * As what a body is encoded, and by which its encoder is chosen.
   *
   * @see AbstractMessageWriterResultHandler
   */
  private record Types(ResolvableType declared, ResolvableType actual) {}

  /** Null where a body is not, or not surely, a single value. */
  private @Nullable Types types(Question question, Object body) {
    ResolvableType declared = ResolvableType.forMethodParameter(question.declared);
    if (body instanceof Mono) {
      ResolvableType element = declared.getGeneric();
      return declared.resolve() == Mono.class && isPlain(element)
          ? new Types(element, element)
          : null;
    }
    if (spring.getAdapterRegistry().getAdapter(declared.resolve(), body) != null
        || !isPlain(declared)) {
      return null;
    }
    ResolvableType instance = ResolvableType.forInstance(body);
    if (declared.toClass() == Object.class) {
      return isPlain(instance) ? new Types(instance, instance) : null;
    }
    return new Types(declared, instance.hasUnresolvableGenerics() ? declared : instance);
  }

  /** Problems have media types of their own. */
  private static boolean isPlain(ResolvableType type) {
    return !type.equals(ResolvableType.NONE)
        && !ClassUtils.isVoidType(type.resolve())
        && !ProblemDetail.class.isAssignableFrom(type.toClass());
  }

  /** Null where Spring would not take one of those of which it is known what they depend on. */
  @SuppressWarnings("unchecked") // an encoder that can encode the type
  private @Nullable Encoder<Object> encoder(Types types, ServerWebExchange exchange) {
    @Nullable MediaType chosen = mediaTypes.apply(exchange, () -> writable(types.declared));
    return spring.getMessageWriters().stream()
        .filter(writer -> chosen != null && writer.canWrite(types.actual, chosen))
        .findFirst()
        .filter(writer -> writer.getClass() == EncoderHttpMessageWriter.class)
        .map(writer -> (Encoder<Object>) ((EncoderHttpMessageWriter<?>) writer).getEncoder())
        .filter(encoder -> KNOWN.contains(encoder.getClass()))
        .orElse(null);
  }

  private List<MediaType> writable(ResolvableType type) {
    return spring.getMessageWriters().stream()
        .filter(writer -> writer.canWrite(type, null))
        .flatMap(writer -> writer.getWritableMediaTypes(type).stream())
        .toList();
  }

  private static Map<String, Object> hints(
      Encoder<Object> encoder, MethodParameter returned, Types types, ServerWebExchange exchange) {
    return encoder instanceof HttpMessageEncoder<?> http
        ? http.getEncodeHints(
            ResolvableType.forMethodParameter(returned),
            types.declared,
            contentType(exchange),
            exchange.getRequest(),
            exchange.getResponse())
        : Hints.none();
  }
}
