package dev.nines.cli.postgres;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a PostgreSQL whether it takes connections: sends the protocol's start-up message and looks
 * at the first byte of the answer, {@code R} for "authenticate" or {@code E} for "starting up".
 */
public final class PostgresProbe {
  private static final int PROTOCOL_3 = 196608;
  private static final int AUTHENTICATION = 'R';

  private PostgresProbe() {}

  public static boolean ready(String host, int port, String user, Duration patience) {
    try (Socket socket = new Socket()) {
      int millis = Math.toIntExact(patience.toMillis());
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(startup(user));
      return socket.getInputStream().read() == AUTHENTICATION;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] startup(String user) throws IOException {
    byte[] parameters =
        ("user\0" + user + "\0database\0" + user + "\0\0").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(8 + parameters.length);
    out.writeInt(PROTOCOL_3);
    out.write(parameters);
    return bytes.toByteArray();
  }
}
