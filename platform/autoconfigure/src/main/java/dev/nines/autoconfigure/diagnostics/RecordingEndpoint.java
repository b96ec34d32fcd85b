package dev.nines.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What the JVM does for some seconds, as a file of JDK Flight Recorder: {@code POST
 * /actuator/recording?seconds=30&settings=profile}. One at a time; the file lasts until it is sent,
 * and is bounded in size. Who hangs up ends the recording.
 */
@RestController
@RequestMapping("${management.endpoints.web.base-path:/actuator}/recording")
public final class RecordingEndpoint {
  private static final Logger LOGGER = LoggerFactory.getLogger(RecordingEndpoint.class);
  private static final long MAX_BYTES = 64L << 20;
  private static final int CHUNK = 64 << 10;

  private final Duration longest;
  private final AtomicBoolean busy = new AtomicBoolean();

  RecordingEndpoint(Duration longest) {
    this.longest = longest;
  }

  @PostMapping
  Mono<ResponseEntity<Flux<DataBuffer>>> record(
      @RequestParam(defaultValue = "10") long seconds,
      @RequestParam(defaultValue = "profile") String settings) {
    if (seconds < 1 || seconds > longest.toSeconds()) {
      return refusal(
          HttpStatus.BAD_REQUEST,
          "seconds must be between 1 and %d, was: %d".formatted(longest.toSeconds(), seconds));
    }
    if (!settings.equals("profile") && !settings.equals("default")) {
      return refusal(HttpStatus.BAD_REQUEST, "settings must be profile or default");
    }
    if (!busy.compareAndSet(false, true)) {
      return refusal(HttpStatus.CONFLICT, "A recording is running. Wait for its end.");
    }
    return Mono.using(
            () -> started(settings),
            recording ->
                Mono.delay(Duration.ofSeconds(seconds), Schedulers.boundedElastic())
                    .map(_ -> dumped(recording)),
            Recording::close)
        .subscribeOn(Schedulers.boundedElastic())
        .map(RecordingEndpoint::answer)
        .doFinally(_ -> busy.set(false));
  }

  private static <T> Mono<T> refusal(HttpStatus status, String reason) {
    return Mono.error(new ResponseStatusException(status, reason));
  }

  private static Recording started(String settings) throws IOException, ParseException {
    Recording recording = new Recording(Configuration.getConfiguration(settings));
    recording.setMaxSize(MAX_BYTES);
    recording.start();
    return recording;
  }

  private static Path dumped(Recording recording) {
    try {
      Path file = Files.createTempFile("recording-", ".jfr");
      recording.stop();
      recording.dump(file);
      return file;
    } catch (IOException e) {
      throw new ResponseStatusException(
          HttpStatus.INSUFFICIENT_STORAGE, "The recording cannot be written to the disk.", e);
    }
  }

  private static ResponseEntity<Flux<DataBuffer>> answer(Path file) {
    Flux<DataBuffer> content =
        DataBufferUtils.read(file, DefaultDataBufferFactory.sharedInstance, CHUNK)
            .doFinally(_ -> delete(file));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"recording.jfr\"")
        .body(content);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOGGER.warn("{} cannot be deleted: {}", file, e.toString());
    }
  }
}
