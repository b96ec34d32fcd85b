package dev.nines.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.services.LocalService;
import dev.nines.cli.services.LocalServices;
import dev.nines.cli.slo.RepositoryFiles;
import dev.nines.cli.slo.SloFiles;
import dev.nines.cli.terminal.Refusal;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldTests {
  @TempDir private Path root;

  @BeforeEach
  void copy() throws IOException {
    CheckoutCopy.to(root);
  }

  @Test
  void newService_isKnownWhereverServicesAre() throws IOException {
    Scaffold.Written written = new Scaffold(root).inCheckout(payment(true));

    assertThat(LocalServices.read(root))
        .containsExactly(
            new LocalService(
                "payment",
                8082,
                9082,
                true,
                "dev.nines.payment.load.PaymentSimulation",
                List.of("payments:read", "payments:write")));
    assertThat(written.changed())
        .contains(
            root.resolve("pom.xml"),
            root.resolve("docker-compose.yml"),
            root.resolve("alerting-rules/targets/services.yml"));
    assertThat(root.resolve("pom.xml"))
        .content()
        .contains("<module>services/gateway</module>\n    <module>services/payment</module>");
    assertThat(root.resolve("alerting-rules/targets/services.yml"))
        .content()
        .endsWith("- targets: ['payment:9000']\n  labels: {service: payment}\n");
    assertThat(root.resolve("gatling/src/main/java/dev/nines/payment/load/PaymentSimulation.java"))
        .exists();
    assertThat(root.resolve("services/payment/load")).doesNotExist();
    assertThat(written.files()).doesNotContain("mvnw", ".gitignore");
  }

  @Test
  void whatFollowsFromItsSlos_isWhatCompileWrites() {
    new Scaffold(root).inCheckout(payment(false));

    var compiled =
        (Compiled)
            new SloCompiler(Options.defaults()).compile(SloFiles.read(SloFiles.ofServices(root)));
    RepositoryFiles.of(compiled, root)
        .forEach((folder, files) ->
            files
                .contents()
                .forEach(
                    (name, text) -> assertThat(folder.resolve(name)).content().isEqualTo(text)));
    assertThat(RepositoryFiles.rules(root).resolve("payment.rules.yaml")).exists();
    assertThat(root.resolve("docs/runbooks/payment-availability.md")).exists();
    assertThat(root.resolve("grafana/dashboards/generated/payment.json")).exists();
  }

  @Test
  void withoutDatabase_nothingOfIt() throws IOException {
    new Scaffold(root).inCheckout(payment(false));

    assertThat(CheckoutCopy.tree(root.resolve("services/payment")).values())
        .noneMatch(text -> text.contains("r2dbc") || text.toLowerCase().contains("flyway"));
  }

  @Test
  void repositoryOfItsOwn_leavesTheCheckoutAlone(@TempDir Path elsewhere) throws IOException {
    Map<Path, String> before = CheckoutCopy.tree(root);

    Path own = elsewhere.resolve("more/payment");
    new Scaffold(root).inItsOwn(own, service("payment", true, true));

    assertThat(CheckoutCopy.tree(root)).isEqualTo(before);
    assertThat(own.resolve("mvnw")).isExecutable();
    assertThat(own.resolve("pom.xml")).content().doesNotContain("<parent>").contains("nines-bom");
    assertThat(own.resolve(".gitignore")).exists();
    assertThat(own.resolve("nines.yaml")).doesNotExist();
    assertThat(own.resolve("load/src/main/java/dev/nines/payment/load/PaymentSimulation.java"))
        .exists();
    assertThat(own.resolve("slo/payment.rules.yaml")).exists();
    assertThat(own.resolve("slo/dashboards/payment.json")).exists();
    assertThat(own.resolve("slo/runbooks/payment-latency.md")).exists();
  }

  @Test
  void secondOfTheName_isRefused_andNothingIsWritten() throws IOException {
    new Scaffold(root).inCheckout(payment(false));
    Map<Path, String> before = CheckoutCopy.tree(root);

    assertThatThrownBy(() -> new Scaffold(root).inCheckout(payment(false)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("services/payment: It is there already.");
    assertThat(CheckoutCopy.tree(root)).isEqualTo(before);
  }

  @Test
  void nameThatAFileHasAlready_isRefused_andNothingIsWritten() throws IOException {
    Path compose = root.resolve("docker-compose.yml");
    Files.writeString(compose, Files.readString(compose) + "\n  payment:\n    image: other\n");
    Map<Path, String> before = CheckoutCopy.tree(root);

    assertThatThrownBy(() -> new Scaffold(root).inCheckout(payment(false)))
        .hasMessage(
            "docker-compose.yml: It has 'payment:' already. Choose another name, or take it out.");
    assertThat(CheckoutCopy.tree(root)).isEqualTo(before);
  }

  @Test
  void nameOfAnotherArtifact_isRefused_andNothingIsWritten() throws IOException {
    Map<Path, String> before = CheckoutCopy.tree(root);

    for (String name : List.of("slo-model", "slo-compiler", "nines-cli", "nines-parent")) {
      assertThatThrownBy(() -> new Scaffold(root).inCheckout(service(name, false, false)))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "NAME: '%s' is an artifact of this build already. Choose another name."
                  .formatted(name));
    }
    assertThat(CheckoutCopy.tree(root)).isEqualTo(before);
  }

  @Test
  void nameWhoseSloAnotherServiceHas_isRefused_andNothingIsWritten() throws IOException {
    Map<Path, String> before = CheckoutCopy.tree(root);

    assertThatThrownBy(() -> new Scaffold(root).inCheckout(service("order-creation", false, false)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("order-creation-availability");
    assertThat(CheckoutCopy.tree(root)).isEqualTo(before);
  }

  @Test
  void failureOnTheWay_takesBackWhatWasWritten() throws IOException {
    // A file where the dashboards' folder should be.
    Path dashboards = root.resolve("grafana/dashboards/generated");
    Files.move(dashboards, root.resolve("moved"));
    Files.writeString(dashboards, "");
    Map<Path, String> before = CheckoutCopy.tree(root);

    assertThatThrownBy(() -> new Scaffold(root).inCheckout(payment(true)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Nothing was changed");
    assertThat(CheckoutCopy.tree(root)).isEqualTo(before);
  }

  @Test
  void pluginsOfARepositoryOfItsOwn_haveTheVersionsOfThisOne() throws IOException {
    Pattern pinned =
        Pattern.compile(
            "<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)</version>");
    String parent =
        Files.readString(CheckoutCopy.ROOT.resolve("pom.xml"))
            .replace("${surefire.version}", value("surefire.version"));
    Map<String, String> ours = versions(pinned, parent);
    for (String pom : List.of("pom.xml", "load/pom.xml")) {
      Map<String, String> theirs =
          versions(
              pinned,
              String.valueOf(new Template(root, service("payment", true, true)).files().get(pom)));

      assertThat(theirs)
          .isNotEmpty()
          .allSatisfy((plugin, version) -> assertThat(ours).containsEntry(plugin, version));
    }
    assertThat(new Template(root, service("payment", true, true)).files().get("pom.xml"))
        .contains("<version>" + value("spring-boot.version") + "</version>");
  }

  private static String value(String property) throws IOException {
    return Files.readString(CheckoutCopy.ROOT.resolve("pom.xml"))
        .replaceAll("(?s).*<" + Pattern.quote(property) + ">([^<]+)<.*", "$1");
  }

  private static Map<String, String> versions(Pattern pinned, String pom) {
    return pinned
        .matcher(pom)
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (a, _) -> a));
  }

  private static NewService payment(boolean database) {
    return service("payment", database, false);
  }

  private static NewService service(String name, boolean database, boolean standalone) {
    ServiceName named = new ServiceName(name);
    return new NewService(
        named,
        "dev.nines." + named.packagePart(),
        database,
        new Ports(8082, 9082),
        standalone,
        "0.1.0-SNAPSHOT");
  }
}
