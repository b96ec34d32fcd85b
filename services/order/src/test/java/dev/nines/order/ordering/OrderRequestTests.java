package dev.nines.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRequestTests {
  private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
  private static final Validator VALIDATOR = FACTORY.getValidator();

  @AfterAll
  static void close() {
    FACTORY.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EUR, 4.95",
    "EUR, 4.9500",
    "EUR, 0",
    "JPY, 100",
    "JPY, 1E+2",
    "KWD, 1.234",
    "CLF, 1.2345"
  })
  void payablePrice_isValid(String currency, BigDecimal price) {
    assertThat(invalidFields(request(currency, item("a", 1, price)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EUR, 4.951",
    "JPY, 1.5",
    "KWD, 1.2345",
    "EUR, -0.01",
    "EUR, 1000000000",
    "EUR, 1E+999999999",
    "EUR, 1E-999999999"
  })
  void unpayablePrice_isNamed(String currency, BigDecimal price) {
    assertThat(invalidFields(request(currency, item("a", 1, BigDecimal.ONE), item("b", 1, price))))
        .containsOnly("items[1].unitPrice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eur", "EURO", "ZZZ", "XAU", "XXX"})
  void currencyThatNobodyPaysIn_isNamed(String currency) {
    assertThat(invalidFields(request(currency, item("a", 1, BigDecimal.ONE))))
        .containsExactly("currency");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "-a", "ä", "a\u0000", "a\nb"})
  void sku_isAnIdentifier(String sku) {
    assertThat(invalidFields(request("EUR", item(sku, 1, BigDecimal.ONE))))
        .containsExactly("items[0].sku");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 10_001})
  void quantity_isBounded(int quantity) {
    assertThat(invalidFields(request("EUR", item("a", quantity, BigDecimal.ONE))))
        .containsExactly("items[0].quantity");
  }

  @Test
  void everythingMissing_isNamedAtOnce() {
    assertThat(invalidFields(new OrderRequest(null, null, null)))
        .containsExactlyInAnyOrder("customer", "currency", "items");
    assertThat(invalidFields(request("EUR", item(null, null, null), null)))
        .containsExactlyInAnyOrder(
            "items[0].sku", "items[0].quantity", "items[0].unitPrice", "items[1].<list element>");
  }

  @Test
  void items_areBoundedInNumber() {
    List<OrderRequest.Item> many = Collections.nCopies(101, item("a", 1, BigDecimal.ONE));

    assertThat(invalidFields(new OrderRequest("c", "EUR", many))).containsExactly("items");
    assertThat(invalidFields(new OrderRequest("c", "EUR", many.subList(0, 100)))).isEmpty();
  }

  @Test
  void place_givesMoneyTheCurrencysDecimals() {
    Order order =
        request("EUR", item("a", 3, new BigDecimal("0.1")), item("b", 1, new BigDecimal("1E+1")))
            .place(new UUID(0, 7), Instant.EPOCH);

    assertThat(order.total()).isEqualTo(new BigDecimal("10.30"));
    assertThat(order.items())
        .extracting(OrderItem::unitPrice)
        .containsExactly(new BigDecimal("0.10"), new BigDecimal("10.00"));
    assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
  }

  private static List<String> invalidFields(OrderRequest request) {
    return VALIDATOR.validate(request).stream()
        .map(violation -> violation.getPropertyPath().toString())
        .toList();
  }

  private static OrderRequest request(String currency, OrderRequest.Item... items) {
    return new OrderRequest("c-1", currency, java.util.Arrays.asList(items));
  }

  private static OrderRequest.Item item(String sku, Integer quantity, BigDecimal price) {
    return new OrderRequest.Item(sku, quantity, price);
  }
}
