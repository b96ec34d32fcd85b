package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in the services' jars: under which licences, and that nothing of it is left open. */
class SupplyChainTests {
  private static final List<String> SERVICES = List.of("order", "gateway");

  /** Licences that ask for no more than their own text beside the program. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "Bouncy Castle Licence",
          "CC0-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0");

  private record Component(String name, String version, List<String> licences) {}

  @Test
  void everyComponent_hasAnAcceptedLicence_andAVersion() throws IOException {
    for (String service : SERVICES) {
      List<Component> components = components(service);
      assertThat(components).hasSizeGreaterThan(100);
      assertThat(components)
          .allSatisfy(component -> {
            assertThat(component.licences()).as("%s", component).anyMatch(ACCEPTED::contains);
            assertThat(component.version()).as("%s", component).matches("\\d[^\\[(,]*");
          })
          .filteredOn(component -> component.version().endsWith("-SNAPSHOT"))
          .allMatch(component -> component.name().startsWith("dev.nines:"));
    }
  }

  @Test
  void licencesPage_listsThemAll() throws IOException {
    Path page = Sandbox.ROOT.resolve("docs/LICENCES.md");
    String text = page();
    if (Boolean.getBoolean("nines.regenerate")) {
      Files.writeString(page, text);
    }
    assertThat(page)
        .as(
            "write it anew, online (offline, no bill of materials is made): mvn -pl e2e -am package"
                + " -Dtest=SupplyChainTests -Dsurefire.failIfNoSpecifiedTests=false -Dnines.regenerate=true")
        .hasContent(text);
  }

  private static String page() throws IOException {
    Map<String, Set<String>> byLicence = new TreeMap<>();
    for (String service : SERVICES) {
      for (Component component : components(service)) {
        byLicence
            .computeIfAbsent(String.join(" or ", component.licences()), _ -> new TreeSet<>())
            .add(component.name());
      }
    }
    StringBuilder page =
        new StringBuilder(
            """
            # Licences

            Of what is in the services' jars, as their CycloneDX bills of materials have it. Versions and hashes are there: `META-INF/sbom/application.cdx.json`
            in each jar, and so in each image. A licence that is not on the accepted list fails the build.
            """);
    byLicence.forEach((licence, names) ->
        page.append("\n## ")
            .append(licence)
            .append("\n\n")
            .append(String.join(", ", names))
            .append('\n'));
    return page.toString();
  }

  private static List<Component> components(String service) throws IOException {
    Path sbom =
        Sandbox.ROOT.resolve(
            "services/" + service + "/target/classes/META-INF/sbom/application.cdx.json");
    JsonNode root = JsonMapper.builder().build().readTree(Files.readString(sbom));
    List<Component> components = new ArrayList<>();
    for (JsonNode node : root.path("components")) {
      List<String> licences = new ArrayList<>();
      for (JsonNode choice : node.path("licenses")) {
        JsonNode licence = choice.path("license");
        licences.add(licence.path("id").asString(licence.path("name").asString("unknown")));
      }
      components.add(
          new Component(
              node.path("group").asString() + ":" + node.path("name").asString(),
              node.path("version").asString(),
              licences));
    }
    return components;
  }
}
