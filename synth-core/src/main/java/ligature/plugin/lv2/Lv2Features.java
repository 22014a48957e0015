package ligature.plugin.lv2;

import com.sun.jna.Pointer;
import java.util.List;

/** What the host offers to an instance. */
final class Lv2Features {

  private final FeatureList list = new FeatureList();

  /**
   * @param blockFrames of every block
   * @param sequenceBytes of the buffers of atom ports
   */
  Lv2Features(Urids urids, Lv2Worker worker, int rateHz, int blockFrames, int sequenceBytes) {
    list.add(Uri.URID_MAP, urids.mapStruct());
    list.add(Uri.URID_UNMAP, urids.unmapStruct());
    list.add(Uri.WORKER_SCHEDULE, worker.struct());
    list.addOptions(
        List.of(
            FeatureList.Option.integer(urids, Uri.BUF_SIZE + "minBlockLength", blockFrames),
            FeatureList.Option.integer(urids, Uri.BUF_SIZE + "maxBlockLength", blockFrames),
            FeatureList.Option.integer(urids, Uri.BUF_SIZE + "nominalBlockLength", blockFrames),
            FeatureList.Option.integer(urids, Uri.BUF_SIZE + "sequenceSize", sequenceBytes),
            FeatureList.Option.real(urids, Uri.SAMPLE_RATE, rateHz)));
    list.add(Uri.BUF_SIZE + "boundedBlockLength", null);
    list.add(Uri.BUF_SIZE + "fixedBlockLength", null);
    if (Integer.bitCount(blockFrames) == 1) {
      list.add(Uri.BUF_SIZE + "powerOf2BlockLength", null);
    }
    list.add(Uri.LOAD_DEFAULT_STATE, null);
  }

  /** {@code const LV2_Feature* const*}. */
  Pointer array() {
    return list.array();
  }
}
