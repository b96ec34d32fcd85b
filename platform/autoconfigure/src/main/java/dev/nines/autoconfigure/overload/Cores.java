package dev.nines.autoconfigure.overload;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;

/** The CPU time of the machine, or of the container where that has a quota. */
final class Cores implements BooleanSupplier {
  /** What is measured over a quarter of a second, in ticks of a hundredth, is not exact. */
  private static final double BUSY = 0.9;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Whether nine tenths of it were used since somebody last asked; also where nobody can say. */
  @Override
  public boolean getAsBoolean() {
    return busy(system.getCpuLoad());
  }

  /** Below zero, and no number, is the JVM's way to say that it does not know. */
  static boolean busy(double load) {
    return !(load >= 0 && load < BUSY);
  }
}
