package dev.nines.cli.stack;

import dev.nines.cli.postgres.PostgresCluster;
import dev.nines.cli.process.Signal;
import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.supervisor.Part;
import dev.nines.cli.supervisor.Plan;
import dev.nines.cli.token.Claims;
import dev.nines.cli.token.DevelopmentKey;
import dev.nines.cli.tools.Tool;
import dev.nines.cli.tools.Toolbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The native stack's parts: what each is started with. */
record Parts(Settings settings) {
  static final String MARK = "NINES_STACK";
  private static final String READINESS = "/actuator/health/readiness";
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LONG_GRACE = Duration.ofSeconds(15);

  Plan plan(PostgresCluster cluster, ServiceJars jars, Toolbox tools, Configuration configuration) {
    List<Part> parts = new ArrayList<>();
    parts.add(postgres(cluster));
    parts.add(order(jars.order(), cluster));
    parts.add(gateway(jars.gateway()));
    settings.services().forEach(service -> parts.add(other(service, jars.of(service), cluster)));
    parts.add(prometheus(tools, configuration));
    parts.add(alertmanager(tools, configuration));
    return new Plan(
        parts,
        settings.port(Port.SMTP),
        settings.port(Port.MAIL_UI),
        "order",
        "postgres",
        settings.url(Port.ORDER_MANAGEMENT, "/actuator/faults"));
  }

  private Part postgres(PostgresCluster cluster) {
    URI health =
        URI.create("postgres://" + PostgresCluster.USER + "@" + settings.address(Port.POSTGRES));
    // INT ends the clients' connections; TERM would wait until they end them.
    return part(
        "postgres",
        cluster.command(settings.port(Port.POSTGRES)),
        Map.of(),
        List.of(),
        health,
        Signal.INT,
        LONG_GRACE);
  }

  private Part order(ServiceJar jar, PostgresCluster cluster) {
    Map<String, String> environment = service(Port.ORDER, Port.ORDER_MANAGEMENT);
    environment.putAll(new Mtls(settings).variables("order"));
    environment.put("NINES_FAULTS_ENABLED", "true");
    environment.putAll(database(cluster));
    return service(jar, environment, health(Port.ORDER_MANAGEMENT), List.of("postgres"));
  }

  private Map<String, String> database(PostgresCluster cluster) {
    return Map.of(
        "NINES_POSTGRES_URL",
        settings.address(Port.POSTGRES) + "/" + PostgresCluster.USER,
        "NINES_POSTGRES_USER",
        PostgresCluster.USER,
        "NINES_POSTGRES_PASSWORD",
        cluster.password());
  }

  private Part other(LocalService service, ServiceJar jar, PostgresCluster cluster) {
    Map<String, String> environment = service(service.port(), service.managementPort());
    environment.putAll(new Mtls(settings).variables(service.name()));
    environment.put("NINES_FAULTS_ENABLED", "true");
    if (service.database()) {
      environment.putAll(database(cluster));
    }
    return service(
        jar,
        environment,
        settings.managementUrl(service, READINESS),
        service.database() ? List.of("postgres") : List.of());
  }

  private Part gateway(ServiceJar jar) {
    Map<String, String> environment = service(Port.GATEWAY, Port.GATEWAY_MANAGEMENT);
    environment.put("NINES_ORDER_URL", settings.url(Port.ORDER, "").toString());
    environment.putAll(new Mtls(settings).variables("gateway"));
    // Anybody's clients come here.
    environment.put("NINES_MTLS_SERVER", "false");
    return service(jar, environment, health(Port.GATEWAY_MANAGEMENT), List.of());
  }

  /** What a service needs to get ready, and no more: it is to reach nothing. */
  Map<String, String> training() {
    Map<String, String> environment = service(Port.ORDER, Port.ORDER_MANAGEMENT);
    environment.put("NINES_POSTGRES_URL", Settings.LOOPBACK + ":9/none"); // the discard port
    environment.put("NINES_POSTGRES_PASSWORD", "none");
    environment.put(MARK, settings.home().toString());
    return environment;
  }

