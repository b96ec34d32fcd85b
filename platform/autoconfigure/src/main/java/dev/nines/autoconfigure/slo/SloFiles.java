package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import dev.nines.slo.openslo.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The SLO files on a service's class path. */
final class SloFiles {
  private SloFiles() {}

  /**
   * Reads all files that {@code location} matches, in the order of their names.
   *
   * @throws RejectedSloFilesException with every problem in them
   */
  static List<Slo> read(String location) {
    List<Source> sources =
        Stream.of(resources(location))
            .map(SloFiles::source)
            .sorted(Comparator.comparing(Source::name))
            .toList();
    return switch (new OpenSloReader().read(sources)) {
      case Reading.Read read -> read.slos();
      case Reading.Rejected rejected -> throw new RejectedSloFilesException(rejected.problems());
    };
  }

  private static Resource[] resources(String location) {
    try {
      return new PathMatchingResourcePatternResolver().getResources(location);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the SLO files " + location, e);
    }
  }

  private static Source source(Resource resource) {
    try {
      return new Source(
          "slo/" + resource.getFilename(), resource.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource.getDescription(), e);
    }
  }
}
