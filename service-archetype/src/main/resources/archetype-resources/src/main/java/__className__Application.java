package ${package};

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The service's entry point. */
@SpringBootApplication(proxyBeanMethods = false)
public class ${className}Application {
  static void main(String[] args) {
    SpringApplication.run(${className}Application.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
