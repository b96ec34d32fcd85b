package dev.nines.autoconfigure.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

class CurrentObservationTests {
  private final List<String> scopes = new ArrayList<>();
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final ContextSnapshotFactory snapshots =
      ContextSnapshotFactory.builder()
          .contextRegistry(
              new ContextRegistry()
                  .loadContextAccessors()
                  .registerThreadLocalAccessor(new CurrentObservation()))
          .clearMissing(true)
          .build();

  @BeforeEach
  void record() {
    observations.observationConfig().observationHandler(new Scopes());
  }

  @Test
  void anotherObservation_isEnteredAndLeft() {
    Observation a = start("a");
    Observation b = start("b");

    try (var _ = enter(a)) {
      try (var _ = enter(b)) {
        assertThat(current()).isEqualTo(b);
      }
      assertThat(current()).isEqualTo(a);
    }

    assertThat(current()).isNull();
    assertThat(scopes).containsExactly("+a", "+b", "-b", "-a");
  }

  @Test
  void theSameObservation_isEnteredOnce() {
    Observation a = start("a");

    try (var _ = enter(a)) {
      try (var _ = enter(a)) {
        assertThat(current()).isEqualTo(a);
      }
      assertThat(current()).isEqualTo(a);
    }

    assertThat(current()).isNull();
    assertThat(scopes).containsExactly("+a", "-a");
  }

  @Test
  void aContextWithoutOne_keepsTheThreads() {
    Observation a = start("a");

    try (var _ = snapshots.setThreadLocalsFrom(Context.empty())) {
      assertThat(current()).isNull();
    }
    try (var _ = enter(a)) {
      try (var _ = snapshots.setThreadLocalsFrom(Context.empty())) {
        assertThat(current()).isEqualTo(a);
        try (var _ = enter(a)) {
          assertThat(current()).isEqualTo(a);
        }
      }
      assertThat(current()).isEqualTo(a);
    }

    assertThat(current()).isNull();
    assertThat(scopes).containsExactly("+a", "-a");
  }

  private Observation start(String name) {
    return Observation.start(name, observations);
  }

  private ContextSnapshot.Scope enter(Observation observation) {
    return snapshots.setThreadLocalsFrom(
        Context.of(ObservationThreadLocalAccessor.KEY, observation));
  }

  private Observation current() {
    return observations.getCurrentObservation();
  }

  private final class Scopes implements ObservationHandler<Observation.Context> {
    @Override
    public void onScopeOpened(Observation.Context context) {
      scopes.add("+" + context.getName());
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
      scopes.add("-" + context.getName());
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }
}
