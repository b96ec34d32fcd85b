package dev.nines.cli.scaffold;

import dev.nines.cli.slo.RepositoryFiles;
import dev.nines.cli.slo.SloFiles;
import dev.nines.cli.terminal.Refusal;
import dev.nines.slo.compiler.Compilation;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.yaml.GeneratedFiles;
import dev.nines.slo.openslo.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes new services, from the archetype in a checkout.
 *
 * @param root of the checkout
 */
public record Scaffold(Path root) {
  private static final List<String> MAVEN =
      List.of("mvnw", ".mvn/wrapper/maven-wrapper.properties");

  /**
   * What was written.
   *
   * @param folder the service's
   * @param files in it, by their path there
   * @param made other files that were not there
   * @param changed other files that were
   */
  public record Written(Path folder, List<String> files, List<Path> made, List<Path> changed) {
    public Written {
      files = List.copyOf(files);
      made = List.copyOf(made);
      changed = List.copyOf(changed);
    }
  }

  /**
   * Makes one in the checkout.
   *
   * @throws Refusal if its name or place is taken; nothing has changed then
   */
  public Written inCheckout(NewService service) {
    Path folder = root.resolve("services").resolve(service.name().text());
    refuseIfThere(folder);
    Template template = new Template(root, service);
    Map<String, String> inside = new TreeMap<>();
    Map<Path, String> beside = new TreeMap<>();
    template
        .files()
        .forEach((name, text) -> {
          if (name.startsWith("load/")) {
            beside.put(root.resolve("gatling").resolve(name.substring("load/".length())), text);
          } else {
            inside.put(name, text);
          }
        });
    beside.keySet().forEach(Scaffold::refuseIfThere);
    Registry registry = new Registry(root, service.name().text(), template);
    beside.putAll(registry.stack());
    String slo = sloFile(service);
    String text = inside.get(slo);
    beside.putAll(compiled(folder.resolve(slo), String.valueOf(text)));
    return write(new Changes(folder, inside, beside, registry.build()));
  }

  /**
   * Makes one that is a repository of its own.
   *
   * @param folder that is not there yet
   * @throws Refusal if it is there; nothing has changed then
   */
  public Written inItsOwn(Path folder, NewService service) {
    refuseIfThere(folder);
    Map<String, String> inside = new TreeMap<>(new Template(root, service).files());
    try {
      for (String name : MAVEN) {
        inside.put(name, Files.readString(root.resolve(name)));
      }
      String slo = sloFile(service);
      Compiled compiled = compile(List.of(new Source(slo, String.valueOf(inside.get(slo)))));
      GeneratedFiles files =
          GeneratedFiles.of(compiled)
              .and(GeneratedFiles.rulers(compiled))
              .and(GeneratedFiles.dashboards(compiled).under("dashboards"))
              .and(GeneratedFiles.runbooks(compiled, folder).under("runbooks"));
      inside.putAll(files.under("slo").contents());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return write(new Changes(folder, inside, Map.of(), Map.of()));
  }

  private static String sloFile(NewService service) {
    return "src/main/resources/slo/" + service.name().text() + ".yaml";
  }

  private static void refuseIfThere(Path path) {
    if (Files.exists(path)) {
      throw new Refusal(path + ": It is there already. Choose another name, or delete it.");
    }
  }

  /** All that the repository holds of SLOs, with one file more. */
  private Map<Path, String> compiled(Path file, String text) {
    List<Source> sources = new ArrayList<>(SloFiles.read(SloFiles.ofServices(root)));
    sources.add(new Source(file.toString(), text));
    sources.sort(Comparator.comparing(Scaffold::belowServices));
    Map<Path, String> files = new TreeMap<>();
    RepositoryFiles.of(compile(sources), root)
        .forEach((folder, generated) ->
            generated
                .contents()
                .forEach((name, content) -> files.put(folder.resolve(name), content)));
    return files;
  }

  private static String belowServices(Source source) {
    return source.name().substring(source.name().lastIndexOf("services/"));
  }

  private static Compiled compile(List<Source> sources) {
    return switch (new SloCompiler(Options.defaults()).compile(sources)) {
      case Compiled compiled -> compiled;
      case Compilation.Rejected(var problems) ->
          throw new Refusal(
              String.join("\n", problems.stream().map(problem -> problem.toString()).toList()));
    };
  }

  private static Written write(Changes changes) {
    List<Path> made = new ArrayList<>();
    List<Path> changed = new ArrayList<>();
    changes
        .others()
        .forEach((path, text) -> {
          try {
            if (!Files.exists(path)) {
              made.add(path);
            } else if (!Files.readString(path).equals(text)) {
              changed.add(path);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    changes.write();
    return new Written(
        changes.folder(), changes.inside().keySet().stream().sorted().toList(), made, changed);
  }
}
