package dev.nines.slo.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.openslo.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A whole company's SLOs, in the 512 MB that the tests' JVM has; how long it takes is printed. */
class ManyServicesIT {
  private static final int SERVICES = 1_000;

  @Test
  void thousandServices_ofThreeSlosEach_fitIntoHalfAGigabyte() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(512L << 20);
    var order = Files.readString(Path.of("../../services/order/src/main/resources/slo/order.yaml"));
    var sources = new ArrayList<Source>();
    for (int i = 0; i < SERVICES; i++) {
      var name = "s" + i;
      var text =
          order
              .replace("service=\"order\"", "service=\"" + name + "\"")
              .replace("service: order", "service: " + name)
              .replace("name: order", "name: " + name);
      sources.add(new Source(name + ".yaml", text));
    }
    long begin = System.nanoTime();
    var compiled = (Compiled) new SloCompiler(Options.defaults()).compile(sources);
    var files = GeneratedFiles.of(compiled);
    System.out.printf(
        "%,d services with 3 SLOs each: %.1f s%n", SERVICES, (System.nanoTime() - begin) / 1e9);
    assertThat(compiled.services()).hasSize(SERVICES);
    assertThat(files.contents()).hasSize(3 * SERVICES);
  }
}
