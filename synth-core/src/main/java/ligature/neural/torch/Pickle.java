package ligature.neural.torch;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part of Python's pickle format that PyTorch writes, as data: classes and functions that
 * it names stay names, nothing is called.
 *
 * <p>Results are Long, Double, Boolean, String, null, lists, maps, {@link Name}, {@link Thing} and
 * {@link Tensor}; cycles are possible. Memory is bounded by the number of operations.
 */
final class Pickle {

  /** A class or function. */
  record Name(String module, String name) {}

  /** An object of a class, with what its state is; the state may be null. */
  static final class Thing {
    final Name type;
    Object state;

    Thing(Name type) {
      this.type = type;
    }
  }

  /**
   * A tensor whose numbers lie elsewhere in the archive.
   *
   * @param storage the class of its numbers: LongStorage
   * @param key of the entry below data/
   * @param offset numbers before the first
   * @param count how many it has
   */
  record Tensor(String storage, String key, long offset, long count) {}

  /** What is not needed here. */
  private record Persistent(List<?> tuple) {}

  private static final Object MARK = new Object();
  private static final int MOST_OPERATIONS = 1_000_000;

  private final ByteBuffer in;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private Pickle(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * What the bytes stand for.
   *
   * @throws IllegalArgumentException if that cannot be said
   */
  static Object read(byte[] bytes) {
    try {
      return new Pickle(bytes).run();
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) { // what is popped may be anything, nothing included
      throw new IllegalArgumentException("its pickle is damaged", e);
    }
  }

  private Object run() {
    for (int i = 0; i < MOST_OPERATIONS; i++) {
      int operation = in.get() & 0xFF;
      if (operation == '.') {
        return pop();
      }
      if (!number(operation) && !text(operation) && !collection(operation) && !object(operation)) {
        throw new IllegalArgumentException("its pickle has the operation " + operation);
      }
    }
    throw new IllegalArgumentException("its pickle has more than a million operations");
  }

  private boolean number(int operation) {
    switch (operation) {
      case 0x80: // PROTO
        in.get();
        return true;
      case 'N':
        return push(null);
      case 0x88:
        return push(Boolean.TRUE);
      case 0x89:
        return push(Boolean.FALSE);
      case 'J':
        return push((long) in.getInt());
      case 'K':
        return push((long) (in.get() & 0xFF));
      case 'M':
        return push((long) (in.getShort() & 0xFFFF));
      case 0x8a:
        return push(longOf(in.get() & 0xFF));
      case 'G':
        return push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      default:
        return false;
    }
  }

  private long longOf(int bytes) {
    if (bytes > Long.BYTES) {
      throw new IllegalArgumentException("its pickle has a number of " + bytes + " bytes");
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (in.get() & 0xFFL) << 8 * i;
    }
    int unused = 64 - 8 * bytes;
    return bytes == 0 ? 0 : value << unused >> unused;
  }

  private boolean text(int operation) {
    switch (operation) {
      case 'X', 'T', 'B':
        return push(string(in.getInt()));
      case 0x8c, 'U', 'C':
        return push(string(in.get() & 0xFF));
      case 'c':
        return push(new Name(line(), line()));
      default:
        return false;
    }
  }

  private String string(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() {
    int begin = in.position();
    while (in.get() != '\n') {
      // up to its end
    }
    return new String(in.array(), begin, in.position() - 1 - begin, StandardCharsets.UTF_8);
  }

  private boolean collection(int operation) {
    switch (operation) {
      case '(':
        return push(MARK);
      case ')':
        return push(List.of());
      case 't':
        return push(marked());
      case 0x85, 0x86, 0x87:
        return push(popped(operation - 0x84));
      case ']':
        return push(new ArrayList<>(0));
      case 'a':
        Object value = pop();
        list().add(value);
        return true;
      case 'e':
        List<Object> values = marked();
        list().addAll(values);
        return true;
      case '}':
        return push(new LinkedHashMap<>(1));
      case 's':
        List<Object> pair = popped(2);
        put(pair.get(0), pair.get(1));
        return true;
      case 'u':
        List<Object> pairs = marked();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
          put(pairs.get(i), pairs.get(i + 1));
        }
        return true;
      default:
        return false;
    }
  }

  private boolean object(int operation) {
    switch (operation) {
      case '0':
        pop();
        return true;
      case 0x81, 'R': // NEWOBJ, REDUCE
        List<?> arguments = (List<?>) pop();
        return push(made((Name) pop(), arguments, operation == 'R'));
      case 'b':
        Object state = pop();
        if (peek() instanceof Thing thing) {
          thing.state = state;
        }
        return true;
      case 'Q':
        return push(new Persistent((List<?>) pop()));
      case 'q':
        memo.put(in.get() & 0xFF, peek());
        return true;
      case 'r':
        memo.put(in.getInt(), peek());
        return true;
      case 'h':
        return push(memo.get(in.get() & 0xFF));
      case 'j':
        return push(memo.get(in.getInt()));
      default:
        return false;
    }
  }

  private static Object made(Name type, List<?> arguments, boolean called) {
    if (called && type.name().startsWith("_rebuild_tensor") && arguments.size() >= 3) {
      return tensor(arguments);
    }
    // build_intlist and its like, restore_type_tag: what they are given is what is meant
    if (called && type.module().startsWith("torch.jit._pickle") && !arguments.isEmpty()) {
      return arguments.get(0);
    }
    if (called && type.name().equals("OrderedDict")) {
      return new LinkedHashMap<>(1);
    }
    return new Thing(type);
  }

  private static Object tensor(List<?> arguments) {
    List<?> storage = ((Persistent) arguments.get(0)).tuple();
    long count = 1;
    for (Object size : (List<?>) arguments.get(2)) {
      count = Math.multiplyHigh(count, (Long) size) == 0 ? count * (Long) size : -1;
    }
    return new Tensor(
        ((Name) storage.get(1)).name(), (String) storage.get(2), (Long) arguments.get(1), count);
  }

  private boolean push(Object value) {
    stack.add(value);
    return true;
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private Object peek() {
    return stack.get(stack.size() - 1);
  }

  @SuppressWarnings("unchecked")
  private List<Object> list() {
    return (List<Object>) peek();
  }

  /** Keys that are lists could hold themselves. */
  @SuppressWarnings("unchecked")
  private void put(Object key, Object value) {
    if (!(key instanceof String || key instanceof Long)) {
      throw new IllegalArgumentException("its pickle has a key that is no name");
    }
    ((Map<Object, Object>) peek()).put(key, value);
  }

  private List<Object> popped(int count) {
    List<Object> tail = stack.subList(stack.size() - count, stack.size());
    List<Object> values = new ArrayList<>(tail);
    tail.clear();
    return values;
  }

  private List<Object> marked() {
    int at = stack.lastIndexOf(MARK);
    List<Object> values = popped(stack.size() - at - 1);
    pop();
    return values;
  }

  /** Numbers of a tensor's entry, little-endian as PyTorch writes them. */
  static long[] longs(byte[] bytes) {
    long[] longs = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(longs);
    return longs;
  }
}
