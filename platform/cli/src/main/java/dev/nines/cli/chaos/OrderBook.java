package dev.nines.cli.chaos;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The orders of one run, numbered from 0. What each is follows from its number, and its number from
 * what it is: an order that is found in the database tells which request made it, also one that
 * nobody was told of.
 *
 * @param run a name that no other run on the same database has
 */
public record OrderBook(String run) {
  private static final int CUSTOMERS = 10;
  private static final int TENTH = 10;
  private static final int PRICES = 10_000;
  private static final Pattern SKU = Pattern.compile("n-(\\d{1,9})");

  Content content(int number) {
    return new Content(
        customer(number % CUSTOMERS),
        "EUR",
        "n-" + number,
        1 + number % 7,
        BigDecimal.valueOf(1 + number % PRICES, 2));
  }

  String key(int number) {
    return "chaos-" + run + "-" + number;
  }

  private String customer(int index) {
    return "chaos-" + run + "-" + index;
  }

  List<String> customers() {
    return IntStream.range(0, CUSTOMERS).mapToObj(this::customer).toList();
  }

  boolean owns(String customer) {
    return customer.startsWith("chaos-" + run + "-");
  }

  /** Empty if no request of this run can have made it. */
  OptionalInt number(Content content) {
    Matcher matcher = SKU.matcher(content.sku());
    return matcher.matches() && owns(content.customer())
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Whether its client cancels it once it is placed. */
  boolean isCancelled(int number) {
    return number % TENTH == 3;
  }

  /** Whether its client sends it once more, although it was answered. */
  boolean isRepeated(int number) {
    return number % TENTH == 6;
  }
}
