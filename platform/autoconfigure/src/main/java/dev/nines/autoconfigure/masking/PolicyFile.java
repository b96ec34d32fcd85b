package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.PolicyReader;
import dev.nines.autoconfigure.masking.policy.PolicyReading;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Read;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Rejected;
import dev.nines.slo.model.Place;
import dev.nines.slo.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.ResourceUtils;

/** The file that {@code nines.masking.policy} names. */
final class PolicyFile {
  private static final int MAX_BYTES = 1 << 22;

  private final String name;
  private final Resource resource;

  /**
   * What the file held at one moment.
   *
   * @param text empty if it cannot be read
   * @param problem why it cannot be read; empty if it can
   */
  record Content(String text, String problem) {}

  private PolicyFile(String name, Resource resource) {
    this.name = name;
    this.resource = resource;
  }

  static PolicyFile at(String location) {
    if (location.startsWith(ResourceUtils.CLASSPATH_URL_PREFIX)) {
      String path = location.substring(ResourceUtils.CLASSPATH_URL_PREFIX.length());
      return new PolicyFile(location, new ClassPathResource(path));
    }
    String path =
        location.startsWith(ResourceUtils.FILE_URL_PREFIX)
            ? location.substring(ResourceUtils.FILE_URL_PREFIX.length())
            : location;
    return new PolicyFile(path, new FileSystemResource(path));
  }

  String name() {
    return name;
  }

  /** Whether it can change while the service runs. */
  boolean isWatchable() {
    return resource.isFile();
  }

  Content content() {
    try {
      if (resource.contentLength() > MAX_BYTES) {
        return new Content("", "The file is larger than 4 MiB");
      }
      return new Content(resource.getContentAsString(StandardCharsets.UTF_8), "");
    } catch (IOException e) {
      return new Content("", "The file cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  PolicyReading read(Content content) {
    if (content.problem().isEmpty()) {
      return new PolicyReader().read(name, content.text());
    }
    Place place = new Place(name, 1, 1);
    return new Rejected(
        List.of(new Problem(place, content.problem(), "Put a DataMaskPolicy there")));
  }

  /**
   * Reads the file.
   *
   * @throws RejectedMaskPolicyException with every problem in it
   */
  Read readOrThrow(Content content) {
    return switch (read(content)) {
      case Read read -> read;
      case Rejected rejected -> throw new RejectedMaskPolicyException(rejected.problems());
    };
  }

  /** The first 12 hexadecimal digits of the content's SHA-256. */
  static String version(Content content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(content.text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
