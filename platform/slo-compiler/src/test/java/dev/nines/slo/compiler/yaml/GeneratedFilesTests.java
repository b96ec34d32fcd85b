package dev.nines.slo.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.Compilation;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.runbook.Runbook;
import dev.nines.slo.openslo.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The committed files are the golden files. Rewrite them with {@code -Dnines.regenerate=true}. */
class GeneratedFilesTests {
  private static final Path ROOT = Path.of("../..");
  private static final Path DASHBOARDS = ROOT.resolve("grafana/dashboards/generated");
  private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");
  private static final Path GENERATED = ROOT.resolve("alerting-rules/generated");

  @Test
  void committedFiles_areWhatTheSloFilesCompileTo() throws IOException {
    assertCommitted(GENERATED, GeneratedFiles.of(compile(), base()));
  }

  @Test
  void committedDashboards_areWhatTheSloFilesCompileTo() throws IOException {
    assertCommitted(DASHBOARDS, GeneratedFiles.dashboards(compile()));
  }

  @Test
  void committedRunbooks_areWhatTheSloFilesCompileTo_withTheirTeamsWords() throws IOException {
    var files = GeneratedFiles.runbooks(compile(), RUNBOOKS);
    if (Boolean.getBoolean("nines.regenerate")) {
      files.write(RUNBOOKS);
    }
    assertThat(committed(RUNBOOKS)).containsAllEntriesOf(files.contents());
    assertThat(files.contents().values())
        .allSatisfy(
            page -> assertThat(page).contains(Runbook.OWN_WORDS).doesNotContain("Nothing yet"));
  }

  private static void assertCommitted(Path folder, GeneratedFiles files) throws IOException {
    if (Boolean.getBoolean("nines.regenerate")) {
      files.write(folder);
    }
    assertThat(committed(folder))
        .as(folder + " drifted: run ./nines slo compile, or -Dnines.regenerate=true")
        .isEqualTo(files.contents());
  }

  @Test
  void compilingTwice_givesTheSameBytes() throws IOException {
    assertThat(everything()).isEqualTo(everything());
  }

  private static GeneratedFiles everything() throws IOException {
    var compiled = compile();
    return GeneratedFiles.of(compiled, base())
        .and(GeneratedFiles.rulers(compiled))
        .and(GeneratedFiles.dashboards(compiled));
  }

  private static String base() throws IOException {
    return Files.readString(ROOT.resolve("alerting-rules/alertmanager.yml"));
  }

  private static Compilation.Compiled compile() throws IOException {
    var compilation = new SloCompiler(Options.defaults()).compile(sources());
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return (Compilation.Compiled) compilation;
  }

  private static List<Source> sources() throws IOException {
    var sources = new ArrayList<Source>();
    try (var services = Files.newDirectoryStream(ROOT.resolve("services"))) {
      for (var service : services) {
        var folder = service.resolve("src/main/resources/slo");
        if (Files.isDirectory(folder)) {
          try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
            for (var file : files) {
              sources.add(new Source(file.getFileName().toString(), Files.readString(file)));
            }
          }
        }
      }
    }
    sources.sort(Comparator.comparing(Source::name));
    return sources;
  }

  private static Map<String, String> committed(Path folder) throws IOException {
    var committed = new LinkedHashMap<String, String>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        committed.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return committed;
  }
}
