package ligature.remote;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;

/**
 * A UDP port on the loopback interface that speaks OSC.
 *
 * <p>Threads: {@link #receive} by one, the rest by any.
 */
final class UdpPort implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.remote");

  private final DatagramSocket socket;
  // one byte more than the most, so that a packet that was cut off shows
  private final byte[] buffer = new byte[OscMessage.MOST_BYTES + 1];

  /** What arrived: its bytes and who sent it. */
  record Packet(byte[] bytes, SocketAddress sender) {}

  /** Binds to a port of 127.0.0.1; 0 for any free one. */
  UdpPort(int port) throws IOException {
    socket =
        new DatagramSocket(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * Waits for a packet.
   *
   * @param timeoutMillis 0 for ever
   * @throws java.net.SocketTimeoutException if none came
   * @throws java.net.SocketException if the port was closed
   */
  Packet receive(int timeoutMillis) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.receive(packet);
    return new Packet(Arrays.copyOf(buffer, packet.getLength()), packet.getSocketAddress());
  }

  /** Sends a message; one that cannot be sent is lost, as any datagram may be. */
  void send(SocketAddress to, OscMessage message) {
    byte[] bytes = message.toBytes();
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.DEBUG, "not sent to " + to + ": " + message.address(), e);
    }
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public void close() {
    socket.close();
  }
}
