package dev.nines.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.autoconfigure.network.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTests {
  private static final ClientAddress BEHIND_PROXIES =
      new ClientAddress(List.of("10.0.0.0/8", "192.0.2.1", "2001:db8::/33"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the peer            | header                            | client
        "198.51.100.7          |                                   | 198.51.100.7",
        "198.51.100.7          | 203.0.113.9                       | 198.51.100.7",
        "10.1.2.3              |                                   | 10.1.2.3",
        "10.1.2.3              | 203.0.113.9                       | 203.0.113.9",
        "192.0.2.1             | 203.0.113.9                       | 203.0.113.9",
        "192.0.2.2             | 203.0.113.9                       | 192.0.2.2",
        "10.1.2.3              | 6.6.6.6, 203.0.113.9, 10.9.9.9    | 203.0.113.9",
        "10.1.2.3              | 203.0.113.9, not-an-address       | 10.1.2.3",
        "2001:db8:1::1         | 203.0.113.9                       | 203.0.113.9",
      })
  void client_isTheLastAddressThatNoTrustedProxyIs(String peer, String header, String client) {
    assertThat(BEHIND_PROXIES.of(request(peer, header))).isEqualTo(client);
  }

  @Test
  void addressesOfOneIpv6Site_areOneClient() {
    ClientAddress address = new ClientAddress(List.of());

    assertThat(address.of(request("2001:db8:1:2::1", null)))
        .isEqualTo(address.of(request("2001:db8:1:2:ffff::9", null)))
        .isNotEqualTo(address.of(request("2001:db8:1:3::1", null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10/8/1"})
  void whatIsNoNetwork_isRefused(String text) {
    assertThatThrownBy(() -> Network.parse("nines.rate-limit.trusted-proxies", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("nines.rate-limit.trusted-proxies must be");
  }

  private static MockServerHttpRequest request(String peer, String header) {
    var request =
        MockServerHttpRequest.get("/")
            .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 4711));
    return (header == null ? request : request.header("X-Forwarded-For", header)).build();
  }
}
