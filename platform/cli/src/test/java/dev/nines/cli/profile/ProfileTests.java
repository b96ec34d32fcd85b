package dev.nines.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ProfileTests {
  private static final Call OURS = new Call("Shop<T>.sell", Origin.NINES);
  private static final Call JDK = new Call("HashMap.put", Origin.JDK);
  private static final Call SPRING = new Call("DispatcherHandler.handle", Origin.SPRING);

  @TempDir Path folder;

  @Test
  void whatTheJdkDoes_countsForItsCaller() {
    assertThat(Profile.owner(List.of(SPRING, OURS, JDK))).isEqualTo(Origin.NINES);
    assertThat(Profile.owner(List.of(JDK))).isEqualTo(Origin.JDK);
  }

  @Test
  void aFrame_holdsAllThatItCalled() {
    Frame root = new Frame("all", Origin.OTHER);
    root.add(List.of(SPRING, OURS), 3);
    root.add(List.of(SPRING), 1);
    root.add(List.of(OURS), 6);

    assertThat(root.weight()).isEqualTo(10);
    assertThat(root.callees())
        .extracting(Frame::label)
        .containsExactly(OURS.label(), SPRING.label());
    assertThat(root.callees().getLast().weight()).isEqualTo(4);
    assertThat(root.depth(3)).isEqualTo(3);
    assertThat(root.depth(4)).isEqualTo(2);
  }

  @Test
  void aRealRecording_tellsWhatWasAllocated() throws IOException {
    Path file = folder.resolve("test.jfr");
    int arrays = 2000;
    int size = 100_000;
    List<byte[]> kept = new ArrayList<>();
    try (Recording recording = new Recording()) {
      recording.enable(Profile.ALLOCATION).with("throttle", "10000/s").withStackTrace();
      recording.start();
      for (int i = 0; i < arrays; i++) {
        byte[] array = new byte[size];
        if (i % 100 == 0) {
          kept.add(array);
        }
      }
      recording.stop();
      recording.dump(file);
    }

    ServiceProfile profile = ServiceProfile.read("shop", file, arrays);

    assertThat(kept).hasSize(arrays / 100);
    assertThat(profile.hasCpu()).isFalse();
    assertThat(profile.bytesPerRequest()).isCloseTo(size, within(size * 0.5));
    assertThat(profile.rows())
        .anySatisfy(row -> {
          assertThat(row.origin()).isEqualTo("nines");
          assertThat(row.allocation()).isGreaterThan(0.5);
        });
    assertThat(profile.draw(folder))
        .allSatisfy(picture -> assertThat(Files.size(picture)).isPositive());
  }

  @Test
  void aFlameGraph_isWellFormed_andTellsShares() throws Exception {
    Frame root = new Frame("all", Origin.OTHER);
    root.add(List.of(SPRING, OURS), 750);
    root.add(List.of(SPRING), 250);
    root.add(List.of(JDK), 1);

    String svg = FlameSvg.of(new Profile(root, Map.of()), "a & b");

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    var titles = document.getElementsByTagName("title");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < titles.getLength(); i++) {
      texts.add(titles.item(i).getTextContent());
    }
    assertThat(texts)
        .as("too narrow a box is left out")
        .containsExactly(
            "all: 100.0 %", "DispatcherHandler.handle: 99.9 %", "Shop<T>.sell: 74.9 %");
    assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("a & b");
  }
}
