package dev.nines.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What {@code docker-compose.yml} and the files that it mounts say of each other, and where they
 * disagree: all that can be told without running the programs.
 */
record StackFiles(Path root) {
  private static final int MEGABYTES = 2560;
  private static final int MEGABYTES_OF_A_SERVICE = 288;
  private static final Pattern IMAGE =
      Pattern.compile("\\$\\{NINES_MIRROR:-}[a-z/]+:v?\\d+(\\.\\d+)+");

  /** What images declare as volumes: without a mount each container gets one without a name. */
  private static final Map<String, String> VOLUMES =
      Map.of(
          "postgres", "/var/lib/postgresql",
          "prom/prometheus", "/prometheus",
          "prom/alertmanager", "/alertmanager");

  private static final Pattern PORT =
      Pattern.compile("127\\.0\\.0\\.1:\\$\\{(NINES_\\w+):-(\\d+)}:(\\d+)");
  private static final Pattern LISTENS =
      Pattern.compile("(?:0\\.0\\.0\\.0:|http_listen_port: )(\\d+)");
  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\w.$/-])(?:https?://)?([a-z][a-z-]+):(\\d{2,5})\\b");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?im)^[^#/\\n]*?(\\w*(?:password|secret|token|api_?key)\\w*)\\s*[:=]\\s*(.*)$");
  private static final Pattern HARMLESS =
      Pattern.compile("(\\$\\{NINES_\\w+:-}|\\$\\$\\(cat .*|/run/credentials/.*)");
  private static final Pattern UID = Pattern.compile("\\buid:\\s*([\\w-]+)");
  private static final Pattern UID_USED = Pattern.compile("datasourceUid:\\s*([\\w-]+)");
  private static final Pattern UID_SHOWN =
      Pattern.compile("\"datasource\"\\s*:\\s*\\{[^}]*\"uid\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern COMPONENT =
      Pattern.compile("(?m)^((?:otelcol|prometheus|loki|discovery)\\.[\\w.]+) \"(\\w+)\" \\{");
  private static final Pattern COMPONENT_USED =
      Pattern.compile(
          "\\b((?:otelcol|prometheus|loki|discovery)(?:\\.\\w+)+)\\.(?:input|receiver|output|targets)\\b");

  /** One line for each, none if all agree. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(unreadable());
    if (problems.isEmpty()) {
      services().forEach((name, service) -> problems.addAll(problems(name, service)));
      problems.addAll(profiles());
      problems.addAll(memory());
      problems.addAll(ports());
      problems.addAll(addresses());
      problems.addAll(secrets());
      problems.addAll(dataSources());
      problems.addAll(pipelines());
      problems.addAll(new ImageFiles(root).problems());
    }
    return problems;
  }

  /** Variables that move a port of this machine, each with the port it moves. */
  Map<String, Integer> publishedPorts() {
    Map<String, Integer> ports = new TreeMap<>();
    published().values().forEach(port -> ports.put(port.group(1), Integer.valueOf(port.group(2))));
    return ports;
  }

  private List<String> unreadable() {
    List<String> problems = new ArrayList<>();
    for (Path file : files(path -> path.toString().matches(".*\\.ya?ml"))) {
      try {
        yaml(file);
      } catch (YamlEngineException e) {
        problems.add(root.relativize(file) + ": " + e.getMessage());
      }
    }
    return problems;
  }

  private List<String> problems(String name, Map<String, Object> service) {
    List<String> problems = new ArrayList<>();
    if (!service.containsKey("build")
        && !IMAGE.matcher(service.getOrDefault("image", "").toString()).matches()) {
      problems.add(name + ": image without a pinned tag or without the mirror's prefix");
    }
    mounts(service)
        .filter(path -> !Files.exists(path))
        .forEach(path -> problems.add(name + ": mounts " + root.relativize(path) + ", not there"));
    strings(service.get("ports"))
        .filter(port -> !PORT.matcher(port).matches())
        .forEach(port -> problems.add(name + ": port " + port + " not of loopback by a variable"));
    if (service.get("depends_on") instanceof Map<?, ?> others) {
      others.keySet().stream()
          .map(Object::toString)
          .filter(other -> !profiles(other).contains("core"))
          .forEach(other -> problems.add(name + ": waits for " + other + ", which is optional"));
    }
    long limit = megabytes(service.get("mem_limit"));
    long heap = megabytes(environment(service).get("GOMEMLIMIT"));
    if (limit == 0 || heap > limit * 9 / 10) {
      problems.add(name + ": no mem_limit, or GOMEMLIMIT too near to it");
    }
    if (!(service.get("logging") instanceof Map<?, ?> logging)
        || !(logging.get("options") instanceof Map<?, ?> options)
        || !options.keySet().containsAll(Set.of("max-size", "max-file"))) {
      problems.add(name + ": its log grows without bound");
    }
    problems.addAll(namelessVolumes(name, service));
    return problems;
  }

  private static List<String> namelessVolumes(String name, Map<String, Object> service) {
    String image = service.getOrDefault("image", "").toString();
    String volume = VOLUMES.get(image.replaceAll("^\\$\\{NINES_MIRROR:-}|:[^:]+$", ""));
    return volume == null
            || strings(service.get("tmpfs")).anyMatch(volume::equals)
            || strings(service.get("volumes"))
                .anyMatch(mount -> mount.matches("[a-z]+:" + volume + "(:ro)?"))
        ? List.of()
        : List.of(name + ": a volume without a name at " + volume);
  }

  private List<String> profiles() {
    return services().keySet().stream()
        .filter(name -> !profiles(name).contains("full"))
        .map(name -> name + ": not in profile full")
        .toList();
  }

  private List<String> memory() {
    long sum = services().values().stream().mapToLong(s -> megabytes(s.get("mem_limit"))).sum();
    long others = services().values().stream().filter(s -> s.containsKey("build")).count() - 2;
    return sum <= MEGABYTES + MEGABYTES_OF_A_SERVICE * others
        ? List.of()
        : List.of("memory limits: " + sum + " MB together");
  }

  private List<String> ports() {
    List<String> variables = published().values().stream().map(port -> port.group(1)).toList();
    return Set.copyOf(variables).size() == variables.size()
        ? List.of()
        : List.of("ports: a variable moves two of them: " + variables);
  }

  private List<String> addresses() {
    List<String> problems = new ArrayList<>();
    for (Path file : files(path -> path.toString().matches(".*\\.(ya?ml|alloy|ini)"))) {
      String text = text(file).replaceAll("(?m)^\\s*(#|//|image:|FROM ).*$", "");
      ADDRESS
          .matcher(text)
          .results()
          .filter(address -> !address.group(1).equals("localhost"))
          .filter(address -> !listens(address.group(1)).contains(address.group(2)))
          .forEach(address ->
              problems.add(
                  root.relativize(file) + ": nothing listens at " + address.group().strip()));
    }
    return problems;
  }

  private List<String> secrets() {
    List<String> problems = new ArrayList<>();
    for (Path file : files(path -> !path.toString().endsWith(".sh"))) {
      SECRET
          .matcher(text(file))
          .results()
          .filter(secret -> !HARMLESS.matcher(secret.group(2).strip()).matches())
          .forEach(
              secret -> problems.add(root.relativize(file) + ": a value for " + secret.group(1)));
    }
    return problems;
  }

  private List<String> dataSources() {
    Path provisioned = root.resolve("grafana/provisioning/datasources/nines.yaml");
    Set<String> known = words(UID, text(provisioned));
    List<String> problems = new ArrayList<>(missing(known, words(UID_USED, text(provisioned))));
    for (Path file : files(path -> path.toString().endsWith(".json"))) {
      Set<String> shown = words(UID_SHOWN, text(file));
      shown.removeIf(uid -> uid.startsWith("$") || uid.startsWith("-- "));
      problems.addAll(missing(known, shown));
    }
    String home = text(root.resolve("grafana/grafana.ini"));
    if (!home.contains("default_home_dashboard_path = /etc/grafana/dashboards/slos/fleet.json")
        || !Files.exists(root.resolve("grafana/dashboards/generated/fleet.json"))) {
      problems.add("grafana.ini: the home dashboard is not the fleet's");
    }
    return problems;
  }

  private static List<String> missing(Set<String> known, Set<String> used) {
    return used.stream()
        .filter(uid -> !known.contains(uid))
        .map(uid -> "data source " + uid + " is not provisioned")
        .toList();
  }

  private List<String> pipelines() {
    String text = text(root.resolve("deploy/alloy/config.alloy"));
    Set<String> known =
        COMPONENT
            .matcher(text)
            .results()
            .map(component -> component.group(1) + "." + component.group(2))
            .collect(Collectors.toSet());
    return words(COMPONENT_USED, text).stream()
        .filter(component -> !known.contains(component))
        .map(component -> "config.alloy: there is no " + component)
        .toList();
  }

  private Set<String> listens(String name) {
    Map<String, Object> service = services().get(name);
    if (service == null) {
      return Set.of();
    }
    Set<String> ports = new TreeSet<>();
    mounts(service)
        .filter(Files::isRegularFile)
        .forEach(file -> ports.addAll(words(LISTENS, text(file))));
    if (ports.isEmpty()) {
      published().entrySet().stream()
          .filter(port -> port.getKey().startsWith(name + " "))
          .forEach(port -> ports.add(port.getValue().group(3)));
    }
    return ports;
  }

  private Map<String, MatchResult> published() {
    Map<String, MatchResult> ports = new LinkedHashMap<>();
    services()
        .forEach((name, service) ->
            strings(service.get("ports"))
                .flatMap(port -> PORT.matcher(port).results())
                .forEach(port -> ports.put(name + " " + port.group(3), port)));
    return ports;
  }

  private Set<String> profiles(String service) {
    return strings(services().getOrDefault(service, Map.of()).get("profiles"))
        .collect(Collectors.toSet());
  }

  private Stream<Path> mounts(Map<String, Object> service) {
    return strings(service.get("volumes"))
        .filter(volume -> volume.startsWith("./"))
        .map(volume -> root.resolve(volume.substring(2, volume.indexOf(':'))));
  }

  private Map<String, Map<String, Object>> services() {
    Map<String, Map<String, Object>> services = new TreeMap<>();
    map(map(yaml(root.resolve("docker-compose.yml"))).get("services"))
        .forEach((name, service) -> services.put(name, merged(map(service))));
    return services;
  }

  /** With what it takes over by {@code <<}, which is a key like others to this parser. */
  private static Map<String, Object> merged(Map<String, Object> own) {
    Map<String, Object> all =
        own.containsKey("<<") ? new LinkedHashMap<>(merged(map(own.get("<<")))) : own;
    all.putAll(own);
    return all;
  }

  private static Map<String, Object> environment(Map<String, Object> service) {
    return map(service.getOrDefault("environment", Map.of()));
  }

  private static long megabytes(Object amount) {
    return amount == null ? 0 : Long.parseLong(amount.toString().replaceAll("(m|MiB)$", ""));
  }

  private static Set<String> words(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> strings(Object list) {
    return list instanceof List<?> items ? items.stream().map(Object::toString) : Stream.of();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  /** Refuses duplicate keys. The tag is Compose's own. */
  private static Object yaml(Path file) {
    return new Load(LoadSettings.builder().setLabel(file.toString()).build())
        .loadFromString(text(file).replace("!reset ", ""));
  }

  /**
   * All that a container of the stack is made from, but for rules: these have tests of their own.
   */
  private List<Path> files(Predicate<Path> wanted) {
    List<Path> files = new ArrayList<>(List.of(root.resolve("docker-compose.yml")));
    for (String folder : List.of("deploy", "grafana", "alerting-rules")) {
      try (Stream<Path> all = Files.walk(root.resolve(folder))) {
        all.filter(Files::isRegularFile)
            .filter(file -> !file.toString().matches(".*(rules|tests)\\.yaml"))
            .forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    files.removeIf(file -> !wanted.test(file));
    return files;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
