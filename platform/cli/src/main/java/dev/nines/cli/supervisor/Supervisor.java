package dev.nines.cli.supervisor;

import dev.nines.cli.certs.Certificates;
import dev.nines.cli.certs.OwnCertificate;
import dev.nines.cli.inbox.Inbox;
import dev.nines.cli.json.Json;
import dev.nines.cli.process.ProcessMark;
import dev.nines.cli.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Starts the parts of a plan, keeps them running, serves the inbox and brings faults about, until
 * it is asked to end; then ends them all.
 */
public final class Supervisor {
  private static final Duration TICK = Duration.ofMillis(50);

  private final Folders folders;
  private final Plan plan;
  private final Board board;
  private final ProcessMark self;
  private final List<Runner> runners = new CopyOnWriteArrayList<>();
  private volatile boolean ending;

  private Supervisor(Folders folders, Plan plan, ProcessMark self, Clock clock) {
    this.folders = folders;
    this.plan = plan;
    this.self = self;
    this.board = new Board(folders.state(), self, clock);
  }

  /** Runs the supervisor of the state folder that is the only argument. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    run(Path.of(arguments[0]));
  }

  /** Runs until this process is told to end; does not return before. */
  public static void run(Path home) throws IOException, InterruptedException {
    Folders folders = new Folders(home);
    Plan plan = Json.read(Files.readString(folders.plan()), Plan.class);
    ProcessMark self = ProcessMark.of(ProcessHandle.current().pid()).orElseThrow();
    if (plan.parts().stream().anyMatch(part -> "https".equals(part.health().getScheme()))) {
      OwnCertificate.show(new Certificates(home).of(Certificates.OPERATOR));
    }
    Supervisor supervisor = new Supervisor(folders, plan, self, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::end, "end"));
    supervisor.supervise();
  }

  private void supervise() throws IOException, InterruptedException {
    plan.parts().forEach(part -> runners.add(new Runner(part, board)));
    runners.forEach(Runner::announce);
    show("inbox", Phase.STARTING);
    runners.forEach(Supervisor::launch);
    Inbox.serve(folders.mails(), Settings.LOOPBACK, plan.smtpPort(), plan.mailPort());
    show("inbox", Phase.HEALTHY);
    Faults faults = new Faults(folders, plan, board, runners);
    while (!ending) {
      tick(faults);
      TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
    }
    TimeUnit.DAYS.sleep(1); // until the shutdown hook is through
  }

  // One mishap must not end the supervision of everything else.
  private void tick(Faults faults) {
    try {
      faults.reconcile();
      takeLoad();
    } catch (IOException | RuntimeException e) {
      System.out.println(board.clock().instant() + " " + e);
    }
  }

  private static void launch(Runner runner) {
    Thread.ofVirtual().name(runner.part().name()).start(runner);
  }

  private void show(String name, Phase phase) {
    var now = board.clock().instant();
    Duration took = phase == Phase.HEALTHY ? Duration.between(board.state().since(), now) : null;
    board.put(new PartState(name, phase, self, now, "", took, 0));
  }

  /** Starts the part in the load file, in the place of one of the same name. */
  private void takeLoad() throws IOException {
    if (!Files.exists(folders.load())) {
      return;
    }
    Part part = Json.read(Files.readString(folders.load()), Part.class);
    Files.delete(folders.load());
    List<Runner> same = runners.stream().filter(r -> r.part().name().equals(part.name())).toList();
    same.forEach(Runner::end);
    runners.removeAll(same);
    Runner runner = new Runner(part, board);
    runners.add(runner);
    launch(runner);
  }

  // Parts that others need go last, so that a service can still finish its requests.
  private void end() {
    ending = true;
    Set<String> needed = new HashSet<>();
    runners.forEach(runner -> needed.addAll(runner.part().needs()));
    endAll(runners.stream().filter(r -> !needed.contains(r.part().name())).toList());
    endAll(runners.stream().filter(r -> needed.contains(r.part().name())).toList());
    try {
      Files.deleteIfExists(folders.state());
    } catch (IOException e) {
      System.out.println("state not removed: " + e);
    }
  }

  private static void endAll(List<Runner> runners) {
    runners.forEach(Runner::end);
    try {
      while (runners.stream().anyMatch(Runner::running)) {
        TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
