package dev.nines.autoconfigure.mtls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * What came over one new connection.
 *
 * @param serial of the certificate that the service showed
 */
record Reply(int status, String body, String protocol, BigInteger serial) {
  static Reply get(SSLContext context, int port, String path) throws IOException {
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
      socket.setSoTimeout(20_000);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = reader.readLine();
      if (line == null) {
        throw new IOException("no answer");
      }
      var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return new Reply(
          Integer.parseInt(line.split(" ", 3)[1]),
          String.join("\n", reader.readAllLines()),
          socket.getSession().getProtocol(),
          shown.getSerialNumber());
    }
  }
}
