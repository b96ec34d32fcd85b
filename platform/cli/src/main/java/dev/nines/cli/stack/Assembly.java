package dev.nines.cli.stack;

import dev.nines.cli.docker.Compose;
import dev.nines.cli.docker.Engine;
import dev.nines.cli.docker.Recipe;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which parts of the stack can run in containers here: those whose images are there or can be
 * fetched. Parts beyond the core may be missing, and Nines' own inbox takes Mailpit's place.
 */
record Assembly(Path root, Compose compose) {
  private static final String MAIL = "mailpit";
  private static final Pattern FROM =
      Pattern.compile("(?m)^FROM (?:--\\S+ )?(\\S+)(?: AS (\\S+))?");

  /**
   * What came of it.
   *
   * @param compose what to bring it up with
   * @param recipes parts that can run
   * @param missing why the images of the others can't be had, by part or image
   * @param obstacle why nothing can run at all; empty if the core can
   */
  record Gathered(
      Compose compose,
      List<Recipe> recipes,
      Map<String, String> missing,
      Optional<String> obstacle) {
    List<String> services() {
      return recipes.stream().map(Recipe::name).toList();
    }

    List<String> built() {
      return recipes.stream().filter(Recipe::built).map(Recipe::name).toList();
    }

    List<Port> ports(Settings settings) {
      Set<Integer> published =
          recipes.stream().flatMap(r -> r.ports().stream()).collect(Collectors.toSet());
      return Arrays.stream(Port.values())
          .filter(port -> published.contains(settings.port(port)))
          .toList();
    }

    /** A line for each part that is not there. */
    List<String> leftOut() {
      return missing.entrySet().stream()
          .map(entry ->
              entry.getKey().equals(MAIL)
                  ? "  Nines' own inbox takes Mailpit's place: " + entry.getValue()
                  : "  Without " + entry.getKey() + ": " + entry.getValue())
          .toList();
    }
  }

  /** Fetches what is missing, side by side. */
  Gathered gather(Terminal terminal) {
    List<Recipe> recipes = compose.recipes();
    Map<String, String> images = new TreeMap<>();
    recipes.stream().filter(r -> !r.built()).forEach(r -> images.put(r.name(), r.image()));
    bases().forEach(image -> images.put(image, image));
    Map<String, String> missing = fetch(images, terminal);
    Set<String> needed = new LinkedHashSet<>(core());
    needed.remove(MAIL);
    needed.addAll(bases());
    Optional<String> obstacle =
        needed.stream().map(missing::get).filter(Objects::nonNull).findFirst();
    Compose chosen =
        missing.containsKey(MAIL)
            ? compose.with(root.resolve("deploy/inbox/docker-compose.yml"))
            : compose;
    List<Recipe> there =
        (missing.containsKey(MAIL) ? chosen.recipes() : recipes)
            .stream().filter(r -> r.built() || !missing.containsKey(r.name())).toList();
    return new Gathered(chosen, there, missing, obstacle);
  }

  private List<String> core() {
    return new Compose(compose.files(), List.of("core"), compose.environment(), compose.log())
        .recipes().stream().map(Recipe::name).toList();
  }

  private static Map<String, String> fetch(Map<String, String> images, Terminal terminal) {
    Map<String, String> missing = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      images.forEach((name, image) ->
          threads.execute(() ->
              fetch(image, terminal).ifPresent(why -> missing.put(name, image + ": " + why))));
    }
    return new TreeMap<>(missing);
  }

  private static Optional<String> fetch(String image, Terminal terminal) {
    Instant start = Instant.now();
    Optional<String> reason = new Engine().fetch(image);
    Duration took = Duration.between(start, Instant.now());
    if (reason.isEmpty() && took.toSeconds() > 2) {
      Lines.prepared(terminal, image, took);
    }
    return reason;
  }

  /** Images that the services' images are built on. */
  private Set<String> bases() {
    Set<String> stages = new LinkedHashSet<>();
    Set<String> bases = new LinkedHashSet<>();
    try {
      FROM.matcher(Files.readString(root.resolve("Dockerfile")))
          .results()
          .forEach(from -> {
            if (!stages.contains(from.group(1))) {
              bases.add(from.group(1));
            }
            Optional.ofNullable(from.group(2)).ifPresent(stages::add);
          });
      return bases;
    } catch (IOException e) {
      throw new Refusal(
          "No Dockerfile in " + root + " (" + e.getMessage() + "). Is it a checkout of Nines?", e);
    }
  }
}
