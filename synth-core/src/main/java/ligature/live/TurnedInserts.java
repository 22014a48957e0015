package ligature.live;

import ligature.midi.LearnMap;
import ligature.parameter.InsertParameter;
import ligature.parameter.PluginTarget;
import ligature.plugin.InsertChain;
import ligature.preset.Patch;

/**
 * Brings what learned controllers have turned on inserts into the sound that is shown and saved:
 * the model thread turns the plugins alone. Threads: any.
 */
final class TurnedInserts {

  private final InsertChain inserts;
  private final InsertLoader loader;

  TurnedInserts(InsertChain inserts, InsertLoader loader) {
    this.inserts = inserts;
    this.loader = loader;
  }

  /** Whether something was turned that {@link #takeInto} can take now. */
  boolean isNew() {
    return inserts.controls().isTurned() && loader.isDone();
  }

  /** The sound with the values that what is learned has now. */
  Patch takeInto(Patch patch, LearnMap learned) {
    if (!isNew()) { // while others are loaded the slots do not hold what the sound says
      return patch;
    }
    inserts.controls().takeTurned();
    Patch now = patch;
    for (LearnMap.Binding binding : learned.bindings()) {
      if (binding.target() instanceof PluginTarget target) {
        InsertParameter place = inserts.find(target);
        float value = place == null ? Float.NaN : inserts.value(place);
        now = Float.isNaN(value) ? now : now.withInsert(place, value);
      }
    }
    return now;
  }
}
