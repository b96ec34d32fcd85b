package dev.nines.cli.tools;

import java.nio.file.Path;
import java.util.Map;

/** A place that tools may come from. */
sealed interface Source permits NamedByVariable, OnPath, InFolder, Release, Debian {
  /**
   * What was found here; a source that fetches, fetches all that it has.
   *
   * @throws Unavailable if a fetch fails, with the reason
   */
  Map<Tool, Path> find() throws Unavailable;

  /** As in "tried ...". */
  String title();

  /** Whether asking it takes long, so that people are told. */
  default boolean fetches() {
    return false;
  }
}
