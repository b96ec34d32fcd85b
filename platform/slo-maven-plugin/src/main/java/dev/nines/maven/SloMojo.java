package dev.nines.maven;

import dev.nines.slo.compiler.Compilation;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.model.Problem;
import dev.nines.slo.openslo.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** Reads a module's SLO files. Each mistake in them is an error of the build. */
abstract class SloMojo extends AbstractMojo {
  /** Folder of the SLO files, {@code *.yaml} and {@code *.yml}. */
  @Parameter(property = "slo.sources", defaultValue = "${project.basedir}/src/main/resources/slo")
  File sources = new File("");

  /** Between two scrapes of the service, in seconds; from 1 to 15. */
  @Parameter(property = "slo.scrapeInterval", defaultValue = "2")
  int scrapeInterval = 2;

  /** Leaves the SLO files alone. */
  @Parameter(property = "slo.skip", defaultValue = "false")
  boolean skip;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("SLO files are left alone: slo.skip is set");
      return;
    }
    try {
      switch (new SloCompiler(options()).compile(read())) {
        case Compilation.Rejected(var problems) -> throw rejected(problems);
        case Compiled compiled -> {
          compiled.notes().forEach(note -> getLog().info(note.toString()));
          use(compiled);
        }
      }
    } catch (IOException e) {
      throw new MojoExecutionException("SLO files can't be read or written: " + e, e);
    }
  }

  /** What the goal does with correct files. */
  abstract void use(Compiled compiled) throws IOException;

  private Options options() throws MojoExecutionException {
    try {
      return Options.defaults().withScrapeInterval(Duration.ofSeconds(scrapeInterval));
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException("slo." + e.getMessage(), e);
    }
  }

  private List<Source> read() throws IOException, MojoExecutionException {
    var folder = sources.toPath();
    if (!Files.isDirectory(folder)) {
      throw new MojoExecutionException(
          "There is no folder " + folder + ". Put SLO files there, or set slo.sources.");
    }
    var texts = new ArrayList<Source>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(SloMojo::isYaml).sorted().toList()) {
        texts.add(new Source(file.toString(), Files.readString(file)));
      }
    }
    if (texts.isEmpty()) {
      throw new MojoExecutionException("No file in " + folder + " ends in .yaml or .yml.");
    }
    return texts;
  }

  private static boolean isYaml(Path file) {
    var name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private MojoFailureException rejected(List<Problem> problems) {
    problems.forEach(problem -> getLog().error(problem.toString()));
    return new MojoFailureException(
        problems.size() == 1
            ? "The SLO files have a mistake."
            : "The SLO files have " + problems.size() + " mistakes.");
  }
}
