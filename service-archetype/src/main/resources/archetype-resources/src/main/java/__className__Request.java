package ${package};

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** What a client asks for. Its parts may be null until it has been validated. */
record ${className}Request(
    @NotNull(message = "must be given")
        @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
            message = "must be 1 to 64 letters, digits or . _ - and begin with a letter or digit")
        String reference,
    @NotNull(message = "must be given")
        @DecimalMin(value = "0", message = "must not be negative")
        @Digits(
            integer = 9,
            fraction = 2,
            message = "must have at most {integer} digits before and {fraction} after the point")
        BigDecimal amount) {
  ${className} accept(UUID id, Instant now) {
    return new ${className}(id, reference, amount.setScale(2), now);
  }
}
