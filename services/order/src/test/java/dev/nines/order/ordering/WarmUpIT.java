package dev.nines.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.order.Orders;
import dev.nines.order.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmUpIT {
  private EmbeddedPostgres postgres;
  private Sql sql;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    sql = new Sql(postgres.getPostgresDatabase());
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }

  @Test
  void warmUp_leavesNoOrderAndNoEvent() {
    try (Orders orders = Orders.on(postgres.getPort())) {
      assertThat(orders.get("/orders?customer=warm-up").body()).contains("\"orders\":[]");
      assertThat(sql.count("SELECT count(*) FROM orders")).isZero();
      assertThat(sql.count("SELECT count(*) FROM outbox")).isZero();
    }
  }

  /** A connection that goes back to the pool inside of a transaction would swallow orders. */
  @Test
  void warmUpThatTakesTooLong_leavesNoOpenTransaction() throws SQLException {
    Orders.on(postgres.getPort()).close();
    try (Connection slow = postgres.getPostgresDatabase().getConnection();
        Statement lock = slow.createStatement()) {
      slow.setAutoCommit(false);
      lock.execute("LOCK TABLE orders IN EXCLUSIVE MODE");
      try (Orders orders = Orders.on(postgres.getPort())) {
        slow.rollback();
        assertThat(
                sql.count(
                    "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"))
            .isZero();

        List<CompletableFuture<HttpResponse<String>>> placed =
            IntStream.range(0, 64)
                .mapToObj(_ -> orders.postLater(Orders.body("c-1", "1")))
                .toList();

        long stored = placed.stream().filter(answer -> answer.join().statusCode() == 201).count();
        assertThat(stored).isPositive();
        assertThat(sql.count("SELECT count(*) FROM orders")).isGreaterThanOrEqualTo(stored);
      }
    }
  }
}
