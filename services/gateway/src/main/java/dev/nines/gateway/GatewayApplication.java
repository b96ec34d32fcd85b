package dev.nines.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The gateway service's entry point. */
@SpringBootApplication
public class GatewayApplication {
  static void main(String[] args) {
    SpringApplication.run(GatewayApplication.class, args);
  }
}
