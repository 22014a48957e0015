package ligature.remote;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import ligature.files.InputException;

/**
 * A message of Open Sound Control 1.0.
 *
 * @param address begins with a slash
 * @param arguments of the types Integer, Float, String, byte[], Long, Double, Boolean, or null
 */
public record OscMessage(String address, List<Object> arguments) {

  /** The longest packet that is read or written; what UDP carries on any loopback interface. */
  public static final int MOST_BYTES = 16_384;

  private static final int MOST_ARGUMENTS = 64;
  private static final int DEEPEST_BUNDLE = 8;
  private static final String BUNDLE = "#bundle";

  public OscMessage {
    arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
  }

  public static OscMessage of(String address, Object... arguments) {
    return new OscMessage(address, java.util.Arrays.asList(arguments));
  }

  /** The number at this place; NaN if there is none. */
  public double number(int index) {
    return index < arguments.size() && arguments.get(index) instanceof Number n
        ? n.doubleValue()
        : Double.NaN;
  }

  /** The text at this place; null if there is none. */
  public String text(int index) {
    return index < arguments.size() && arguments.get(index) instanceof String s ? s : null;
  }

  /**
   * Reads a packet: a message, or a bundle of them, nested or not. The times of bundles are not
   * looked at: what arrives is due.
   *
   * @throws InputException in one line, if it is no OSC; messages before the damage were passed on
   */
  public static void read(byte[] packet, int length, Consumer<OscMessage> receiver) {
    if (length > MOST_BYTES) {
      throw wrong("is longer than " + MOST_BYTES + " bytes");
    }
    read(ByteBuffer.wrap(packet, 0, length).slice(), 0, receiver);
  }

  private static void read(ByteBuffer in, int depth, Consumer<OscMessage> receiver) {
    if (in.remaining() % 4 != 0 || !in.hasRemaining()) {
      throw wrong("has " + in.remaining() + " bytes, wanted a multiple of 4");
    }
    String address = string(in);
    if (address.equals(BUNDLE)) {
      bundle(in, depth, receiver);
    } else if (address.startsWith("/")) {
      receiver.accept(new OscMessage(address, arguments(in)));
    } else {
      throw wrong("has an address that does not begin with a slash");
    }
  }

  private static void bundle(ByteBuffer in, int depth, Consumer<OscMessage> receiver) {
    if (depth == DEEPEST_BUNDLE || in.remaining() < 8) {
      throw wrong(depth == DEEPEST_BUNDLE ? "nests its bundles too deep" : "ends too early");
    }
    in.getLong(); // the time
    while (in.hasRemaining()) {
      int size = length(in);
      read(in.slice(in.position(), size), depth + 1, receiver);
      in.position(in.position() + size);
    }
  }

  private static List<Object> arguments(ByteBuffer in) {
    if (!in.hasRemaining()) {
      return List.of(); // very old senders leave the types out when there are none
    }
    String types = string(in);
    if (!types.startsWith(",") || types.length() > 1 + MOST_ARGUMENTS) {
      throw wrong("has no types, or more than " + MOST_ARGUMENTS + " arguments");
    }
    List<Object> arguments = new ArrayList<>();
    for (int i = 1; i < types.length(); i++) {
      arguments.add(argument(in, types.charAt(i)));
    }
    return arguments;
  }

  private static Object argument(ByteBuffer in, char type) {
    return switch (type) {
      case 'i' -> need(in, 4).getInt();
      case 'f' -> need(in, 4).getFloat();
      case 'h' -> need(in, 8).getLong();
      case 'd' -> need(in, 8).getDouble();
      case 's', 'S' -> string(in);
      case 'b' -> blob(in);
      case 'T' -> Boolean.TRUE;
      case 'F' -> Boolean.FALSE;
      case 'N', 'I' -> null;
      default -> throw wrong("has an argument of the unknown type " + (int) type);
    };
  }

  private static byte[] blob(ByteBuffer in) {
    byte[] blob = new byte[length(in)];
    in.get(blob);
    skipPadding(in, blob.length);
    return blob;
  }

  private static String string(ByteBuffer in) {
    int begin = in.position();
    int end = begin;
    while (end < in.limit() && in.get(end) != 0) {
      end++;
    }
    if (end == in.limit()) {
      throw wrong("has a text without an end");
    }
    byte[] bytes = new byte[end - begin];
    in.get(bytes);
    in.get(); // the zero
    skipPadding(in, bytes.length + 1);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void skipPadding(ByteBuffer in, int length) {
    int padding = -length & 3;
    need(in, padding);
    in.position(in.position() + padding);
  }

  private static int length(ByteBuffer in) {
    int length = need(in, 4).getInt();
    if (length < 0 || length > in.remaining()) {
      throw wrong("announces " + length + " bytes and has " + in.remaining());
    }
    return length;
  }

  private static ByteBuffer need(ByteBuffer in, int bytes) {
    if (in.remaining() < bytes) {
      throw wrong("ends too early");
    }
    return in;
  }

  private static InputException wrong(String what) {
    return new InputException("this OSC packet " + what);
  }

  /** The packet of this message. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    padded(out, address.getBytes(StandardCharsets.UTF_8), 1);
    StringBuilder types = new StringBuilder(",");
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (Object argument : arguments) {
      types.append(write(values, argument));
    }
    padded(out, types.toString().getBytes(StandardCharsets.US_ASCII), 1);
    out.writeBytes(values.toByteArray());
    return out.toByteArray();
  }

  private static char write(ByteArrayOutputStream out, Object argument) {
    if (argument instanceof Integer i) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(i).array());
      return 'i';
    } else if (argument instanceof Float f) {
      out.writeBytes(ByteBuffer.allocate(4).putFloat(f).array());
      return 'f';
    } else if (argument instanceof Long h) {
      out.writeBytes(ByteBuffer.allocate(8).putLong(h).array());
      return 'h';
    } else if (argument instanceof Double d) {
      out.writeBytes(ByteBuffer.allocate(8).putDouble(d).array());
      return 'd';
    } else if (argument instanceof String s) {
      padded(out, s.getBytes(StandardCharsets.UTF_8), 1);
      return 's';
    } else if (argument instanceof byte[] b) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(b.length).array());
      padded(out, b, 0);
      return 'b';
    } else if (argument instanceof Boolean b) {
      return b ? 'T' : 'F';
    } else if (argument == null) {
      return 'N';
    }
    throw new IllegalArgumentException("OSC has no type for " + argument.getClass());
  }

  /** Bytes, the least number of zeros that is wanted, and more up to a multiple of 4. */
  private static void padded(ByteArrayOutputStream out, byte[] bytes, int zeros) {
    out.writeBytes(bytes);
    int padding = zeros + (-(bytes.length + zeros) & 3);
    out.writeBytes(new byte[padding]);
  }
}
