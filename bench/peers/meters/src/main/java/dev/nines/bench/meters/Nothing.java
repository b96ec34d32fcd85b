package dev.nines.bench.meters;

/** What a request costs that nobody counts. */
record Nothing() implements Recorder {
  @Override
  public void add(String route, long micros, int status) {}
}
