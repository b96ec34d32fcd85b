package dev.nines.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy of this checkout as it is built, to change at will. */
record CheckoutCopy(Path root) {
  private static final List<String> PARTS =
      List.of(
          "nines",
          "mvnw",
          ".mvn",
          "pom.xml",
          "docker-compose.yml",
          "alerting-rules",
          "docs/runbooks",
          "e2e/pom.xml",
          "gatling",
          "grafana",
          "platform",
          "platform-bom",
          "service-archetype",
          "services");

  /** What no build and no start needs. */
  private static final Set<String> LEFT_OUT = Set.of("surefire-reports", "failsafe-reports");

  CheckoutCopy {
    try {
      Sandbox.deleteTree(root);
      for (String part : PARTS) {
        copy(Sandbox.ROOT.resolve(part), root.resolve(part));
      }
      Files.createDirectories(root.resolve("target"));
      moveRecords(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes what)
              throws IOException {
            if (folder.getParent().endsWith("target")
                && LEFT_OUT.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(place(folder));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes what) throws IOException {
            Files.createDirectories(place(file).getParent());
            Files.copy(file, place(file), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          // A jar is older than a folder made just now: it would be built again, and all that needs
          // it.
          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
              throws IOException {
            Files.setLastModifiedTime(place(folder), Files.getLastModifiedTime(folder));
            return FileVisitResult.CONTINUE;
          }

          private Path place(Path source) {
            return to.resolve(from.relativize(source).toString());
          }
        });
  }

  // Maven remembers what it compiled by whole paths; what it finds elsewhere it compiles again.
  private static void moveRecords(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".lst")).toList()) {
        String text = Files.readString(file);
        Files.writeString(file, text.replace(Sandbox.ROOT.toString(), root.toString()));
      }
    }
  }
}
