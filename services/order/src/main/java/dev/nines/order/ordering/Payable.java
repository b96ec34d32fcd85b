package dev.nines.order.ordering;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A currency that exists, and prices that can be paid in it: no half cents, no tenth of a yen. */
@Documented
@Constraint(validatedBy = Payable.Validator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Payable {
  String message() default "must be payable";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Reports each price on its own field. Leaves nulls to {@code @NotNull}. */
  final class Validator implements ConstraintValidator<Payable, OrderRequest> {
    private static final Map<String, Currency> CURRENCIES =
        Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

    @Override
    @SuppressWarnings("NullAway") // A request has its nulls until it is validated.
    public boolean isValid(OrderRequest request, ConstraintValidatorContext context) {
      if (request.currency() == null) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      @Nullable Currency currency = CURRENCIES.get(request.currency());
      if (currency == null) {
        context
            .buildConstraintViolationWithTemplate("must be an ISO 4217 code such as EUR")
            .addPropertyNode("currency")
            .addConstraintViolation();
        return false;
      }
      return request.items() == null || areExact(request.items(), currency, context);
    }

    private static boolean areExact(
        List<OrderRequest.@Nullable Item> items,
        Currency currency,
        ConstraintValidatorContext context) {
      boolean exact = true;
      for (int i = 0; i < items.size(); i++) {
        if (!isExact(items.get(i), currency)) {
          exact = false;
          context
              .buildConstraintViolationWithTemplate(tooFine(currency))
              .addPropertyNode("items")
              .addPropertyNode("unitPrice")
              .inIterable()
              .atIndex(i)
              .addConstraintViolation();
        }
      }
      return exact;
    }

    @SuppressWarnings("NullAway") // As above.
    private static boolean isExact(OrderRequest.@Nullable Item item, Currency currency) {
      if (item == null || item.unitPrice() == null) {
        return true;
      }
      BigDecimal price = item.unitPrice().stripTrailingZeros();
      return price.scale() <= currency.getDefaultFractionDigits();
    }

    private static String tooFine(Currency currency) {
      return "must have at most "
          + currency.getDefaultFractionDigits()
          + " decimals in "
          + currency.getCurrencyCode();
    }
  }
}
