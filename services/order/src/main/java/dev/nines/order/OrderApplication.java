package dev.nines.order;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The order service's entry point. */
@SpringBootApplication
public class OrderApplication {
  static void main(String[] args) {
    SpringApplication.run(OrderApplication.class, args);
  }
}
