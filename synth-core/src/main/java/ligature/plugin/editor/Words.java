package ligature.plugin.editor;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What an editor's process and the program tell each other: frames of a length, a kind, a body. */
final class Words {

  // to the editor
  static final int VALUE = 1;
  static final int MESSAGE = 2;
  static final int RAISE = 3;
  static final int CLOSE = 4;

  // from it
  static final int SHOWN = 10;
  static final int TURNED = 11;
  static final int HELD = 12;
  static final int TOLD = 13;
  static final int BEAT = 14;
  static final int CLOSED = 15;
  static final int FAILED = 16;

  private static final int MOST_BYTES = 1 << 24;

  private Words() {}

  /** Writes the body of a frame. */
  interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  /** A frame that was read. */
  record Frame(int kind, byte[] body) {
    DataInputStream open() {
      return new DataInputStream(new java.io.ByteArrayInputStream(body));
    }
  }

  /** Writes a frame as one piece, which is flushed. */
  static void write(OutputStream to, int kind, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    body.write(out);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream framed = new DataOutputStream(frame);
    framed.writeInt(bytes.size());
    framed.writeByte(kind);
    bytes.writeTo(framed);
    to.write(frame.toByteArray());
    to.flush();
  }

  /** Reads a frame; throws an EOFException at the end. */
  static Frame read(DataInputStream in) throws IOException {
    int length = in.readInt();
    int kind = in.readByte();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("not a frame of this program");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return new Frame(kind, body);
  }

  static Body text(String text) {
    return out -> out.writeUTF(text.length() > 1000 ? text.substring(0, 1000) : text);
  }

  static Body value(int address, float value) {
    return out -> {
      out.writeInt(address);
      out.writeFloat(value);
    };
  }

  static Body message(int address, byte[] message) {
    return out -> {
      out.writeInt(address);
      out.write(message);
    };
  }
}
