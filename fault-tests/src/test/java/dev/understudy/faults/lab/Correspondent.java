package dev.understudy.faults.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A program for a host: sends back what it hears, prints what it is told, and does what the lines
 * on its standard input say.
 */
final class Correspondent {

  static final int ECHO_PORT = 7000;
  private static final int TELL_PORT = 7001;
  private static final int LARGEST = 1 << 16;

  private final DatagramSocket datagrams;
  private Socket call = new Socket();

  private Correspondent(DatagramSocket datagrams) {
    this.datagrams = datagrams;
  }

  public static void main(String[] arguments) throws IOException {
    InetAddress address = InetAddress.getByName(arguments[0]);
    try (ServerSocket server = new ServerSocket(ECHO_PORT, 0, address);
        DatagramSocket datagrams = new DatagramSocket(TELL_PORT, address)) {
      daemon(() -> echoAll(server));
      daemon(() -> listen(datagrams));
      print("ready");
      new Correspondent(datagrams).obey();
    }
  }

  private void obey() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = orders.readLine();
    while (line != null) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "call" -> print(call(words[1], Integer.parseInt(words[2])));
        case "say" -> print(say(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        case "tell" -> tell(words[1], words[2]);
        case "wait" -> print("waited " + pause(Integer.parseInt(words[1])));
        default -> print("clock " + System.currentTimeMillis() + " " + System.nanoTime());
      }
      line = orders.readLine();
    }
  }

  /** Opens a connection to another's echo. */
  private String call(String host, int millis) throws IOException {
    call.close();
    call = new Socket();
    try {
      call.setTcpNoDelay(true);
      call.connect(new InetSocketAddress(host, ECHO_PORT), millis);
      return "open";
    } catch (SocketTimeoutException e) {
      return "silence";
    } catch (IOException e) {
      return "failed: " + e.getMessage();
    }
  }

  /** Sends some bytes and waits for the rest of the echo of all that was sent. */
  private String say(int bytes, int millis) {
    try {
      long from = System.nanoTime();
      call.getOutputStream().write(new byte[bytes]);
      call.setSoTimeout(millis);
      int heard = call.getInputStream().readNBytes(bytes).length;
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
      return heard == bytes ? "heard " + took : "closed";
    } catch (SocketTimeoutException e) {
      return "silence";
    } catch (IOException e) {
      return "failed: " + e.getMessage();
    }
  }

  private void tell(String host, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    datagrams.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(host, TELL_PORT)));
    print("told " + text);
  }

  /** Waits for what never comes. */
  private static long pause(int millis) {
    long from = System.nanoTime();
    try {
      if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
        return 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
  }

  private static void echoAll(ServerSocket server) {
    try {
      while (true) {
        Socket connection = server.accept();
        daemon(() -> echo(connection));
      }
    } catch (IOException e) {
      print("echo ended: " + e.getMessage());
    }
  }

  private static void echo(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream heard = connection.getInputStream();
      byte[] bytes = new byte[LARGEST];
      int count = heard.read(bytes);
      while (count >= 0) {
        connection.getOutputStream().write(bytes, 0, count);
        count = heard.read(bytes);
      }
    } catch (IOException e) {
      print("connection ended: " + e.getMessage());
    }
  }

  private static void listen(DatagramSocket datagrams) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        datagrams.receive(packet);
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        print("heard of " + text);
      }
    } catch (IOException e) {
      print("ended: " + e.getMessage());
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private static synchronized void print(String line) {
    System.out.println(line);
  }
}
