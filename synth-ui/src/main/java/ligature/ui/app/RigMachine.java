package ligature.ui.app;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import ligature.live.Rig;
import ligature.settings.Settings;
import ligature.ui.view.Machine;

/** A rig, asked in the background. Threads: {@code [ui-thread]}. */
record RigMachine(Rig rig, Executor io, Runnable anew) implements Machine {

  @Override
  public Settings running() {
    return rig.running();
  }

  @Override
  public boolean canBeginAnew() {
    return rig.canBeginAnew();
  }

  @Override
  public void look(Consumer<Rig.Choices> found) {
    io.execute(
        () -> {
          Rig.Choices choices = rig.choices();
          SwingUtilities.invokeLater(() -> found.accept(choices));
        });
  }

  @Override
  public void beginAnew() {
    anew.run();
  }
}
