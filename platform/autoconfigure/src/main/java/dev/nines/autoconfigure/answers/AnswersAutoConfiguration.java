package dev.nines.autoconfigure.answers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Answers that are alike are written alike, without a search for how. */
@AutoConfiguration
@ConditionalOnClass({DispatcherHandler.class, JacksonJsonEncoder.class, JsonMapper.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public final class AnswersAutoConfiguration {
  @Bean
  static KnownHandlers ninesKnownHandlers(ObjectProvider<WebFluxConfigurer> configurers) {
    return new KnownHandlers(configurers);
  }
}
