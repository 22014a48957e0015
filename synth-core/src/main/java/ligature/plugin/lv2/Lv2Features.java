package ligature.plugin.lv2;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the host offers to an instance: a zero-terminated array of {@code LV2_Feature*}, and all
 * that it points to.
 */
final class Lv2Features {

  private static final int OPTION_BYTES = 32;

  private final List<Memory> kept = new ArrayList<>();
  private final List<Memory> features = new ArrayList<>();
  private final Memory array;

  /**
   * @param blockFrames of every block
   * @param sequenceBytes of the buffers of atom ports
   */
  Lv2Features(Urids urids, Lv2Worker worker, int rateHz, int blockFrames, int sequenceBytes) {
    add(Uri.URID_MAP, urids.mapStruct());
    add(Uri.URID_UNMAP, urids.unmapStruct());
    add(Uri.WORKER_SCHEDULE, worker.struct());
    add(Uri.OPTIONS, options(urids, rateHz, blockFrames, sequenceBytes));
    add(Uri.BUF_SIZE + "boundedBlockLength", null);
    add(Uri.BUF_SIZE + "fixedBlockLength", null);
    if (Integer.bitCount(blockFrames) == 1) {
      add(Uri.BUF_SIZE + "powerOf2BlockLength", null);
    }
    add(Uri.LOAD_DEFAULT_STATE, null);
    array = new Memory(8L * (features.size() + 1));
    array.clear();
    for (int i = 0; i < features.size(); i++) {
      array.setPointer(8L * i, features.get(i));
    }
  }

  private void add(String uri, Pointer data) {
    byte[] bytes = uri.getBytes(StandardCharsets.UTF_8);
    Memory text = new Memory(bytes.length + 1L);
    text.clear();
    text.write(0, bytes, 0, bytes.length);
    Memory feature = new Memory(16);
    feature.setPointer(0, text);
    feature.setPointer(8, data);
    kept.add(text);
    features.add(feature);
  }

  /** {@code LV2_Options_Option[]}, ended by one of zeros. */
  private Memory options(Urids urids, int rateHz, int blockFrames, int sequenceBytes) {
    int integer = urids.map(Uri.ATOM + "Int");
    String[] names = {"minBlockLength", "maxBlockLength", "nominalBlockLength", "sequenceSize"};
    Memory options = new Memory((names.length + 2L) * OPTION_BYTES);
    options.clear();
    for (int i = 0; i < names.length; i++) {
      Memory value = new Memory(4);
      value.setInt(0, i == names.length - 1 ? sequenceBytes : blockFrames);
      option(options, i, urids.map(Uri.BUF_SIZE + names[i]), integer, value);
    }
    Memory rate = new Memory(4);
    rate.setFloat(0, rateHz);
    option(options, names.length, urids.map(Uri.SAMPLE_RATE), urids.map(Uri.ATOM + "Float"), rate);
    kept.add(options);
    return options;
  }

  private void option(Memory options, int index, int key, int type, Memory value) {
    long at = (long) index * OPTION_BYTES; // context 0 is the instance, subject 0 is itself
    options.setInt(at + 8, key);
    options.setInt(at + 12, 4);
    options.setInt(at + 16, type);
    options.setPointer(at + 24, value);
    kept.add(value);
  }

  /** {@code const LV2_Feature* const*}. */
  Pointer array() {
    return array;
  }
}
