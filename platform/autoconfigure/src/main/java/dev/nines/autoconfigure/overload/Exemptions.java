package dev.nines.autoconfigure.overload;

/**
 * Paths that are never shed: whoever asks how a service is must get an answer above all when it has
 * too much to do.
 */
final class Exemptions {
  private final String base;

  /**
   * @param base the actuator's base path; empty exempts the probes alone
   */
  Exemptions(String base) {
    this.base = base;
  }

  boolean contain(String path) {
    return path.equals("/livez") || path.equals("/readyz") || isBelowBase(path);
  }

  private boolean isBelowBase(String path) {
    return !base.isEmpty()
        && path.startsWith(base)
        && (path.length() == base.length() || path.charAt(base.length()) == '/');
  }
}
