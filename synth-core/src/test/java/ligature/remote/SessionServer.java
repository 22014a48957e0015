package ligature.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** A small NSM server, as the protocol's description has it, for tests to drive by hand. */
final class SessionServer implements AutoCloseable {

  private final UdpPort port;
  private final Deque<OscMessage> messages = new ArrayDeque<>();
  private SocketAddress client;

  SessionServer() throws Exception {
    port = new UdpPort(0);
  }

  String url() {
    return "osc.udp://localhost:" + port.port() + "/";
  }

  /** The next message of this address; others on the way are dropped. */
  OscMessage expect(String address) throws Exception {
    while (true) {
      while (!messages.isEmpty()) {
        OscMessage message = messages.poll();
        if (message.address().equals(address)) {
          return message;
        }
      }
      UdpPort.Packet packet = port.receive(30_000);
      if (client != null) {
        assertThat(packet.sender()).as("one socket for everything").isEqualTo(client);
      }
      client = packet.sender();
      OscMessage.read(packet.bytes(), packet.bytes().length, messages::add);
    }
  }

  /** The answer to a message of this address. */
  OscMessage expectAnswer(String to) throws Exception {
    while (true) {
      UdpPort.Packet packet = messages.isEmpty() ? port.receive(30_000) : null;
      if (packet != null) {
        OscMessage.read(packet.bytes(), packet.bytes().length, messages::add);
      }
      while (!messages.isEmpty()) {
        OscMessage message = messages.poll();
        if (to.equals(message.text(0))) {
          return message;
        }
      }
    }
  }

  void send(String address, Object... arguments) {
    port.send(client, OscMessage.of(address, arguments));
  }

  void sendRaw(byte[] bytes) throws Exception {
    try (var socket = new java.net.DatagramSocket()) {
      socket.send(new java.net.DatagramPacket(bytes, bytes.length, client));
    }
  }

  @Override
  public void close() {
    port.close();
  }
}
