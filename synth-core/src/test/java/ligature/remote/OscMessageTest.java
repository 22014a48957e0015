package ligature.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.files.InputException;
import org.junit.jupiter.api.Test;

/** Open Sound Control's bytes. */
class OscMessageTest {

  private static List<OscMessage> read(byte[] packet) {
    List<OscMessage> messages = new ArrayList<>();
    OscMessage.read(packet, packet.length, messages::add);
    return messages;
  }

  private static byte[] bundle(byte[]... elements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("#bundle\0\0\0\0\0\0\0\0\1".getBytes(StandardCharsets.US_ASCII));
    for (byte[] element : elements) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(element.length).array());
      out.writeBytes(element);
    }
    return out.toByteArray();
  }

  @Test
  void readsTheExamplesOfTheSpecification() {
    byte[] first =
        ("/oscillator/4/frequency\0,f\0\0\u0043\u00dc\0\0").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(first)).containsExactly(OscMessage.of("/oscillator/4/frequency", 440f));
    byte[] second =
        ("/foo\0\0\0\0,iisff\0\0\0\0\u0003\u00e8\u00ff\u00ff\u00ff\u00ffhello\0\0\0"
                + "\u003f\u009d\u00f3\u00b6\u0040\u00b5\u00b2\u002d")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(second))
        .containsExactly(OscMessage.of("/foo", 1000, -1, "hello", 1.234f, 5.678f));
  }

  @Test
  void whatIsWrittenIsReadAndPaddedToFour() {
    for (String text : new String[] {"", "a", "abc", "abcd", "tempérée"}) {
      OscMessage message = OscMessage.of("/x" + text, text, 1L << 40, 0.1, true, false, null, 7);
      byte[] bytes = message.toBytes();
      assertThat(bytes.length % 4).isZero();
      assertThat(read(bytes)).containsExactly(message);
    }
    byte[] blob = {1, 2, 3, 4, 5};
    OscMessage back = read(OscMessage.of("/b", blob, "end").toBytes()).get(0);
    assertThat((byte[]) back.arguments().get(0)).isEqualTo(blob);
    assertThat(back.text(1)).isEqualTo("end");
  }

  @Test
  void bundlesAreTakenApart() {
    OscMessage a = OscMessage.of("/a", 1);
    OscMessage b = OscMessage.of("/b");
    byte[] nested = bundle(a.toBytes(), bundle(b.toBytes(), a.toBytes()));
    assertThat(read(nested)).containsExactly(a, b, a);
    byte[] deep = b.toBytes();
    for (int i = 0; i < 9; i++) {
      deep = bundle(deep);
    }
    byte[] tooDeep = deep;
    assertThatThrownBy(() -> read(tooDeep))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too deep");
  }

  @Test
  void packetsThatAreNoneAreRefused() {
    for (String wrong :
        new String[] {
          "", "/ab", "abc\0", "/abc", "/a\0\0i\0\0\0", "/a\0\0,i\0\0", "/a\0\0,q\0\0"
        }) {
      assertThatThrownBy(() -> read(wrong.getBytes(StandardCharsets.ISO_8859_1)))
          .as(wrong)
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("this OSC packet ");
    }
    byte[] greedy = OscMessage.of("/b", new byte[4]).toBytes();
    ByteBuffer.wrap(greedy).putInt(8, Integer.MAX_VALUE);
    assertThatThrownBy(() -> read(greedy)).isInstanceOf(InputException.class);
  }

  @Test
  void hostilePacketsNeverThrowAnythingElse() {
    byte[] good =
        bundle(
            OscMessage.of("/mnote", 60f, 100f, 3).toBytes(),
            bundle(OscMessage.of("/patch/load", "x", new byte[9], 1L, 2.0, true).toBytes()));
    Random random = new Random(21);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 8));
      for (int change = random.nextInt(5); change > 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) ",ifsbhdTFN/#\0".charAt(random.nextInt(13));
      }
      try {
        read(bytes);
      } catch (InputException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(20_000);
  }
}