  private Map<String, String> service(Port port, Port management) {
    return service(settings.port(port), settings.port(management));
  }

  private Map<String, String> service(int port, int management) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SERVER_ADDRESS", Settings.LOOPBACK);
    environment.put("SERVER_PORT", "" + port);
    environment.put("MANAGEMENT_SERVER_ADDRESS", Settings.LOOPBACK);
    environment.put("MANAGEMENT_SERVER_PORT", "" + management);
    environment.put("NINES_ENV", settings.environment().getOrDefault("NINES_ENV", "local"));
    String jwt = "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_";
    environment.put(jwt + "ISSUER_URI", Claims.ISSUER);
    environment.put(
        jwt + "PUBLIC_KEY_LOCATION", DevelopmentKey.publicKey(settings.home()).toUri().toString());
    environment.put(
        "NINES_OTLP_ENDPOINT",
        settings
            .environment()
            .getOrDefault("NINES_OTLP_ENDPOINT", settings.url(Port.OTLP, "/v1/traces").toString()));
    return environment;
  }

  private URI health(Port management) {
    return settings.url(management, READINESS);
  }

  private Part service(
      ServiceJar jar, Map<String, String> environment, URI health, List<String> needs) {
    return part(
        jar.name(), jar.command(jar.extracted()), environment, needs, health, Signal.TERM, GRACE);
  }

  private Part prometheus(Toolbox tools, Configuration configuration) {
    return part(
        "prometheus",
        List.of(
            tools.file(Tool.PROMETHEUS).toString(),
            "--config.file=" + configuration.prometheus(),
            "--storage.tsdb.path=" + folder("prometheus"),
            "--storage.tsdb.retention.time=31d",
            "--storage.tsdb.retention.size=2GB",
            "--web.listen-address=" + settings.address(Port.PROMETHEUS),
            "--web.external-url=http://" + settings.address(Port.PROMETHEUS),
            "--enable-feature=exemplar-storage"),
        Map.of("GOMAXPROCS", "2", "GOMEMLIMIT", "200MiB"),
        List.of(),
        settings.url(Port.PROMETHEUS, "/-/ready"),
        Signal.TERM,
        LONG_GRACE);
  }

  Part alertmanager(Toolbox tools, Configuration configuration) {
    return part(
        "alertmanager",
        List.of(
            tools.file(Tool.ALERTMANAGER).toString(),
            "--config.file=" + configuration.alertmanager(),
            "--storage.path=" + folder("alertmanager"),
            "--web.listen-address=" + settings.address(Port.ALERTMANAGER),
            "--web.external-url=http://" + settings.address(Port.ALERTMANAGER),
            "--cluster.listen-address="),
        Map.of("GOMAXPROCS", "2"),
        List.of(),
        settings.url(Port.ALERTMANAGER, "/-/ready"),
        Signal.TERM,
        GRACE);
  }

  private Path folder(String name) {
    return settings.home().resolve(name);
  }

  /** Something that makes load, until it ends by itself. */
  Part load(List<String> command) {
    Part part =
        part("load", command, Map.of(), List.of(), URI.create("none:load"), Signal.TERM, GRACE);
    return new Part(
        part.name(),
        part.command(),
        part.environment(),
        part.log(),
        part.needs(),
        part.health(),
        part.stop(),
        part.grace(),
        true);
  }

  private Part part(
      String name,
      List<String> command,
      Map<String, String> environment,
      List<String> needs,
      URI health,
      Signal stop,
      Duration grace) {
    Map<String, String> marked = new HashMap<>(environment);
    marked.put(MARK, settings.home().toString());
    return new Part(
        name, command, marked, settings.log(name).toString(), needs, health, stop, grace, false);
  }
}
