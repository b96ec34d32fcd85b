package dev.nines.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every kind of fault is found, and none where there is none. */
class LedgerTests {
  private static final int FIRST = 0;
  private static final int SECOND = 1;
  private static final int UNANSWERED = 2;

  private final OrderBook book = new OrderBook("test");
  private final Ledger ledger = new Ledger(book);
  private final List<StoredOrder> stored = new ArrayList<>();

  /** Two orders, the second of them cancelled, and one whose client never knew. */
  @BeforeEach
  void order() {
    for (int number : List.of(FIRST, SECOND, UNANSWERED)) {
      ledger.sending(number);
    }
    ledger.acknowledged(FIRST, placed(FIRST));
    ledger.acknowledged(SECOND, placed(SECOND));
    ledger.cancelling(SECOND);
    ledger.cancelled(SECOND);
    stored.add(placed(FIRST));
    stored.add(cancelled(SECOND));
  }

  private void tellAll() {
    ledger.told(EventType.CREATED, placed(FIRST));
    ledger.told(EventType.CREATED, placed(SECOND));
    ledger.told(EventType.CANCELLED, cancelled(SECOND));
  }

  private StoredOrder placed(int number) {
    return new StoredOrder("id-" + number, book.content(number), false);
  }

  private StoredOrder cancelled(int number) {
    return new StoredOrder("id-" + number, book.content(number), true);
  }

  private Verdict verdict() {
    return ledger.verdict(stored);
  }

  private void assertOnly(long lost, long doubled, long eventsLost) {
    Verdict verdict = verdict();
    assertThat(List.of(verdict.lost(), verdict.doubled(), verdict.eventsLost()))
        .as("%s", verdict.findings())
        .containsExactly(lost, doubled, eventsLost);
    assertThat(verdict.clean()).isEqualTo(lost + doubled + eventsLost == 0);
  }

  @Test
  void everythingThere_isClean() {
    tellAll();

    assertOnly(0, 0, 0);
    assertThat(verdict().acknowledged()).isEqualTo(2);
    assertThat(verdict().cancelled()).isEqualTo(1);
  }

  @Test
  void acknowledgedOrder_thatIsNotStored_isLost() {
    tellAll();
    stored.remove(placed(FIRST));

    assertOnly(1, 0, 0);
    assertThat(verdict().findings().getFirst().order()).isEqualTo(book.key(FIRST));
  }

  @Test
  void acknowledgedOrder_thatIsStoredWithAnotherContent_isLost() {
    tellAll();
    Content right = book.content(FIRST);
    stored.set(
        0,
        new StoredOrder(
            "id-0",
            new Content(right.customer(), "EUR", right.sku(), 99, right.unitPrice()),
            false));

    assertThat(verdict().lost()).isEqualTo(1);
    assertThat(verdict().doubled()).isZero();
  }

  @Test
  void acknowledgedCancellation_thatIsNotStored_isLost() {
    tellAll();
    stored.set(1, placed(SECOND));

    assertOnly(1, 0, 0);
  }

  @Test
  void cancellation_thatNobodyAskedFor_isLost() {
    tellAll();
    ledger.told(EventType.CANCELLED, cancelled(FIRST));
    stored.set(0, cancelled(FIRST));

    assertOnly(1, 0, 0);
  }

  @Test
  void order_thatWasToldByAnEvent_andIsNotStored_isLost() {
    tellAll();
    ledger.told(EventType.CREATED, placed(UNANSWERED));

    assertOnly(1, 0, 0);
  }

  @Test
  void key_thatWasAnsweredTwoIds_isDoubled() {
    tellAll();
    StoredOrder other = new StoredOrder("id-other", book.content(FIRST), false);
    ledger.acknowledged(FIRST, other);
    ledger.told(EventType.CREATED, other);
    stored.add(other);

    assertOnly(0, 1, 0);
  }

  @Test
  void orderInExcess_isDoubled() {
    tellAll();
    StoredOrder other = new StoredOrder("id-other", book.content(FIRST), false);
    ledger.told(EventType.CREATED, other);
    stored.add(other);

    assertOnly(0, 1, 0);
  }

  @Test
  void unansweredOrder_mayBeThereOnce_twiceIsDoubled() {
    tellAll();
    stored.add(placed(UNANSWERED));
    ledger.told(EventType.CREATED, placed(UNANSWERED));
    assertOnly(0, 0, 0);

    StoredOrder again = new StoredOrder("id-again", book.content(UNANSWERED), false);
    stored.add(again);
    ledger.told(EventType.CREATED, again);
    assertOnly(0, 1, 0);
  }

  @Test
  void order_thatWasNeverSent_isDoubled() {
    tellAll();
    stored.add(placed(77));
    ledger.told(EventType.CREATED, placed(77));

    assertOnly(0, 1, 0);
  }

  @Test
  void repeatedAnswer_isNoDouble() {
    tellAll();
    ledger.acknowledged(FIRST, placed(FIRST));

    assertOnly(0, 0, 0);
    assertThat(verdict().acknowledged()).isEqualTo(2);
  }

  @Test
  void order_withoutItsEvent_isAnEventLost() {
    ledger.told(EventType.CREATED, placed(SECOND));
    ledger.told(EventType.CANCELLED, cancelled(SECOND));

    assertOnly(0, 0, 1);
  }

  @Test
  void storedOrder_thatNobodyWasAnswered_needsItsEventToo() {
    tellAll();
    stored.add(placed(UNANSWERED));

    assertOnly(0, 0, 1);
  }

  @Test
  void cancellation_withoutItsEvent_isAnEventLost() {
    ledger.told(EventType.CREATED, placed(FIRST));
    ledger.told(EventType.CREATED, placed(SECOND));

    assertOnly(0, 0, 1);
  }

  @Test
  void cancellation_thatIsToldBeforeItsOrder_isAnEventLost() {
    ledger.told(EventType.CREATED, placed(FIRST));
    ledger.told(EventType.CANCELLED, cancelled(SECOND));
    ledger.told(EventType.CREATED, placed(SECOND));

    assertOnly(0, 0, 1);
  }

  @Test
  void event_thatTellsAnotherContent_isAnEventLost() {
    ledger.told(EventType.CREATED, new StoredOrder("id-0", book.content(SECOND), false));
    ledger.told(EventType.CREATED, placed(SECOND));
    ledger.told(EventType.CANCELLED, cancelled(SECOND));

    assertOnly(0, 0, 1);
  }

  @Test
  void eventsOfOthers_areNotLookedAt() {
    tellAll();
    ledger.told(
        EventType.CANCELLED, new StoredOrder("x", new OrderBook("other").content(0), false));

    assertOnly(0, 0, 0);
  }
}
