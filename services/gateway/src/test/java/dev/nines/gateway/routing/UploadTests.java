package dev.nines.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;

class UploadTests {
  private static final Flux<DataBuffer> PART =
      Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[] {'{'}));

  @Test
  void silenceWhileABodyIsMissing_isTheClients() {
    Upload upload = new Upload(MockServerHttpRequest.post("/").body(PART.concatWith(Flux.never())));
    upload.getBody().subscribe().dispose();

    assertThat(status(upload.blame(new TimeoutException()))).isEqualTo(408);
    assertThat(status(upload.blame(new AbortedException("gone")))).isEqualTo(400);
    IllegalStateException ours = new IllegalStateException();
    assertThat(upload.blame(ours)).isSameAs(ours);
  }

  @Test
  void silenceAfterTheBody_isTheUpstreams() {
    Upload upload = new Upload(MockServerHttpRequest.post("/").body(PART));
    StepVerifier.create(upload.getBody())
        .expectNextCount(1)
        .expectComplete()
        .verify(Duration.ofSeconds(5));
    TimeoutException late = new TimeoutException();

    assertThat(upload.blame(late)).isSameAs(late);
  }

  @Test
  void bodyThatNobodyAskedFor_isNotMissing() {
    TimeoutException late = new TimeoutException();

    assertThat(new Upload(MockServerHttpRequest.post("/").body(PART)).blame(late)).isSameAs(late);
  }

  private static int status(Throwable error) {
    return ((ResponseStatusException) error).getStatusCode().value();
  }
}
