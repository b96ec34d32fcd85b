package dev.nines.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTests {
  @TempDir private Path root;

  @BeforeEach
  void oneFile() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "old");
  }

  @Test
  void written_nothingElseIsLeft() throws IOException {
    changes(root.resolve("pom.xml")).write();

    assertThat(CheckoutCopy.tree(root))
        .isEqualTo(
            Map.of(
                Path.of(""), "",
                Path.of("pom.xml"), "new",
                Path.of("beside"), "new",
                Path.of("services"), "",
                Path.of("services/new"), "",
                Path.of("services/new/pom.xml"), "new"));
  }

  @Test
  void failureOfTheLast_takesTheFolderBackToo() throws IOException {
    Map<Path, String> before = CheckoutCopy.tree(root);

    assertThatThrownBy(() -> changes(root.resolve("pom.xml/no-folder")).write())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Nothing was changed");
    assertThat(CheckoutCopy.tree(root)).isEqualTo(before);
  }

  private Changes changes(Path last) {
    return new Changes(
        root.resolve("services/new"),
        Map.of("pom.xml", "new"),
        Map.of(root.resolve("beside"), "new"),
        Map.of(last, "new"));
  }
}
