package dev.nines.slo.compiler.yaml;

import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.ServiceRules;
import dev.nines.slo.compiler.dashboard.Dashboards;
import dev.nines.slo.compiler.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that a compilation gives, by name: {@code <service>.rules.yaml} and its tests for each
 * service, and what else is asked for.
 */
public record GeneratedFiles(Map<String, String> contents) {
  public GeneratedFiles {
    contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
  }

  /**
   * The services' files and {@code alertmanager.yml}.
   *
   * @param alertmanager the hand-written base of Alertmanager's configuration
   */
  public static GeneratedFiles of(Compiled compiled, String alertmanager) {
    var files = new LinkedHashMap<>(of(compiled).contents);
    var joined = AlertmanagerYaml.join(alertmanager, compiled.inhibitions(), compiled.routes());
    files.put("alertmanager.yml", joined);
    return new GeneratedFiles(files);
  }

  /** The files of the services alone, where Alertmanager is somebody else's. */
  public static GeneratedFiles of(Compiled compiled) {
    var files = new LinkedHashMap<String, String>();
    // Writing YAML is most of the work of a compilation; toList keeps the order.
    compiled.services().parallelStream().map(GeneratedFiles::rules).toList().forEach(files::putAll);
    return new GeneratedFiles(files);
  }

  private static Map<String, String> rules(ServiceRules service) {
    var files = new LinkedHashMap<String, String>();
    files.put(
        service.service() + ".rules.yaml", RulesYaml.file(service.service(), service.groups()));
    files.putAll(TestsYaml.files(service));
    return files;
  }

  /** The same rules for the Prometheus operator, and for Mimir's and Thanos' rulers. */
  public static GeneratedFiles rulers(Compiled compiled) {
    var files = new LinkedHashMap<String, String>();
    for (var service : compiled.services()) {
      var name = service.service();
      files.put(name + ".prometheusrule.yaml", RulesYaml.object(name, service.groups()));
      files.put(name + ".mimir.yaml", RulesYaml.namespace(name, service.groups()));
    }
    return new GeneratedFiles(files);
  }

  /** Grafana dashboards: {@code <service>.json} and {@code fleet.json}. */
  public static GeneratedFiles dashboards(Compiled compiled) {
    var files = new LinkedHashMap<String, String>();
    for (var service : compiled.services()) {
      files.put(service.service() + ".json", Dashboards.service(service));
    }
    files.put("fleet.json", Dashboards.fleet());
    return new GeneratedFiles(files);
  }

  /**
   * Runbooks, {@code <slo>.md}.
   *
   * @param folder where they stand already, if they do: a team's own words are kept
   */
  public static GeneratedFiles runbooks(Compiled compiled, Path folder) throws IOException {
    var files = new LinkedHashMap<String, String>();
    for (var service : compiled.services()) {
      for (var slo : service.slos()) {
        var name = slo.name() + ".md";
        var before = folder.resolve(name);
        files.put(name, Runbook.of(slo, Files.exists(before) ? Files.readString(before) : ""));
      }
    }
    return new GeneratedFiles(files);
  }

  /** The same files in a folder below. */
  public GeneratedFiles under(String folder) {
    var files = new LinkedHashMap<String, String>();
    contents.forEach((name, text) -> files.put(folder + "/" + name, text));
    return new GeneratedFiles(files);
  }

  /** These and those. */
  public GeneratedFiles and(GeneratedFiles others) {
    var files = new LinkedHashMap<>(contents);
    files.putAll(others.contents);
    return new GeneratedFiles(files);
  }

  /** Writes those files into {@code folder}, which is made if need be; leaves others alone. */
  public void write(Path folder) throws IOException {
    for (var file : contents.entrySet()) {
      var path = folder.resolve(file.getKey());
      var parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(path, file.getValue());
    }
  }
}
