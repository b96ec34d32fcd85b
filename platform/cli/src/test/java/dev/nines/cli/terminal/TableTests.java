package dev.nines.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTests {
  @Test
  void columns_lineUp_whateverTheirColours() {
    Table table =
        new Table("  ").row("name", "up").row(Style.BAD.around("order"), "no").row("é", "yes");

    assertThat(table.lines())
        .containsExactly("  name   up", "  " + Style.BAD.around("order") + "  no", "  é      yes");
  }

  @Test
  void rows_mayBeShorterThanOthers() {
    assertThat(new Table("").row("a").row("bb", "c", "").lines()).containsExactly("a", "bb  c");
  }
}
