package dev.nines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.scaffold.CheckoutCopy;
import dev.nines.cli.terminal.ExitStatus;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewCommandTests extends CommandTest {
  private static final String ROOT = "nines.root";
  private static final String HERE = "user.dir";

  private final String root = System.getProperty(ROOT);
  private final String here = System.getProperty(HERE);

  @TempDir private Path checkout;

  @BeforeEach
  void enter() throws IOException {
    CheckoutCopy.to(checkout);
    System.setProperty(ROOT, checkout.toString());
    System.setProperty(HERE, checkout.toString());
  }

  @AfterEach
  void leave() {
    System.setProperty(ROOT, root);
    System.setProperty(HERE, here);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Payment                              | NAME: 'Payment' is no name of a service.
          gateway                              | NAME: 'gateway' is a part of the stack already.
          slo-model                            | NAME: 'slo-model' is an artifact of this build already.
          latest                               | NAME: 'latest' would make a class Latest
          pg-stock --database                  | NAME: 'pg-stock' would make a schema
          payment --package com.example.1st    | --package: 'com.example.1st' is no name
          payment --package Com                | --package: 'Com' is no name
          there                                | services/there: It is there already.
          payment --standalone {}/docs         | /docs: It is there already.
          payment --port 8081                  | --port: 8081 is order's.
          payment --port 70000                 | --port: 70000 is no port.
          payment --management-port 9090       | --management-port: 9090 is prometheus's.
          payment --port 7 --management-port 7 | --management-port: 7 is --port's.
          """)
  void whatIsRefused_writesNothing(String arguments, String why) throws IOException {
    Files.createDirectories(checkout.resolve("services/there"));
    Map<Path, String> before = CheckoutCopy.tree(checkout);

    int status = run(("new " + arguments.replace("{}", checkout.toString())).split(" "));

    assertThat(status).as(this::complaint).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains(why).hasLineCount(1);
    assertThat(output()).isEmpty();
    assertThat(CheckoutCopy.tree(checkout)).isEqualTo(before);
  }

  @Test
  void portThatSomebodyHasNow_isTaken_withAWarning() throws IOException {
    try (ServerSocket taken = taken()) {
      int port = taken.getLocalPort();

      assertThat(run("new", "payment", "--port", "" + port, "--management-port", "9"))
          .as(this::complaint)
          .isEqualTo(ExitStatus.OK);

      assertThat(complaint())
          .contains("--port: " + port + " is in use by process " + ProcessHandle.current().pid());
    }
    assertThat(checkout.resolve("services/payment/pom.xml")).exists();
  }
}
