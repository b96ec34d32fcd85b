package dev.nines.cli.chaos;

import dev.nines.cli.json.Json;
import dev.nines.cli.stack.Service;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Terminal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Kills parts of a stack while clients order, and counts what became of each order.
 *
 * @param gateway where orders are sent
 * @param token what they are sent with
 * @param run a name that no other run on the same database has
 * @param patience how long a recovery, and events, may take
 */
public record Chaos(
    Stack stack, URI gateway, String token, String run, Duration patience, Terminal terminal) {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);

  /** Runs it to its end. */
  public Outcome run(long seed, int kills, double rate) throws InterruptedException {
    long begun = System.nanoTime();
    OrderBook book = new OrderBook(run);
    Ledger ledger = new Ledger(book);
    Acknowledgements acknowledgements = new Acknowledgements();
    Persistence persistence = new Persistence(patience);
    try (OrderClient client = new OrderClient(gateway, token);
        EventReader reader = new EventReader(client, ledger)) {
      if (!reader.start(patience)) {
        throw new Refusal("The stream of events can't be followed. " + reader.problem());
      }
      Load load = new Load(book, client, persistence, ledger, acknowledgements);
      acknowledgements.expect();
      load.start(rate, longest(kills));
      List<Recovery> recoveries =
          kill(KillPlan.of(seed, kills).kills(), acknowledgements, Math.max(1, (int) rate));
      terminal.progress("Waiting for the last answers and events ...");
      load.finish();
      Count count = count(book, client, persistence, ledger, reader);
      return new Outcome(
          seed,
          recoveries,
          load.tally(),
          count.verdict(),
          count.orders(),
          reader.reconnects(),
          reader.repeated(),
          reader.problem(),
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** What was found, in how many orders. */
  private record Count(Verdict verdict, int orders) {}

  // However badly it goes.
  private Duration longest(int kills) {
    return KillPlan.longest(kills).plus(patience.multipliedBy(2L * kills + 1));
  }

  /**
   * Kills one after the other, until something does not come back.
   *
   * @param enough so many orders are acknowledged before the next kill, if they are in time
   */
  private List<Recovery> kill(
      List<KillPlan.Kill> plan, Acknowledgements acknowledgements, int enough)
      throws InterruptedException {
    if (acknowledgements.await(patience) == null) {
      throw new Refusal(
          "No order was acknowledged within "
              + Spell.duration(patience)
              + ", and nothing was killed yet. See ./nines status.");
    }
    List<Recovery> recoveries = new ArrayList<>();
    for (KillPlan.Kill kill : plan) {
      await(() -> acknowledgements.count() >= enough, System.nanoTime() + patience.toNanos());
      TimeUnit.NANOSECONDS.sleep(kill.calm().toNanos());
      Recovery recovery = kill(kill.victim(), acknowledgements);
      recoveries.add(recovery);
      tell(recoveries.size(), plan.size(), recovery);
      if (!recovery.recovered()) {
        break;
      }
    }
    return recoveries;
  }

  private void tell(int number, int of, Recovery recovery) {
    Duration took = recovery.took();
    String what =
        took == null
            ? "NOT back within " + Spell.duration(patience)
            : "orders again after " + Spell.duration(took);
    terminal.progress("kill %d/%d: %s, %s".formatted(number, of, recovery.victim().part(), what));
  }

  private Recovery kill(Victim victim, Acknowledgements acknowledgements)
      throws InterruptedException {
    Long before = pid(victim, false);
    long at = System.nanoTime();
    long end = at + patience.toNanos();
    stack.kill(victim.part());
    // What the killed process answered, or its children, must not count.
    boolean replaced = await(() -> replaced(victim, before), end);
    acknowledgements.expect();
    Long again =
        replaced ? acknowledgements.await(Duration.ofNanos(end - System.nanoTime())) : null;
    boolean back = again != null && await(() -> pid(victim, true) != null, end);
    return new Recovery(victim, again != null && back ? Duration.ofNanos(again - at) : null);
  }

  private boolean replaced(Victim victim, @Nullable Long before) {
    Long now = pid(victim, false);
    return now != null && !now.equals(before);
  }

  private static boolean await(BooleanSupplier done, long end) throws InterruptedException {
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
    }
    return true;
  }

  private @Nullable Long pid(Victim victim, boolean healthy) {
    return stack.services().stream()
        .filter(service -> service.name().equals(victim.part()))
        .filter(service -> !healthy || service.up())
        .map(Service::pid)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  // Again until nothing is missing: events come a moment later, and so may an order whose client
  // has given up.
  private Count count(
      OrderBook book,
      OrderClient client,
      Persistence persistence,
      Ledger ledger,
      EventReader reader)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      List<StoredOrder> stored = stored(book, client, persistence);
      Verdict verdict = ledger.verdict(stored);
      if (verdict.clean() || !reader.problem().isEmpty() || System.nanoTime() - end > 0) {
        return new Count(verdict, stored.size());
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN_COUNTS.toNanos());
    }
  }

  private static List<StoredOrder> stored(
      OrderBook book, OrderClient client, Persistence persistence) throws InterruptedException {
    List<StoredOrder> all = new ArrayList<>();
    for (String customer : book.customers()) {
      String after = "";
      do {
        JsonNode page = page(client, persistence, customer, after);
        page.path("orders").forEach(order -> all.add(StoredOrder.read(order)));
        after = page.path("next").asString("");
      } while (!after.isEmpty());
    }
    return all;
  }

  private static JsonNode page(
      OrderClient client, Persistence persistence, String customer, String after)
      throws InterruptedException {
    Optional<Answer.Definite> answer = persistence.until(() -> client.list(customer, after));
    return answer
        .filter(definite -> definite.status() == 200)
        .map(definite -> Json.tree(definite.body()))
        .orElseThrow(() -> new Refusal("What is stored can't be read: " + answer));
  }
}
