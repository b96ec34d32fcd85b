package dev.nines.cli.inbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mails as files, {@code TIME-NUMBER.eml}; the oldest go when there are too many. Thread-safe. */
final class MailFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern ID = Pattern.compile("(\\d{8}-\\d{6}\\.\\d{3})-\\d{4}");

  private final Path folder;
  private final int most;
  private final Clock clock;
  private int number;

  MailFolder(Path folder, int most, Clock clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.most = most;
    this.clock = clock;
  }

  /** What writes a mail's bytes. */
  interface Content {
    void to(OutputStream out) throws Exception;
  }

  synchronized String keep(Content content) throws Exception {
    number = (number + 1) % 10_000;
    String id = TIME.format(clock.instant()) + "-%04d".formatted(number);
    Path half = folder.resolve(id + ".new");
    try (OutputStream out = Files.newOutputStream(half)) {
      content.to(out);
    }
    Files.move(half, file(id), StandardCopyOption.ATOMIC_MOVE);
    for (String old : ids().stream().skip(most).toList()) {
      Files.deleteIfExists(file(old));
    }
    return id;
  }

  /** Newest first. */
  List<String> ids() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".eml"))
          .map(name -> name.substring(0, name.length() - ".eml".length()))
          .filter(id -> ID.matcher(id).matches())
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty if there is no such mail, or no longer. */
  Optional<StoredMail> read(String id) {
    var matcher = ID.matcher(id);
    if (!matcher.matches() || !Files.exists(file(id))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StoredMail.read(id, TIME.parse(matcher.group(1), Instant::from), file(id)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ".eml");
  }
}
