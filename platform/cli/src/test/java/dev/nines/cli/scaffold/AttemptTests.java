package dev.nines.cli.scaffold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTests {
  @TempDir private Path folder;

  private Map<Path, String> before = Map.of();

  @BeforeEach
  void oneFile() throws IOException {
    Files.writeString(folder.resolve("old"), "old");
    before = CheckoutCopy.tree(folder);
  }

  @Test
  void takenBack_allIsAsBefore() throws IOException {
    Attempt attempt = new Attempt();
    writeAll(attempt, folder);
    assertThat(folder.resolve("place/inside")).hasContent("new");

    assertThat(attempt.takeBack()).isEmpty();
    assertThat(CheckoutCopy.tree(folder)).isEqualTo(before);
    assertThatThrownBy(() -> attempt.write(folder.resolve("late"), "late"))
        .isInstanceOf(IOException.class);
    assertThat(CheckoutCopy.tree(folder)).isEqualTo(before);
  }

  @Test
  void kept_allStays() throws IOException {
    Attempt attempt = new Attempt();
    writeAll(attempt, folder);
    attempt.keep();

    assertThat(attempt.takeBack()).isEmpty();
    assertThat(folder.resolve("place/inside")).hasContent("new");
    assertThat(folder.resolve("old")).hasContent("new");
  }

  @Test
  void whatCantBeTakenBack_isNamed_andTheRestIsTakenBackAllTheSame() throws IOException {
    Attempt attempt = new Attempt();
    attempt.write(folder.resolve("old"), "new");
    Path stubborn = folder.resolve("stubborn");
    attempt.write(stubborn, "new");
    Files.delete(stubborn);
    Files.createDirectories(stubborn.resolve("in the way"));

    assertThat(attempt.takeBack()).singleElement().asString().contains("stubborn");
    assertThat(folder.resolve("old")).hasContent("old");
  }

  @Test
  void processToldToEnd_takesItsWritesBack() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                ToldToEnd.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = process.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("written");
      assertThat(folder.resolve("place/inside")).hasContent("new");

      process.destroy();

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(CheckoutCopy.tree(folder)).isEqualTo(before);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Writes, says so, and waits for its end. */
  static final class ToldToEnd {
    static void main(String[] arguments) throws Exception {
      writeAll(new Attempt(), Path.of(arguments[0]));
      System.out.println("written");
      Thread.sleep(TimeUnit.MINUTES.toMillis(2));
    }
  }

  private static void writeAll(Attempt attempt, Path folder) throws IOException {
    Path place = folder.resolve("place");
    Path half = attempt.makeFolderBeside(place).resolve("half");
    attempt.write(half.resolve("inside"), "new");
    attempt.write(folder.resolve("more/deeper/new"), "new");
    attempt.write(folder.resolve("old"), "new");
    attempt.move(half, place);
  }
}
