package dev.nines.slo.compiler.yaml;

import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.ServiceRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that a compilation gives, by name: {@code <service>.rules.yaml} and its tests for each
 * service, and {@code alertmanager.yml}.
 */
public record GeneratedFiles(Map<String, String> contents) {
  public GeneratedFiles {
    contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
  }

  /**
   * All files of {@code compiled}.
   *
   * @param alertmanager the hand-written base of Alertmanager's configuration
   */
  public static GeneratedFiles of(Compiled compiled, String alertmanager) {
    var files = new LinkedHashMap<>(of(compiled).contents);
    files.put(
        "alertmanager.yml",
        AlertmanagerYaml.join(alertmanager, compiled.inhibitions(), compiled.routes()));
    return new GeneratedFiles(files);
  }

  /** The files of the services alone, where Alertmanager is somebody else's. */
  public static GeneratedFiles of(Compiled compiled) {
    var files = new LinkedHashMap<String, String>();
    // Writing YAML is most of the work of a compilation; toList keeps the order.
    compiled.services().parallelStream().map(GeneratedFiles::of).toList().forEach(files::putAll);
    return new GeneratedFiles(files);
  }

  private static Map<String, String> of(ServiceRules service) {
    var files = new LinkedHashMap<String, String>();
    files.put(
        service.service() + ".rules.yaml", RulesYaml.file(service.service(), service.groups()));
    files.putAll(TestsYaml.files(service));
    return files;
  }

  /** Writes those files into {@code folder}, which is made if need be; leaves others alone. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : contents.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
