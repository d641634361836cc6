package dev.understudy.monitor;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends any bytes to a gateway, one connection for each, and reads what comes back. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final Pattern ANSWER =
      Pattern.compile("HTTP/1\\.[01] (\\d{3}) .*?\r\n\r\n(.*)", Pattern.DOTALL);

  private final int port;

  /**
   * The first answer on a connection.
   *
   * @param status 0 if the connection was closed without an answer
   */
  record Answer(int status, String body) {}

  RawHttp(int port) {
    this.port = port;
  }

  /** A whole request that asks to have the connection closed. */
  static Buffer get(String path) {
    return Buffer.buffer("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  /** Sends a whole request, which asks to have the connection closed. */
  Answer send(Buffer request) throws IOException {
    return send(request, false);
  }

  /** Sends bytes that may be no whole request, and nothing after them. */
  Answer sendAndEnd(Buffer bytes) throws IOException {
    return send(bytes, true);
  }

  private Answer send(Buffer bytes, boolean end) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      return answer(exchange(socket, bytes, end));
    }
  }

  private static String exchange(Socket socket, Buffer bytes, boolean end) throws IOException {
    Buffer received = Buffer.buffer();
    try {
      socket.getOutputStream().write(bytes.getBytes());
      if (end) {
        socket.shutdownOutput();
      }
      InputStream in = socket.getInputStream();
      byte[] part = new byte[4_096];
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        received.appendBytes(part, 0, length);
      }
    } catch (SocketException e) {
      // reset while it was still sent to: what came before counts
      return received.toString(StandardCharsets.ISO_8859_1);
    }
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  private static Answer answer(String received) {
    Matcher matcher = ANSWER.matcher(received);
    return matcher.matches()
        ? new Answer(Integer.parseInt(matcher.group(1)), matcher.group(2))
        : new Answer(0, received);
  }
}
