package dev.nines.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.faults.FaultKind;
import dev.nines.cli.inbox.InboxClient;
import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.process.ProcessMark;
import dev.nines.cli.process.Signal;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.supervisor.Folders;
import dev.nines.cli.supervisor.Part;
import dev.nines.cli.supervisor.PartState;
import dev.nines.cli.supervisor.Phase;
import dev.nines.cli.supervisor.Plan;
import dev.nines.cli.supervisor.State;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real supervisor in a process of its own, with services that only answer. */
@Timeout(120)
class SupervisorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path home;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Terminal terminal =
      Terminal.plain(new PrintStream(told, true), new PrintStream(told, true), false);
  private Settings settings;
  private NativeStack stack;

  @BeforeEach
  void chooseFreePorts() throws IOException {
    Map<String, String> environment = new HashMap<>(Map.of("NINES_HOME", home.toString()));
    List<ServerSocket> held = new java.util.ArrayList<>();
    for (Port port : Port.values()) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      environment.put(port.variable(), "" + socket.getLocalPort());
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    settings = Settings.read(home, environment);
    stack = new NativeStack(settings);
    settings.logs().toFile().mkdirs();
  }

  @AfterEach
  void leaveNothing() {
    stack.down(terminal);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(takenPorts()).isEmpty());
  }

  @Test
  void parts_startInTheirOrder_andAllEnd() {
    launch();
    State state = state();

    assertThat(state.parts())
        .extracting(PartState::name)
        .containsExactly("postgres", "order", "gateway", "inbox");
    assertThat(pid("order").alive()).isTrue();
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("order").contains("healthy");

    assertThat(stack.down(terminal).ended()).isTrue();
    assertThat(state.processes()).isEmpty();
    assertThat(state.supervised()).isFalse();
    assertThat(stack.running()).isFalse();
    assertThat(stack.down(terminal).ended()).isFalse();
  }

  @Test
  void killedSupervisor_leavesOrphans_whichDownEnds_alsoFrozenOnes() {
    launch();
    stack.breakBy(fault(FaultKind.OUTAGE));
    ProcessMark order = pid("order");
    ProcessMark gateway = pid("gateway");
    killSupervisor();
    assertThat(order.alive()).isTrue();

    Stack.Down down = stack.down(terminal);

    assertThat(down.ended()).isFalse();
    assertThat(down.orphans()).isEqualTo(3);
    assertThat(order.alive()).isFalse();
    assertThat(gateway.alive()).isFalse();
  }

  @Test
  void orphans_thatWereNeverWrittenDown_areEndedToo() throws IOException {
    launch();
    ProcessMark order = pid("order");
    killSupervisor();
    java.nio.file.Files.delete(new Folders(home).state());

    assertThat(stack.down(terminal).orphans()).isEqualTo(3);
    assertThat(order.alive()).isFalse();
  }

  @Test
  void partThatEnds_isStartedAgain() {
    launch();
    ProcessMark before = pid("gateway");

    exit(Port.GATEWAY_MANAGEMENT);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(phase("gateway")).isEqualTo(Phase.HEALTHY);
          assertThat(pid("gateway")).isNotEqualTo(before);
        });
    assertThat(state().part("gateway").orElseThrow().restarts()).isEqualTo(1);
  }

  @Test
  void partThatIsKilled_isStartedAgain_andWhatDoesNotRunIsRefused() {
    launch();
    ProcessMark before = pid("order");

    stack.kill("order");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(phase("order")).isEqualTo(Phase.HEALTHY);
          assertThat(pid("order")).isNotEqualTo(before);
        });
    assertThatThrownBy(() -> stack.kill("nothing"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nothing does not run");
  }

  @Test
  void faults_comeIntoForce_andHealUndoesThemAll() {
    launch();
    ProcessMark order = pid("order");

    Instant before = Instant.now();
    assertThat(stack.breakBy(fault(FaultKind.OUTAGE))).isAfterOrEqualTo(before);
    stack.breakBy(fault(FaultKind.DATABASE));
    await()
        .atMost(PATIENCE)
        .until(() -> phase("order") == Phase.FROZEN && phase("postgres") == Phase.STOPPED);
    assertThat(PortProbe.free(settings.port(Port.POSTGRES))).isTrue();

    assertThat(stack.heal())
        .extracting(Fault::kind)
        .containsExactly(FaultKind.OUTAGE, FaultKind.DATABASE);
    await().atMost(PATIENCE).until(() -> state().healthy());
    assertThat(pid("order")).isEqualTo(order);
    assertThat(stack.heal()).isEmpty();
  }

  @Test
  void injectedFault_isInForceOnceTheServiceHasTakenIt() {
    launch();

    stack.breakBy(fault(FaultKind.ERRORS));

    assertThat(state().faults()).singleElement().satisfies(f -> assertThat(f.problem()).isEmpty());
  }

  @Test
  void partThatNeverStarts_endsEverything_andItsLogIsShown() {
    Part broken =
        part(
            "gateway",
            Port.GATEWAY_MANAGEMENT,
            List.of("sh", "-c", "echo no such colour; exit 3"),
            List.of());
    Launch launch = new Launch(settings, terminal);
    ProcessMark supervisor = launch.start(plan(broken));

    assertThatThrownBy(() -> launch.follow(supervisor, PATIENCE))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("gateway does not start")
        .hasMessageContaining("status 3")
        .hasMessageContaining("no such colour");
  }

  @Test
  void mails_areKept_alsoForTheNextRun() throws Exception {
    launch();
    send("[PAGE] order-availability: burning");
    InboxClient inbox = new InboxClient(settings.url(Port.MAIL_UI, ""));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.newest(10)).hasSize(1));

    stack.down(terminal);
    launch();

    assertThat(inbox.newest(10))
        .singleElement()
        .satisfies(mail -> assertThat(mail.slo()).isEqualTo("order-availability"));
  }

  private void launch() {
    Launch launch = new Launch(settings, terminal);
    Part gateway =
        part("gateway", Port.GATEWAY_MANAGEMENT, fake(Port.GATEWAY_MANAGEMENT), List.of());
    assertThat(launch.follow(launch.start(plan(gateway)), PATIENCE)).isTrue();
  }

  private Plan plan(Part gateway) {
    return new Plan(
        List.of(
            part("postgres", Port.POSTGRES, fake(Port.POSTGRES), List.of()),
            part("order", Port.ORDER_MANAGEMENT, fake(Port.ORDER_MANAGEMENT), List.of("postgres")),
            gateway),
        settings.port(Port.SMTP),
        settings.port(Port.MAIL_UI),
        "order",
        "postgres",
        settings.url(Port.ORDER_MANAGEMENT, "/actuator/faults"));
  }

  private List<String> fake(Port port) {
    return List.of(
        Java.program(),
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        FakeService.class.getName(),
        "" + settings.port(port));
  }

  private Part part(String name, Port port, List<String> command, List<String> needs) {
    return new Part(
        name,
        command,
        Map.of(Parts.MARK, home.toString()),
        settings.log(name).toString(),
        needs,
        settings.url(port, "/health"),
        Signal.TERM,
        Duration.ofSeconds(5),
        false);
  }

  private static Fault fault(FaultKind kind) {
    return new Fault(kind, 1, Duration.ZERO, Instant.now());
  }

  private State state() {
    return State.read(new Folders(home).state()).orElseThrow();
  }

  private Phase phase(String part) {
    return state().part(part).orElseThrow().phase();
  }

  private ProcessMark pid(String part) {
    return Objects.requireNonNull(state().part(part).orElseThrow().process());
  }

  private void killSupervisor() {
    ProcessMark supervisor = state().supervisor();
    supervisor.signal(Signal.KILL);
    await().atMost(PATIENCE).until(() -> !supervisor.alive());
  }

  private void exit(Port port) {
    try {
      URI exit = settings.url(port, "/exit");
      ((HttpURLConnection) exit.toURL().openConnection()).getResponseCode();
    } catch (IOException e) {
      // It ended before it answered.
    }
  }

  private void send(String subject) throws Exception {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", Settings.LOOPBACK);
    properties.put("mail.smtp.port", "" + settings.port(Port.SMTP));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("alerts@nines.local"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("oncall@nines.local"));
    message.setSubject(subject);
    message.setText("It burns.");
    Transport.send(message);
  }

  private List<Port> takenPorts() {
    return Port.ofNative().stream().filter(port -> !PortProbe.free(settings.port(port))).toList();
  }
}
