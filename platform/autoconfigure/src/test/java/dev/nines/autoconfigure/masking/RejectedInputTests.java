package dev.nines.autoconfigure.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The messages of libraries that repeat what a client sent: hidden where its field is. */
class RejectedInputTests {
  private final Mask mask = Masks.logs("body.account redact");

  /** What a client sends. */
  public record Login(int pin, int account, int n) {}

  @ParameterizedTest
  @ValueSource(strings = {"pin", "account"})
  void aValueThatSpringRejects_isHidden(String field) {
    var errors = new BeanPropertyBindingResult(new Fields("se]cr; et", "se]cr; et"), "login");
    errors.rejectValue(field, "code", "must be something else");
    String message = new BindException(errors).getMessage();

    assertThat(message).contains("se]cr; et");
    assertThat(mask.text(message))
        .doesNotContain("cr; et")
        .contains("rejected value [***]; codes [", "must be something else");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pin", "account"})
  void aValueThatJacksonCannotRead_isHidden(String field) {
    String json = "{\"" + field + "\": \"secr\\\"et\"}";
    String message =
        catchThrowableOfType(
                JacksonException.class, () -> JsonMapper.shared().readValue(json, Login.class))
            .getMessage();

    assertThat(message).contains("secr");
    assertThat(mask.text(message)).doesNotContain("secr").contains("from String \"***\"", field);
  }

  /** Read by Spring's binding. */
  public record Fields(String pin, String account) {
    public String getPin() {
      return pin;
    }

    public String getAccount() {
      return account;
    }
  }
}
