package ligature.plugin.lv2;

import java.util.List;
import ligature.plugin.EditorExchange;

/**
 * Brings to instances what their editor has sent, and to it what they show.
 *
 * <p>Threads: {@code [model-thread]}.
 */
final class EditorTalk {

  private final EditorExchange place;
  private final Lv2Instance[] instances;
  private final int[] outputs;

  /**
   * @param outputs the ports whose values are shown
   */
  EditorTalk(EditorExchange place, Lv2Instance[] instances, List<Lv2Port> outputs) {
    this.place = place;
    this.instances = instances;
    this.outputs = outputs.stream().mapToInt(Lv2Port::index).toArray();
  }

  /** Before a block. */
  void listen() {
    for (int size = place.nextSize(); size >= 0; size = place.nextSize()) {
      for (Lv2Instance instance : instances) {
        AtomSequence input = instance.input(place.nextPort());
        if (input != null) {
          input.addNext(place, size);
        }
      }
      place.drop(size);
    }
  }

  /** After a block: the first instance speaks for both sides. */
  void show() {
    if (!place.isWatched()) {
      return;
    }
    for (int i = 0; i < outputs.length; i++) {
      place.show(i, instances[0].control(outputs[i]));
    }
    instances[0].showTo(place);
  }
}
