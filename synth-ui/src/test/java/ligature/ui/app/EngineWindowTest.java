package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import ligature.audio.AudioSettings;
import ligature.audio.UnderrunLog;
import ligature.files.Folders;
import ligature.live.LiveOptions;
import ligature.live.LiveRig;
import ligature.live.LiveSession;
import ligature.model.ComputeDevice;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.settings.Settings;
import ligature.settings.SettingsFile;
import ligature.testing.Bundled;
import ligature.testing.StallControl;
import ligature.ui.Watchdog;
import ligature.ui.WindowFixture;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.Knob;
import ligature.ui.control.MorphPad;
import ligature.ui.control.SlotChip;
import ligature.ui.control.SoundView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The window over the instrument itself; one for all, because a model takes its time to open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineWindowTest {

  /** The aim is a tenth of it; the machine may be busy. */
  private static final long LONGEST_BLOCK_MILLIS = 1000;

  private static final long NEAR_NANOS = 50_000_000;

  @TempDir private static Path folder;
  private PresetLibrary presets;
  private LiveSession session;
  private LigatureWindow window;

  @BeforeAll
  void open() {
    WindowFixture.requireDisplay();
    presets =
        new PresetLibrary(List.of(Folders.home().resolve("presets")), folder.resolve("presets"));
    session =
        LiveSession.open(
            new LiveOptions(
                Bundled.model(),
                ComputeDevice.CPU,
                presets.load("first-light", Bundled.model().bank()),
                8,
                "none",
                AudioSettings.defaults(),
                0,
                List.of(),
                null));
    LiveRig rig =
        new LiveRig(
            session,
            Bundled.model(),
            presets,
            new SettingsFile(folder.resolve("settings.json")),
            Settings.DEFAULTS,
            null,
            false);
    window =
        edt(
            () -> {
              WindowMenu.apply(Settings.DEFAULTS);
              LigatureWindow opened =
                  new LigatureWindow(
                      rig, Settings.DEFAULTS, new LibraryStore(presets, session.bank()), () -> {});
              opened.open();
              return opened;
            });
    eventually("the presets were listed", () -> edt(() -> button("nextPreset").isEnabled()));
  }

  @BeforeEach
  void beginWithAFluteAtA() {
    edt(
        () -> {
          session.load(presets.load("first-light", session.bank()));
          return null;
        });
    eventually(
        "it is shown", () -> edt(() -> button("presets").getText().startsWith("First Light")));
  }

  @AfterAll
  void close() {
    if (window != null) {
      edt(
          () -> {
            window.close();
            return null;
          });
    }
  }

  private AbstractButton button(String name) {
    return Components.find(window.frame(), name, AbstractButton.class);
  }

  private void push(String name) {
    edt(
        () -> {
          button(name).doClick(0);
          return null;
        });
  }

  private MorphPad pad() {
    return Components.find(window.frame(), "pad", MorphPad.class);
  }

  private static void mouse(Component at, int id, double x, double y) {
    at.dispatchEvent(
        new MouseEvent(
            at,
            id,
            0,
            MouseEvent.BUTTON1_DOWN_MASK,
            (int) x,
            (int) y,
            1,
            false,
            MouseEvent.BUTTON1));
  }

  private void dragPad(int id, double x, double y) {
    edt(
        () -> {
          MorphPad pad = pad();
          mouse(pad, id, 34 + x * (pad.getWidth() - 68), 34 + (1 - y) * (pad.getHeight() - 68));
          return null;
        });
  }

  private void key(int key, boolean down) {
    edt(
        () -> {
          KeyboardStrip strip = Components.find(window.frame(), "keyboard", KeyboardStrip.class);
          Point at =
              new Point(
                  (int) strip.keyBounds(key).getCenterX(),
                  (int) strip.keyBounds(key).getMaxY() - 3);
          mouse(strip, down ? MouseEvent.MOUSE_PRESSED : MouseEvent.MOUSE_RELEASED, at.x, at.y);
          return null;
        });
  }

  @Test
  void notesOnTheirOwnWayAreShownOnThePad() {
    assertThat(edt(() -> pad().notesApart())).as("nothing sounds").isEmpty();
    edt(
        () -> {
          session.load(presets.load("glass-orbit", session.bank()));
          return null;
        });
    key(72, true);
    eventually("it has left the puck", () -> edt(() -> !pad().notesApart().isEmpty()));
    key(72, false);
    eventually("it is gone", () -> edt(() -> pad().notesApart().isEmpty()));
  }

  @Test
  void aSavedPresetComesBackBitForBit() {
    dragPad(MouseEvent.MOUSE_PRESSED, 0.137, 0.731);
    dragPad(MouseEvent.MOUSE_RELEASED, 0.137, 0.731);
    eventually(
        "the pad was heard",
        () -> Math.abs(session.meters().value(Parameter.MORPH_X) - 0.137) < 0.01);
    push("viewDesign");
    push("pageModulation");
    push("shape lfo-2");
    push("addRoute");
    push("viewPlay");
    push("save");
    edt(
        () -> {
          Components.find(window.frame(), "presetName", JTextField.class).setText("Mine");
          return null;
        });
    push("presetNameOk");
    eventually(
        "it is saved", () -> presets.entries().stream().anyMatch(e -> e.title().equals("Mine")));
    Patch saved = presets.load("mine", session.bank());
    assertThat(saved.value(Parameter.MORPH_X)).isCloseTo(0.137f, within(0.01f));
    assertThat(saved.modulation().routes())
        .extracting(r -> r.source().id())
        .containsExactly("lfo-2");
    eventually("it is shown", () -> edt(() -> button("presets").getText().startsWith("Mine")));
    push("back");
    push("nextPreset");
    eventually("another plays", () -> !session.patch().name().equals("Mine"));
    push("previousPreset");
    eventually("it plays", () -> session.patch().equals(saved));
    eventually(
        "and its values hold",
        () ->
            session.meters().value(Parameter.MORPH_X) == saved.value(Parameter.MORPH_X)
                && session.meters().value(Parameter.MORPH_Y) == saved.value(Parameter.MORPH_Y));
  }

  @Test
  void spectrumAndCodeShowTheNoteThatSounds() {
    SoundView view = Components.find(window.frame(), "sound", SoundView.class);
    dragPad(MouseEvent.MOUSE_PRESSED, 0, 0); // a flute alone
    dragPad(MouseEvent.MOUSE_RELEASED, 0, 0);
    edt(
        () -> {
          while (view.kind() != SoundView.Kind.SPECTRUM) {
            view.next();
          }
          return null;
        });
    key(69, true);
    double octave = Math.log(2);
    eventually(
        "the spectrum is highest at A4 or an octave above",
        () ->
            edt(
                () -> {
                  double octaves = Math.log(view.loudestHz() / 440) / octave;
                  return Math.abs(octaves) < 0.06 || Math.abs(octaves - 1) < 0.06;
                }));
    edt(
        () -> {
          view.next();
          return null;
        });
    eventually("the code is shown", () -> edt(view::showsNote));
    eventually("the note goes on in its timbre", () -> edt(() -> view.position() > 0.02));
    float sum = 0;
    for (int row = 0; row < 16; row++) {
      int at = row;
      sum += Math.abs(edt(() -> view.newestCode(at)));
    }
    assertThat(sum).isPositive();
    key(69, false);
    push("panic");
    eventually("the code goes", () -> !edt(view::showsNote));
  }

  @Test
  void aRecordedPathMovesTheSoundUntilItIsCleared() {
    push("pathRecord");
    dragPad(MouseEvent.MOUSE_PRESSED, 0.1, 0.2);
    eventually("it records", () -> edt(() -> pad().isHeld()));
    for (int i = 0; i <= 30; i++) {
      dragPad(MouseEvent.MOUSE_DRAGGED, 0.1 + 0.8 * i / 30, 0.2);
      pause();
    }
    dragPad(MouseEvent.MOUSE_RELEASED, 0.9, 0.2);
    eventually("it plays", () -> edt(() -> button("pathLoop").isSelected()));
    for (int round = 0; round < 2; round++) {
      eventually("it is left", () -> session.meters().value(Parameter.MORPH_X) < 0.35);
      eventually("it is right", () -> session.meters().value(Parameter.MORPH_X) > 0.65);
    }
    push("pathClear");
    float[] still = {session.meters().value(Parameter.MORPH_X)};
    for (int i = 0; i < 10; i++) {
      pause();
    }
    still[0] = session.meters().value(Parameter.MORPH_X);
    for (int i = 0; i < 20; i++) {
      pause();
    }
    assertThat(session.meters().value(Parameter.MORPH_X)).isEqualTo(still[0]);
  }

  private static void pause() {
    try {
      Thread.sleep(16);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Drags in circles at 60 Hz; gives the longest time that the window's thread took to answer. */
  private long dragInCircles(int steps) throws InterruptedException {
    long longest = 0;
    dragPad(MouseEvent.MOUSE_PRESSED, 0.5, 0.5);
    for (int i = 0; i < steps; i++) {
      double x = 0.5 + 0.4 * Math.cos(i * 0.1);
      double y = 0.5 + 0.4 * Math.sin(i * 0.1);
      CountDownLatch answered = new CountDownLatch(1);
      long begin = System.nanoTime();
      SwingUtilities.invokeLater(
          () -> {
            MorphPad pad = pad();
            mouse(
                pad,
                MouseEvent.MOUSE_DRAGGED,
                34 + x * (pad.getWidth() - 68),
                34 + y * (pad.getHeight() - 68));
            answered.countDown();
          });
      assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
      longest = Math.max(longest, System.nanoTime() - begin);
      pause();
    }
    dragPad(MouseEvent.MOUSE_RELEASED, 0.5, 0.5);
    return longest / 1_000_000;
  }

  @Test
  void theWindowNeverHoldsItsThreadUp() throws InterruptedException {
    key(60, true);
    SoundView view = Components.find(window.frame(), "sound", SoundView.class);
    for (int kind = 0; kind < SoundView.Kind.values().length; kind++) {
      assertThat(dragInCircles(40)).isLessThan(LONGEST_BLOCK_MILLIS);
      edt(
          () -> {
            view.next();
            return null;
          });
    }
    key(60, false);
  }

  /** Opens every view and page, turns knobs and fills slots, while notes sound. */
  @Test
  void noViewNoPageAndNoEffectHoldsTheThreadUp() {
    key(60, true);
    try (Watchdog watchdog = new Watchdog()) {
      push("viewDesign");
      JComponent content = (JComponent) window.frame().getContentPane();
      for (int i = 0; i < 20; i++) {
        Knob knob = Components.find(content, "knob release", Knob.class);
        edt(
            () -> {
              knob.getActionMap().get("UP").actionPerformed(null);
              return null;
            });
        pause();
      }
      for (String page : List.of("ctrl P", "ctrl COMMA", "ctrl E", "ctrl B")) {
        for (int times = 0; times < 2; times++) { // open, close
          edt(
              () -> {
                content.getActionMap().get(page).actionPerformed(null);
                return null;
              });
          for (int i = 0; i < 15; i++) {
            pause();
          }
        }
      }
      List<InsertSetting> effects =
          List.of(
              InsertSetting.of("java:chorus"),
              InsertSetting.of("java:delay"),
              InsertSetting.of("java:reverb"));
      Patch with = session.patch().withInserts(effects);
      edt(
          () -> {
            session.load(with);
            return null;
          });
      eventually(
          "they show",
          () ->
              edt(() -> Components.find(content, "slot3", SlotChip.class).title())
                  .equals("Reverb"));
      for (int slot = 2; slot <= 3; slot++) {
        push("slot" + slot);
        for (int i = 0; i < 10; i++) {
          pause();
        }
      }
      push("viewPlay");
      push("cornerA");
      for (int i = 0; i < 20; i++) {
        pause();
      }
      push("back");
      assertThat(watchdog.longestMillis()).as(watchdog.stack()).isLessThan(LONGEST_BLOCK_MILLIS);
      System.out.println("the event thread answered within " + watchdog.longestMillis() + " ms");
    }
    key(60, false);
  }

  @Test
  @Tag("long")
  void aDragOnThePadCausesNoUnderrun() throws InterruptedException {
    key(60, true);
    List<Long> stalls;
    UnderrunLog log = session.underrunLog();
    long before = log.count();
    try (StallControl control = new StallControl()) {
      dragInCircles(600);
      stalls = new ArrayList<>(control.stalls());
    }
    for (long i = Math.max(before, log.count() - UnderrunLog.KEPT); i < log.count(); i++) {
      long nanos = log.nanos(i);
      assertThat(stalls)
          .as("a stall of the control near the underrun at frame %s", log.frame(i))
          .anyMatch(s -> Math.abs(s - nanos) < NEAR_NANOS);
    }
  }
}
