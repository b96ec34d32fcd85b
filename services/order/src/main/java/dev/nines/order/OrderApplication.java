package dev.nines.order;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The order service's entry point. */
@SpringBootApplication(proxyBeanMethods = false)
public class OrderApplication {
  static void main(String[] args) {
    SpringApplication.run(OrderApplication.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
