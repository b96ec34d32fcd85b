package dev.nines.cli.tools;

import static org.assertj.core.api.Assertions.fail;

import dev.nines.cli.terminal.Refusal;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Prometheus and Alertmanager themselves, for tests. */
public final class RealTools {
  private static final Path HOME = Path.of("../../.nines/tools");

  private RealTools() {}

  /**
   * Finds them. Where they are not to be had, the tests that ask are skipped, loudly; in CI they
   * fail.
   *
   * @param untested what goes without a test then
   */
  public static Toolbox find(String untested) {
    try {
      return ToolFinder.standard(System.getenv(), HOME, System.err::println).find();
    } catch (Refusal e) {
      if ("true".equals(System.getenv("CI"))) {
        return fail(e.getMessage());
      }
      System.err.println(untested + " NOT TESTED: " + e.getMessage());
      return Assumptions.abort(e.getMessage());
    }
  }
}
