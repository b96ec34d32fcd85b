package dev.nines.cli.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which parts are killed, in which order, and for how long each time orders flow before. */
public record KillPlan(List<Kill> kills) {
  private static final int SHORTEST_MILLIS = 2000;
  private static final int LONGEST_MILLIS = 6000;

  /**
   * One kill.
   *
   * @param calm from the moment orders flow until the kill
   */
  public record Kill(Victim victim, Duration calm) {}

  public KillPlan {
    kills = List.copyOf(kills);
  }

  /** The same for the same seed, on every machine; of each three, one for each victim. */
  public static KillPlan of(long seed, int count) {
    Random random = new Random(seed);
    List<Kill> kills = new ArrayList<>();
    while (kills.size() < count) {
      List<Victim> three = new ArrayList<>(Arrays.asList(Victim.values()));
      Collections.shuffle(three, random);
      three.forEach(victim -> kills.add(new Kill(victim, calm(random))));
    }
    return new KillPlan(kills.subList(0, count));
  }

  private static Duration calm(Random random) {
    return Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
  }

  /** The longest that all pauses together can be. */
  public static Duration longest(int count) {
    return Duration.ofMillis(LONGEST_MILLIS).multipliedBy(count);
  }
}
