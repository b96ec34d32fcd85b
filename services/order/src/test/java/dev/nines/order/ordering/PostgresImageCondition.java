package dev.nines.order.ordering;

import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Runs tests where Docker has the image; where {@code CI=true} its absence is a failure. */
class PostgresImageCondition implements ExecutionCondition {
  static final String IMAGE = "postgres:18.4";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("CI=true: Docker must be there");
    }
    String missing = missing();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled(IMAGE + " is there");
    }
    // Once, and where a person reads it: Failsafe keeps a skipped class's reason to itself.
    System.err.println("NOT TESTED in containers: " + missing);
    return ConditionEvaluationResult.disabled(missing);
  }

  private static String missing() {
    try {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return "Docker does not answer";
      }
      DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
      return "";
    } catch (NotFoundException _) {
      return "Docker has no image " + IMAGE;
    } catch (RuntimeException e) {
      return "Docker cannot be used: " + e.getMessage();
    }
  }
}
