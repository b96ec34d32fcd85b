package dev.nines.slo.compiler;

import java.time.Duration;

/**
 * What the compiler must know about where its rules run.
 *
 * @param scrapeInterval between two scrapes of a service, from 1 to 15 seconds. The base rates'
 *     window is one minute and this, so that adjacent windows share exactly one sample and no
 *     increment is lost between them. Too short an answer loses increments at random, as any rate
 *     does; too long a one counts some twice. Neither is biased
 * @param runbooks what comes before an SLO's name in the address of its runbook
 */
public record Options(Duration scrapeInterval, String runbooks) {
  static final Duration MAX_SCRAPE_INTERVAL = Duration.ofSeconds(15);

  public Options {
    if (scrapeInterval.toSeconds() < 1 || scrapeInterval.compareTo(MAX_SCRAPE_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "scrapeInterval must be 1s to 15s, was: " + scrapeInterval);
    }
  }

  /** The local stack's: scraped each two seconds, runbooks in the repository. */
  public static Options defaults() {
    return new Options(Duration.ofSeconds(2), "docs/runbooks/");
  }

  /** The same with another scrape interval. */
  public Options withScrapeInterval(Duration interval) {
    return new Options(interval, runbooks);
  }
}
