package dev.nines.cli.topology;

/** Counts an edge's calls, in bounded memory. */
final class CallCounter {
  private static final double GROWTH = 1.05;
  private static final double LOG = Math.log(GROWTH);
  // From a microsecond to beyond an hour.
  private static final int BUCKETS = 460;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;
  private static final double P95 = 0.95;

  private final long[] buckets = new long[BUCKETS];
  private long count;
  private long errors;

  void add(long nanos, boolean error) {
    count++;
    errors += error ? 1 : 0;
    buckets[bucket(nanos / NANOS_PER_MICRO)]++;
  }

  private static int bucket(double micros) {
    int bucket = micros <= 1 ? 0 : (int) Math.ceil(Math.log(micros) / LOG);
    return Math.min(bucket, BUCKETS - 1);
  }

  Calls calls() {
    long rank = (long) Math.ceil(P95 * count);
    int bucket = 0;
    for (long below = buckets[0]; below < rank; below += buckets[bucket]) {
      bucket++;
    }
    return new Calls(count, errors, Math.pow(GROWTH, bucket) / MICROS_PER_MILLI);
  }
}
