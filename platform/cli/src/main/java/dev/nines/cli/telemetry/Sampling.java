package dev.nines.cli.telemetry;

import dev.nines.cli.terminal.Spell;

/**
 * The share of traces that is asked for, and which those are: OpenTelemetry's {@code
 * TraceIdRatioBased} sampler decides by the trace's id alone.
 *
 * @param probability above 0, at most 1
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-java/blob/main/sdk/trace/src/main/java/io/opentelemetry/sdk/trace/samplers/TraceIdRatioBasedSampler.java">TraceIdRatioBasedSampler</a>
 */
public record Sampling(double probability) {
  private static final int DIGITS = 4;

  public Sampling {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "sampling must be above 0 and at most 1, was: " + probability);
    }
  }

  /** Whether the sampler takes this trace; absolute value and all, as in OpenTelemetry for Java. */
  boolean takes(TraceId trace) {
    return Math.abs(trace.low()) < (long) (probability * Long.MAX_VALUE);
  }

  @Override
  public String toString() {
    return Spell.percent(probability, DIGITS);
  }
}
