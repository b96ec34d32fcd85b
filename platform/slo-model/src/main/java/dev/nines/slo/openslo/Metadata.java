package dev.nines.slo.openslo;

import java.util.Optional;

/** The {@code metadata} that every OpenSLO document has. */
record Metadata(Text name, String displayName, Optional<Block> annotations) {

  /** Reads it but for the annotations, which the kind must read and close. */
  static Optional<Metadata> read(Block document, Report report) {
    return document
        .requiredBlock("metadata")
        .flatMap(block -> {
          var name = block.requiredText("name").filter(text -> Names.check(text, report));
          var display = block.text("displayName").map(Text::value);
          var annotations = block.block("annotations");
          block.notImplemented("labels", "Remove it");
          block.close();
          return name.map(n -> new Metadata(n, display.orElse(n.value()), annotations));
        });
  }
}
