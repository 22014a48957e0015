package ligature.ui.view;

import java.util.function.Consumer;
import ligature.live.Rig;
import ligature.settings.Settings;

/** What lies around the instrument. Threads: {@code [ui-thread]}; every method returns at once. */
public interface Machine {

  /** The settings that hold. */
  Settings running();

  /** Whether {@link #beginAnew} does anything. */
  boolean canBeginAnew();

  /** Looks what there is to choose from, and tells it later. */
  void look(Consumer<Rig.Choices> found);

  /** Closes everything and begins anew, with the sound that plays. */
  void beginAnew();
}
