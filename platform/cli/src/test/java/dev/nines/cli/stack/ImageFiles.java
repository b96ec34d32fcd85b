package dev.nines.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code Dockerfile} and the one within the inbox's compose file are built on, and say. */
record ImageFiles(Path root) {
  /** Tags that move with each security update of a base: {@code Dockerfile} says why. */
  private static final Set<String> MOVING =
      Set.of("eclipse-temurin:25-jdk", "gcr.io/distroless/base-nossl-debian13:nonroot");

  private static final Pattern PINNED = Pattern.compile(".+(:v?\\d+(\\.\\d+)+|@sha256:\\w{64})");
  private static final Pattern FROM =
      Pattern.compile("(?m)^\\s*FROM (?:--\\S+ )?(\\S+)(?: AS (\\S+))?");
  private static final Pattern ARGUMENT = Pattern.compile("(?m)^ARG VERSION=(\\S+)$");
  private static final Pattern VERSION = Pattern.compile("(?m)^  <version>(\\S+)</version>$");

  /** One line for each, none if all is well. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String file : List.of("Dockerfile", "deploy/inbox/docker-compose.yml")) {
      bases(text(file)).stream()
          .filter(base -> !MOVING.contains(base) && !PINNED.matcher(base).matches())
          .forEach(base -> problems.add(file + ": built on " + base + ", no pinned tag"));
    }
    String version = first(VERSION, text("pom.xml"));
    if (!first(ARGUMENT, text("Dockerfile")).equals(version)) {
      problems.add("Dockerfile: ARG VERSION is not the POM's " + version);
    }
    return problems;
  }

  private static Set<String> bases(String text) {
    Set<String> stages = new LinkedHashSet<>();
    Set<String> bases = new LinkedHashSet<>();
    Matcher from = FROM.matcher(text);
    while (from.find()) {
      if (!stages.contains(from.group(1))) {
        bases.add(from.group(1));
      }
      if (from.group(2) != null) {
        stages.add(from.group(2));
      }
    }
    return bases;
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private String text(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
