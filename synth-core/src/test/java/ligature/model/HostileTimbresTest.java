package ligature.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.testing.Hostile;
import ligature.testing.SafetensorsBytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timbre files that were made to hurt are refused without allocating more than their own size. */
class HostileTimbresTest {

  private static final int STEPS = 20_000;
  private static final int DATA_BYTES = 2 * STEPS * 18;
  private static final String ZONE =
      "{\"key\":60,\"velocity\":100,\"gainDb\":0,\"decayDbPerSecond\":0,\"releaseDbPerSecond\":50}";
  private static final String TIMBRE =
      "{\"name\":\"a\",\"title\":\"A\",\"family\":\"brass\",\"sustains\":false,\"steps\":"
          + STEPS
          + ",\"contourPerCode\":1,\"zones\":["
          + ZONE
          + "]}";

  /** What reading costs that has nothing to do with the file: the parser's buffers, a message. */
  private static final long OWN_BYTES = 128_000;

  /** A list of timbres is read as a whole; it has 1 MiB at most, and makes so many times that. */
  private static final int LIST_TIMES = 12;

  @TempDir private static Path folder;

  private static String tensor(String name, String type, String shape, long begin, long end) {
    return String.format(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}",
        name, type, shape, begin, end);
  }

  /** A sound file with such a list of timbres; 720 kB of data. */
  private static byte[] timbres(String list) {
    String metadata =
        "\"__metadata__\":{\"format\":\"ligature-timbres\",\"formatVersion\":\"1\","
            + "\"latentSpaceId\":\"x\",\"timbres\":\""
            + list.replace("\"", "\\\"")
            + "\"}";
    int row = 2 * STEPS;
    int codes = 16 * row;
    return SafetensorsBytes.of(
        "{"
            + String.join(
                ",",
                metadata,
                tensor("a/codes", "F16", "1," + STEPS + ",16", 0, codes),
                tensor("a/cents", "F16", "1," + STEPS, codes, codes + row),
                tensor("a/levelDb", "F16", "1," + STEPS, codes + row, codes + 2 * row))
            + "}",
        DATA_BYTES);
  }

  /** A bank of one timbre that says of two what they lack, at a key or two. */
  private static byte[] withPairs(String keys) {
    int count = keys.split(",").length;
    String shape = count + ",2,2";
    String sound = new String(timbres("[" + TIMBRE + "]"), 8, 4000, StandardCharsets.ISO_8859_1);
    String header = sound.substring(0, sound.lastIndexOf("]}}") + 2);
    return SafetensorsBytes.of(
        String.join(
            ",",
            header,
            tensor("pairs/keys", "I64", "" + count, DATA_BYTES, DATA_BYTES + 8 * count),
            tensor("pairs/lackDb", "F16", shape, DATA_BYTES + 8 * count, DATA_BYTES + 16 * count)
                + "}"),
        DATA_BYTES + 16 * count);
  }

  private static Map<String, byte[]> hostile() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] sound = timbres("[" + TIMBRE + "]");
    for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 1 << 20}) {
      byte[] claims = SafetensorsBytes.of("{}", 1000);
      ByteBuffer.wrap(claims).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      files.put("a header of " + length, claims);
    }
    for (int part = 0; part < 16; part++) {
      files.put("cut to " + part + "/16", Arrays.copyOf(sound, sound.length * part / 16));
    }
    files.put("the last byte missing", Arrays.copyOf(sound, sound.length - 1));
    files.put("one byte more", Arrays.copyOf(sound, sound.length + 1));
    int most = 1 << 20;
    files.put("deep brackets", SafetensorsBytes.of("{\"a\":" + "[".repeat(most - 100), 0));
    files.put("deep braces", SafetensorsBytes.of("{\"a\":".repeat(most / 6), 0));
    files.put(
        "many lists", SafetensorsBytes.of("{\"a\":[" + "[],".repeat(most / 3 - 10) + "[]]}", 0));
    files.put(
        "many numbers",
        SafetensorsBytes.of("{\"a\":{\"shape\":[" + "0,".repeat(most / 2 - 20) + "0]}}", 0));
    files.put(
        "a long number",
        SafetensorsBytes.of("{\"a\":{\"shape\":[" + "9".repeat(900_000) + "]}}", 0));
    files.put("a long name", SafetensorsBytes.of("{\"" + "n".repeat(900_000) + "\":{}}", 0));
    files.put(
        "a long text",
        SafetensorsBytes.of("{\"a\":{\"dtype\":\"" + "n".repeat(900_000) + "\"}}", 0));
    StringBuilder empty = new StringBuilder("{\"a\":{");
    for (int i = 0; empty.length() < most - 200; i++) {
      empty.append("\"f").append(i).append("\":0,");
    }
    files.put("many fields", SafetensorsBytes.of(empty + "\"x\":0}}", 0));
    files.put(
        "overlapping",
        SafetensorsBytes.of(
            "{" + tensor("a", "F32", "9", 0, 36) + "," + tensor("b", "F32", "9", 32, 68) + "}",
            68));
    files.put("a gap", SafetensorsBytes.of("{" + tensor("a", "F32", "9", 4, 40) + "}", 40));
    files.put(
        "a shape beyond all",
        SafetensorsBytes.of(
            "{" + tensor("a", "F32", "536870912,536870912,536870912", 0, 40) + "}", 40));
    files.put(
        "an end before its beginning",
        SafetensorsBytes.of("{" + tensor("a", "U8", "0", 9, 4) + "}", 9));
    files.put(
        "an end beyond the file",
        SafetensorsBytes.of("{" + tensor("a", "U8", "400", 0, 400) + "}", 40));
    byte[] nan = sound.clone();
    Arrays.fill(nan, nan.length - 2, nan.length, (byte) 0x7F);
    files.put("a last value that is none", nan);
    files.put(
        "list: the same timbre 700 times",
        timbres("[" + (TIMBRE + ",").repeat(700) + TIMBRE + "]"));
    for (String keys : List.of("0,127", "9")) {
      files.put("list: pairs at keys " + keys, withPairs(keys));
    }
    files.put("list: none", timbres("{}"));
    files.put("list: deep", timbres("[".repeat(900_000)));
    files.put("a zone on key 128", timbres("[" + TIMBRE.replace("60", "128") + "]"));
    files.put(
        "a zone of no loudness",
        timbres("[" + TIMBRE.replace("\"gainDb\":0", "\"gainDb\":\"\"") + "]"));
    files.put(
        "more zones than tensors", timbres("[" + TIMBRE.replace(ZONE, ZONE + "," + ZONE) + "]"));
    files.put(
        "a contour of a billion",
        timbres("[" + TIMBRE.replace("Code\":1", "Code\":1073741825") + "]"));
    return files;
  }

  @BeforeAll
  static void warmUp() throws Exception {
    Path sound = Files.write(folder.resolve("sound"), timbres("[" + TIMBRE + "]"));
    assertThat(TimbreFile.read(sound)).hasSize(1);
    Files.write(folder.resolve("x"), timbres("[{}]"));
    Hostile.refusedOrRead(() -> TimbreFile.readDocument(folder.resolve("x")));
  }

  @Test
  void nothingIsAllocatedForWhatIsRefused() throws Exception {
    StringBuilder beyond = new StringBuilder();
    for (Map.Entry<String, byte[]> each : hostile().entrySet()) {
      Path file = Files.write(folder.resolve("hostile.timbre"), each.getValue());
      assertThatThrownBy(() -> TimbreFile.readDocument(file))
          .as(each.getKey())
          .isInstanceOf(InputException.class)
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600).doesNotContain("\n"));
      long bytes =
          Hostile.allocatedBytes(() -> Hostile.refusedOrRead(() -> TimbreFile.readDocument(file)));
      long list = each.getKey().startsWith("list: ") ? each.getValue().length - DATA_BYTES : 0;
      long most = each.getValue().length + OWN_BYTES + LIST_TIMES * list;
      if (bytes > most) {
        beyond.append(String.format("%d of %d: %s%n", bytes, most, each.getKey()));
      }
    }
    assertThat(beyond.toString()).as("allocated, and what is the most").isEmpty();
  }
}
