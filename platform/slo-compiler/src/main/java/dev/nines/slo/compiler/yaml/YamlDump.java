package dev.nines.slo.compiler.yaml;

import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Maps and lists as YAML, byte for byte the same each time; strings of several lines as blocks. */
final class YamlDump {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .setDereferenceAliases(true)
          .build();

  private YamlDump() {}

  /**
   * Writes a file.
   *
   * @param header comment lines without their {@code #}
   */
  static String file(String header, Object content) {
    return header.lines().map(line -> "# " + line + "\n").collect(Collectors.joining())
        + content(content);
  }

  static String content(Object content) {
    return new Dump(SETTINGS).dumpToString(content);
  }
}
