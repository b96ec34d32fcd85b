package dev.nines.order.ordering;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * What a customer asks for. Its parts may be null until it has been validated.
 *
 * @param currency ISO 4217 code of a currency with decimals, so no precious metal or test code
 */
@Payable
record OrderRequest(
    @Schema(example = "c-4711")
        @NotNull(message = "must be given")
        @Pattern(regexp = NAME, message = NAME_MESSAGE)
        String customer,
    @Schema(example = "EUR") @NotNull(message = "must be given") String currency,
    @NotEmpty(message = "must hold at least one item")
        @Size(max = 100, message = "must hold at most {max} items")
        List<@NotNull(message = "must be an object") @Valid Item> items) {
  /** Identifiers of customers and articles. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}";

  static final String NAME_MESSAGE =
      "must be 1 to 64 letters, digits or . _ @ : - and begin with a letter or digit";

  /**
   * One wish.
   *
   * @param unitPrice in the request's currency, with no more decimals than that currency has
   */
  record Item(
      @Schema(example = "tea-green-100g")
          @NotNull(message = "must be given")
          @Pattern(regexp = NAME, message = NAME_MESSAGE)
          String sku,
      @Schema(example = "2")
          @NotNull(message = "must be given")
          @Min(value = 1, message = "must be at least {value}")
          @Max(value = 10_000, message = "must be at most {value}")
          Integer quantity,
      @Schema(example = "4.95")
          @NotNull(message = "must be given")
          @DecimalMin(value = "0", message = "must not be negative")
          @Digits(
              integer = 9,
              fraction = 4,
              message = "must have at most {integer} digits before and {fraction} after the point")
          BigDecimal unitPrice) {
    OrderItem in(Currency currency) {
      return new OrderItem(sku, quantity, unitPrice.setScale(currency.getDefaultFractionDigits()));
    }
  }

  /** The order that this valid request makes. */
  Order place(UUID id, Instant now) {
    Currency of = Currency.getInstance(currency);
    List<OrderItem> lines = items.stream().map(item -> item.in(of)).toList();
    BigDecimal total = lines.stream().map(OrderItem::price).reduce(BigDecimal::add).orElseThrow();
    return new Order(id, customer, currency, lines, total, OrderStatus.PLACED, now);
  }
}
