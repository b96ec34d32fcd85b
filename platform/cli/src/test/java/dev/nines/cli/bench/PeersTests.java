package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Other versions than the services' would make a comparison of versions. */
class PeersTests {
  private static final Path ROOT = Path.of("../..");

  @Test
  void springBootAndNetty_areTheServices() throws IOException {
    String bom = Files.readString(ROOT.resolve("platform-bom/pom.xml"));
    String peers = Files.readString(ROOT.resolve("bench/peers/pom.xml"));

    assertThat(
            first(
                "<artifactId>spring-boot-starter-parent</artifactId>\\s*(?:<!--.*-->\\s*)?<version>",
                peers))
        .isEqualTo(first("<spring-boot.version>", bom));
    assertThat(first("<netty.version>", peers)).isEqualTo(first("<netty.version>", bom));
  }

  private static String first(String before, String text) {
    Matcher found = Pattern.compile(before + "([^<]+)<").matcher(text);
    assertThat(found.find()).as(before).isTrue();
    return found.group(1);
  }
}
