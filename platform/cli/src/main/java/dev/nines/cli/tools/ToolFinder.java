package dev.nines.cli.tools;

import dev.nines.cli.terminal.Refusal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds every tool in the first source that has it: named by a variable, on the PATH, in the tools
 * folder, the official release, Debian's packages.
 */
public final class ToolFinder {
  private final List<Source> sources;
  private final Consumer<String> progress;

  ToolFinder(List<Source> sources, Consumer<String> progress) {
    this.sources = List.copyOf(sources);
    this.progress = progress;
  }

  /**
   * The finder with all the usual places.
   *
   * @param folder of tools; what is fetched goes into it
   * @param progress is told before anything is fetched
   */
  public static ToolFinder standard(
      Map<String, String> environment, Path folder, Consumer<String> progress) {
    List<Source> sources = new ArrayList<>();
    sources.add(new NamedByVariable(environment));
    sources.add(new OnPath(environment.getOrDefault("PATH", "")));
    sources.add(new InFolder(folder));
    URI releases =
        URI.create(System.getProperty("nines.releases", "https://github.com/prometheus"));
    sources.add(new Release(releases, folder));
    sources.add(new Debian(folder, Path.of("/etc/apt")));
    return new ToolFinder(sources, progress);
  }

  /**
   * A file for each tool.
   *
   * @throws Refusal if one is nowhere: what was tried, and what to do
   */
  public Toolbox find() {
    Map<Tool, Path> found = new EnumMap<>(Tool.class);
    List<String> tried = new ArrayList<>();
    for (Source source : sources) {
      if (found.size() == Tool.values().length) {
        break;
      }
      if (source.fetches()) {
        progress.accept("fetching " + missing(found) + " from " + source.title());
      }
      try {
        source.find().forEach(found::putIfAbsent);
        tried.add(
            source.title()
                + ": "
                + (found.size() == Tool.values().length ? "found" : "not all there"));
      } catch (Unavailable e) {
        tried.add(source.title() + ": " + e.getMessage());
      }
    }
    if (found.size() < Tool.values().length) {
      throw new Refusal(complaint(found, tried));
    }
    return new Toolbox(found);
  }

  private static String missing(Map<Tool, Path> found) {
    return String.join(
        ", ",
        Arrays.stream(Tool.values()).filter(t -> !found.containsKey(t)).map(Tool::title).toList());
  }

  private static String complaint(Map<Tool, Path> found, List<String> tried) {
    return """
    Not found: %s. Tried, in this order:
      - %s
    Install Prometheus and Alertmanager (https://prometheus.io/download/) so that they are on the PATH, or name their \
    files in NINES_PROMETHEUS, NINES_PROMTOOL, NINES_ALERTMANAGER and NINES_AMTOOL.\
    """
        .formatted(missing(found), String.join("\n  - ", tried));
  }
}
