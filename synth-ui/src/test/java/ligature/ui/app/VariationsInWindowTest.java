package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.swing.JComponent;
import javax.swing.KeyStroke;
import ligature.preset.Patch;
import ligature.ui.control.VariationCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variations of a sound, heard through the instrument itself. */
class VariationsInWindowTest {

  private static final long PATIENCE_MILLIS = 60_000;

  @TempDir private Path folder;

  private static void awaitLong(String what, Callable<Boolean> holds) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!holds.call()) {
      assertThat(System.currentTimeMillis()).as(what).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static void key(JComponent at, String key) {
    edt(
        () -> {
          Object action = at.getInputMap(JComponent.WHEN_FOCUSED).get(KeyStroke.getKeyStroke(key));
          at.getActionMap().get(action).actionPerformed(null);
          return null;
        });
  }

  private static void mouse(Component at, int id, int clicks) {
    edt(
        () -> {
          at.dispatchEvent(
              new MouseEvent(
                  at,
                  id,
                  0,
                  MouseEvent.BUTTON1_DOWN_MASK,
                  20,
                  20,
                  clicks,
                  false,
                  MouseEvent.BUTTON1));
          return null;
        });
  }

  @Test
  void oneIsHeardGivenBackKeptAndUndone() throws Exception {
    try (EngineWindow on = new EngineWindow(folder)) {
      Patch before = on.session.patch();
      on.push("viewDesign");
      on.push("pageVariations");
      VariationCell cell = on.find("variation1", VariationCell.class);
      awaitLong("the first is there", () -> edt(cell::state) == VariationCell.State.THERE);
      assertThat(on.session.patch()).isEqualTo(before);

      mouse(cell, MouseEvent.MOUSE_PRESSED, 1);
      assertThat(on.session.patch()).isNotEqualTo(before);
      Patch child = on.session.patch();
      eventually("a note sounds", () -> on.session.meters().voices() > 0);
      mouse(cell, MouseEvent.MOUSE_RELEASED, 1);
      eventually("and ends", () -> !on.session.isKeyDown(60));
      assertThat(edt(cell::state)).isEqualTo(VariationCell.State.HEARD);

      JComponent page = on.find("variations", JComponent.class);
      edt(
          () -> {
            page.getActionMap().get("ESCAPE").actionPerformed(null);
            return null;
          });
      assertThat(on.session.patch()).isEqualTo(before);

      key(cell, "SPACE");
      assertThat(on.session.patch()).isEqualTo(child);
      eventually("a note sounds", () -> on.session.meters().voices() > 0);
      key(cell, "released SPACE");
      mouse(cell, MouseEvent.MOUSE_PRESSED, 2);
      assertThat(edt(cell::state)).isEqualTo(VariationCell.State.KEPT);
      on.push("viewPlay");
      assertThat(on.session.patch()).isEqualTo(child);
      on.push("undo");
      eventually("the sound before", () -> on.session.patch().equals(before));
      eventually("and nothing hangs", () -> !on.session.isKeyDown(60));
    }
  }
}
