package dev.nines.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the archetype says by itself is what the command line says. */
class ArchetypeTests {
  /** Each property that it asks for, with its default; empty if there is none. */
  private static Map<String, String> defaults() throws Exception {
    NodeList properties =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                CheckoutCopy.ROOT
                    .resolve("service-archetype/src/main/resources/META-INF/maven")
                    .resolve("archetype-metadata.xml")
                    .toFile())
            .getElementsByTagName("requiredProperty");
    Map<String, String> defaults = new HashMap<>();
    for (int i = 0; i < properties.getLength(); i++) {
      Element property = (Element) properties.item(i);
      NodeList value = property.getElementsByTagName("defaultValue");
      defaults.put(
          property.getAttribute("key"),
          value.getLength() == 0 ? "" : value.item(0).getTextContent());
    }
    return defaults;
  }

  @Test
  void archetype_asksForAllThatTheTemplateUses() throws Exception {
    assertThat(service("payment").properties().keySet())
        // The plugin asks for these by itself.
        .filteredOn(key -> !List.of("groupId", "version", "package").contains(key))
        .isSubsetOf(defaults().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"payment", "stock-keeping", "inventory", "relay", "tax", "box-batch"})
  void defaultsThatFollowFromTheName_areThoseOfTheCommandLine(String name) throws Exception {
    Map<String, String> defaults = defaults();
    Map<String, String> expected = service(name).properties();

    for (String key : List.of("className", "plural", "variable")) {
      assertThat(evaluated(defaults.get(key), name)).as(key).isEqualTo(expected.get(key));
    }
  }

  private static String evaluated(String value, String name) {
    VelocityContext context = new VelocityContext();
    context.put("artifactId", name);
    StringWriter evaluated = new StringWriter();
    new VelocityEngine().evaluate(context, evaluated, name, value);
    return evaluated.toString();
  }

  private static NewService service(String name) {
    return new NewService(
        new ServiceName(name), "com.example", false, new Ports(8082, 9082), true, "1");
  }
}
