package dev.nines.cli.bench;

/** A way to start a service. */
public enum StartupVariant {
  /** The executable jar, as the build makes it. */
  JAR("executable jar"),
  /** The same, extracted. */
  EXTRACTED("extracted"),
  /** Extracted, with the AOT cache of a training run. */
  AOT("AOT cache"),
  /** A program of its own, where there is GraalVM. */
  NATIVE("native image");

  private final String title;

  StartupVariant(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
