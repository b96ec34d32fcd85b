package dev.nines.cli.scaffold;

import dev.nines.cli.terminal.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * What a new service is to be.
 *
 * @param javaPackage of its classes
 * @param database whether it keeps something in PostgreSQL
 * @param standalone whether it is a repository of its own
 * @param ninesVersion what it depends on
 */
public record NewService(
    ServiceName name,
    String javaPackage,
    boolean database,
    Ports ports,
    boolean standalone,
    String ninesVersion) {
  /** Words of SQL that are some name's plural. */
  private static final Set<String> NO_TABLES = Set.of("overlaps", "references");

  public NewService {
    if (!SourceVersion.isName(javaPackage) || !javaPackage.matches("[a-z][a-z0-9_.]*")) {
      throw new Refusal(
          "--package: '%s' is no name of a Java package. Use one such as com.example.%s."
              .formatted(javaPackage, name.packagePart()));
    }
    if (database && (name.text().startsWith("pg-") || NO_TABLES.contains(name.plural()))) {
      throw ServiceName.refusal(
          name.text(),
          "would make a schema or a table of a name that PostgreSQL keeps for itself",
          "Choose another name, or leave --database out");
    }
  }

  /** What the template's files ask for; the archetype's properties. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    int dot = javaPackage.lastIndexOf('.');
    properties.put("groupId", dot < 0 ? javaPackage : javaPackage.substring(0, dot));
    properties.put("artifactId", name.text());
    properties.put("version", "0.1.0-SNAPSHOT");
    properties.put("package", javaPackage);
    properties.put("className", name.className());
    properties.put("plural", name.plural());
    properties.put("variable", name.variable());
    properties.put("port", "" + ports.port());
    properties.put("managementPort", "" + ports.management());
    properties.put("database", "" + database);
    properties.put("standalone", "" + standalone);
    properties.put("gitignore", ".gitignore");
    properties.put("ninesVersion", ninesVersion);
    return properties;
  }
}
