package dev.nines.maven;

import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.yaml.GeneratedFiles;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Compiles SLO files into rules and their tests, dashboards and runbooks. */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, threadSafe = true)
public final class CompileMojo extends SloMojo {
  /** Where to write. */
  @Parameter(property = "slo.out", defaultValue = "${project.build.directory}/slo")
  File out = new File("");

  /** Also PrometheusRule objects, Mimir namespaces, dashboards and runbooks. */
  @Parameter(property = "slo.all", defaultValue = "false")
  boolean all;

  @Override
  void use(Compiled compiled) throws IOException {
    var folder = out.toPath();
    var files = GeneratedFiles.of(compiled);
    if (all) {
      var runbooks = GeneratedFiles.runbooks(compiled, folder.resolve("runbooks"));
      files =
          files
              .and(GeneratedFiles.rulers(compiled))
              .and(GeneratedFiles.dashboards(compiled).under("dashboards"))
              .and(runbooks.under("runbooks"));
    }
    files.write(folder);
    getLog().info("Wrote " + files.contents().size() + " files to " + folder);
  }
}
