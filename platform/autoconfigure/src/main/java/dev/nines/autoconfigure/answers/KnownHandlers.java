package dev.nines.autoconfigure.answers;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ResponseBodyResultHandler;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityResultHandler;

/**
 * Puts {@link KnownBodyHandler} and {@link KnownEntityHandler} in the place of Spring's. As beans
 * beside these they would answer for the management server, too, which has encoders of its own.
 */
final class KnownHandlers implements BeanPostProcessor {
  private final ObjectProvider<WebFluxConfigurer> configurers;

  KnownHandlers(ObjectProvider<WebFluxConfigurer> configurers) {
    this.configurers = configurers;
  }

  /** Not what somebody has made of them: that may write in its own way. */
  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean.getClass() == ResponseBodyResultHandler.class) {
      return new KnownBodyHandler((ResponseBodyResultHandler) bean, interceptors());
    }
    if (bean.getClass() == ResponseEntityResultHandler.class) {
      return new KnownEntityHandler((ResponseEntityResultHandler) bean, interceptors());
    }
    return bean;
  }

  /** As Spring gathers them; it does not tell. */
  private List<ErrorResponse.Interceptor> interceptors() {
    List<ErrorResponse.Interceptor> all = new ArrayList<>();
    configurers.orderedStream().forEach(each -> each.addErrorResponseInterceptors(all));
    return all;
  }
}
