package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.MouseEvent;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import javax.accessibility.AccessibleValue;
import javax.swing.JCheckBox;
import ligature.preset.KitPad;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.preset.PercussionKit;
import ligature.preset.Range;
import ligature.ui.control.Knob;
import ligature.ui.control.RangeStrip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts and kits, made by hand over the instrument itself. */
class PartsInWindowTest {

  @TempDir private Path folder;

  /** Drags the high end of a part's bar to the left by a share of the strip. */
  private static void dragHighEnd(EngineWindow on, String strip, int part, double share) {
    edt(
        () -> {
          RangeStrip at = on.find(strip, RangeStrip.class);
          Rectangle2D bar = at.bar(part);
          double x = bar.getMaxX() - 1;
          EngineWindow.mouse(at, MouseEvent.MOUSE_PRESSED, x, bar.getCenterY());
          for (int i = 1; i <= 5; i++) {
            double to = x - share * at.getWidth() * i / 5;
            EngineWindow.mouse(at, MouseEvent.MOUSE_DRAGGED, to, bar.getCenterY());
          }
          EngineWindow.mouse(at, MouseEvent.MOUSE_RELEASED, 0, bar.getCenterY());
          return null;
        });
  }

  private static void turn(EngineWindow on, String knob, float value) {
    edt(
        () -> {
          Knob at = on.find(knob, Knob.class);
          AccessibleValue way = at.getAccessibleContext().getAccessibleValue();
          return way.setCurrentAccessibleValue(value);
        });
  }

  @Test
  void aSplitWithAKitIsMadeHeardSavedAndUndone() {
    try (EngineWindow on = new EngineWindow(folder)) {
      Patch before = on.session.patch();
      on.push("viewDesign");
      on.push("pageParts");
      on.push("addPart");
      assertThat(on.session.patch().parts()).hasSize(2);
      dragHighEnd(on, "partKeys", 1, 0.5);
      Range low = on.session.patch().parts().get(1).keys();
      assertThat(low.low()).isZero();
      assertThat(low.high()).isBetween(55, 72);
      dragHighEnd(on, "partVelocities", 1, 0.25);
      assertThat(on.session.patch().parts().get(1).velocities().high()).isBetween(92, 98);
      turn(on, "partHighVelocity", 127);
      on.push("part1");
      turn(on, "partLowKey", low.high() + 1);
      assertThat(on.session.patch().parts().get(0).keys())
          .isEqualTo(new Range(low.high() + 1, 127));
      on.push("part2");
      on.push("makeKit");
      Part kit = on.session.patch().parts().get(1);
      assertThat(kit.kit()).isEqualTo(PercussionKit.of(on.session.bank().timbres()));

      turn(on, "pad3 level", -7);
      turn(on, "pad3 pan", 0.25f);
      turn(on, "pad3 choke", 5);
      edt(
          () -> {
            on.find("pad3 oneShot", JCheckBox.class).doClick(0);
            return null;
          });
      KitPad changed = on.session.patch().parts().get(1).kit().get(2);
      assertThat(List.of(changed.levelDb(), changed.pan())).containsExactly(-7f, 0.25f);
      assertThat(changed.choke()).isEqualTo(5);
      assertThat(changed.oneShot()).isFalse();

      on.session.noteOn(36, 0.9f);
      eventually("the kick sounds", () -> on.session.meters().voices() == 1);
      on.session.noteOff(36);

      Patch made = on.session.patch().named("Split and Kit");
      on.presets.save("Split and Kit", made, false);
      Patch read = on.presets.load("split-and-kit", on.session.bank());
      assertThat(read).isEqualTo(made);

      for (int i = 0; i < 20 && edt(() -> on.button("undo").isEnabled()); i++) {
        on.push("undo");
      }
      assertThat(on.session.patch()).isEqualTo(before);
    }
  }
}
