package dev.nines.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SloMojoTests {
  private static final File ORDER =
      new File("../../services/order/src/main/resources/slo").getAbsoluteFile();

  @TempDir private Path folder;
  private final List<String> errors = new ArrayList<>();
  private final CompileMojo compile = new CompileMojo();

  @BeforeEach
  void defaults() {
    compile.sources = ORDER;
    compile.out = folder.resolve("slo").toFile();
    compile.setLog(
        new SystemStreamLog() {
          @Override
          public void error(CharSequence content) {
            errors.add(content.toString());
          }
        });
  }

  @Test
  void compile_writesRulesAndTheirTests() throws Exception {
    compile.execute();
    assertThat(folder.resolve("slo"))
        .isDirectoryContaining("glob:**/order.rules.yaml")
        .isDirectoryContaining("glob:**/order.tests.yaml");
    assertThat(folder.resolve("slo/order.rules.yaml"))
        .hasSameTextualContentAs(Path.of("../../alerting-rules/generated/order.rules.yaml"));
  }

  @Test
  void compile_writesAllElse_whereAsked() throws Exception {
    compile.all = true;
    compile.execute();
    assertThat(folder.resolve("slo/order.prometheusrule.yaml")).exists();
    assertThat(folder.resolve("slo/dashboards/order.json")).exists();
    assertThat(folder.resolve("slo/runbooks/order-creation-latency.md")).exists();
  }

  @Test
  void mistakes_areErrorsOfTheBuild_andNothingIsWritten() throws IOException {
    var file = folder.resolve("broken.yaml");
    Files.writeString(file, "apiVersion: openslo/v1\nkind: SLOO\n");
    compile.sources = folder.toFile();
    assertThatThrownBy(compile::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("The SLO files have a mistake.");
    assertThat(errors).containsExactly(file + ":2:7: Unknown kind 'SLOO'. Did you mean 'SLO'.");
    assertThat(folder.resolve("slo")).doesNotExist();
  }

  @Test
  void check_writesNothing() throws Exception {
    var check = new CheckMojo();
    check.sources = ORDER;
    check.execute();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void noFile_saysWhereToPutOne() {
    compile.sources = folder.resolve("none").toFile();
    assertThatThrownBy(compile::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("Put SLO files there, or set slo.sources");
    compile.sources = folder.toFile();
    assertThatThrownBy(compile::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("ends in .yaml or .yml");
  }

  @Test
  void scrapeInterval_outOfRange_isNamed() {
    compile.scrapeInterval = 60;
    assertThatThrownBy(compile::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("scrapeInterval must be 1s to 15s");
  }

  @Test
  void skip_leavesFilesAlone() throws Exception {
    compile.skip = true;
    compile.execute();
    assertThat(folder).isEmptyDirectory();
  }
}
