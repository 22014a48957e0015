package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static ligature.ui.WindowFixture.patiently;
import static ligature.ui.WindowFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JPopupMenu;
import javax.swing.JTextField;
import ligature.live.LiveSession;
import ligature.midi.Event;
import ligature.parameter.Parameter;
import ligature.parameter.PluginTarget;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginLibrary;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.preset.PresetLibrary;
import ligature.testing.Audio;
import ligature.ui.Watchdog;
import ligature.ui.control.Knob;
import ligature.ui.control.SlotChip;
import ligature.ui.control.SoundView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The window over the instrument itself; one for all, because a model takes its time to open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineWindowTest {

  /** The aim is a tenth of it; the machine may be busy. */
  private static final long LONGEST_BLOCK_MILLIS = 1000;

  private static final int RATE = 48_000;

  @TempDir private static Path folder;
  private EngineWindow on;
  private PresetLibrary presets;
  private LiveSession session;

  @BeforeAll
  void open() {
    on = new EngineWindow(folder);
    presets = on.presets;
    session = on.session;
  }

  @BeforeEach
  void beginWithAFluteAtA() {
    on.load("first-light");
  }

  @AfterAll
  void close() {
    if (on != null) {
      on.close();
    }
  }

  /** By a right click on the slot's knob; the knob shows what the controller does. */
  @Test
  void aControllerIsLearnedForAnInsert() {
    on.push("viewDesign");
    on.push("pageControls");
    edt(
        () -> {
          session.setInserts(List.of(InsertSetting.of("java:filter")));
          return null;
        });
    eventually(
        "it is there", () -> edt(() -> on.find("slot1", SlotChip.class).title()).equals("Filter"));
    if (!edt(() -> on.find("slot1", SlotChip.class).isSelected())) {
      on.push("slot1");
    }
    eventually("its knobs show", () -> edt(() -> on.find("insert cutoff", Knob.class).isShowing()));
    edt(
        () -> {
          Knob knob = on.find("insert cutoff", Knob.class);
          JPopupMenu menu = knob.getComponentPopupMenu();
          menu.show(knob, 10, 10);
          Components.find(menu, "learn java:filter/cutoff", AbstractButton.class).doClick(0);
          menu.setVisible(false);
          return null;
        });
    control(22, 0);
    PluginTarget cutoff = new PluginTarget("java:filter", 1, "cutoff");
    eventually(
        "it is learned",
        () -> session.learned().bindings().stream().anyMatch(b -> b.target().equals(cutoff)));
    // what other tests did in this window may have changed it already
    String preset = edt(() -> on.button("presets").getText()).replace("  •", "");
    control(22, 0);
    control(22, 1); // past the value
    eventually(
        "it is in the sound",
        () -> session.patch().inserts().get(0).values().getOrDefault("cutoff", 0f) == 20_000);
    eventually(
        "the knob is there",
        () ->
            edt(
                () ->
                    on.find("insert cutoff", Knob.class)
                            .getAccessibleContext()
                            .getAccessibleValue()
                            .getCurrentAccessibleValue()
                            .floatValue()
                        == 20_000));
    eventually(
        "it is the same preset, changed",
        () -> edt(() -> on.button("presets").getText()).equals(preset + "  •"));
    session.forget(cutoff);
  }

  private void control(int number, float value) {
    session.remote(Event.pack(Event.CONTROLLER, 0, number, value));
  }

  /** Opens in a process of its own; its plugin takes it along. */
  @Test
  void aPluginsOwnEditorOpensAndCloses() {
    String id = "lv2:http://gareus.org/oss/lv2/balance";
    Assumptions.assumeTrue(
        PluginLibrary.installed().plugins().stream().anyMatch(p -> p.id().equals(id)),
        "SKIPPED: apt install x42-plugins liblilv-0-0");
    on.push("viewDesign");
    edt(
        () -> {
          session.setInserts(List.of(InsertSetting.of(id)));
          return null;
        });
    eventually("it has an editor", () -> edt(() -> on.button("insertEdit").isEnabled()));
    on.push("insertEdit");
    eventually("its process runs", () -> editors() == 1);
    on.push("insertRemove");
    eventually("and ends", () -> editors() == 0);
    on.push("viewPlay");
  }

  private static long editors() {
    return ProcessHandle.current()
        .children()
        .filter(p -> p.info().commandLine().orElse("").contains("Lv2EditorMain"))
        .count();
  }

  @Test
  void notesOnTheirOwnWayAreShownOnThePad() {
    eventually("what sounded has died", () -> edt(() -> on.pad().notesApart().isEmpty()));
    edt(
        () -> {
          session.load(presets.load("glass-orbit", session.bank()));
          return null;
        });
    on.key(72, true);
    eventually("it has left the puck", () -> edt(() -> !on.pad().notesApart().isEmpty()));
    on.key(72, false);
    eventually("it is gone", () -> edt(() -> on.pad().notesApart().isEmpty()));
  }

  @Test
  void aSavedPresetComesBackBitForBit() {
    on.dragPad(MouseEvent.MOUSE_PRESSED, 0.137, 0.731);
    on.dragPad(MouseEvent.MOUSE_RELEASED, 0.137, 0.731);
    eventually(
        "the pad was heard",
        () -> Math.abs(session.meters().value(Parameter.MORPH_X) - 0.137) < 0.01);
    on.push("viewDesign");
    on.push("pageModulation");
    on.push("shape lfo-2");
    on.push("addRoute");
    on.push("viewPlay");
    on.push("save");
    edt(
        () -> {
          Components.find(on.frame(), "presetName", JTextField.class).setText("Mine");
          return null;
        });
    on.push("presetNameOk");
    eventually(
        "it is saved", () -> presets.entries().stream().anyMatch(e -> e.title().equals("Mine")));
    Patch saved = presets.load("mine", session.bank());
    assertThat(saved.value(Parameter.MORPH_X)).isCloseTo(0.137f, within(0.01f));
    assertThat(saved.modulation().routes())
        .extracting(r -> r.source().id())
        .containsExactly("lfo-2");
    eventually("it is shown", () -> edt(() -> on.button("presets").getText().startsWith("Mine")));
    on.push("back");
    on.push("nextPreset");
    eventually("another plays", () -> !session.patch().name().equals("Mine"));
    on.push("previousPreset");
    eventually("it plays", () -> session.patch().equals(saved));
    eventually(
        "and its values hold",
        () ->
            session.meters().value(Parameter.MORPH_X) == saved.value(Parameter.MORPH_X)
                && session.meters().value(Parameter.MORPH_Y) == saved.value(Parameter.MORPH_Y));
  }

  /** Beside a note that is held, and far louder than what is loaded. */
  @Test
  void aPresetIsHeardBeforeItIsTakenAndWhatSoundsGoesOn() {
    Patch before = session.patch();
    session.set(Parameter.LEVEL, -12);
    on.key(69, true);
    on.push("presets");
    JList<?> list = on.find("presetList", JList.class);
    run(() -> list.setSelectedIndex(titles(list).indexOf("Wooden Breath")));
    try (Ear ear = new Ear(session.meters().tap())) {
      float[] alone = ear.next(RATE / 2, RATE / 2);
      long late = session.underruns();
      long pushed = System.nanoTime();
      int from = ear.now();
      on.push("previewPreset");
      patiently("it is heard", () -> Audio.peak(ear.part(from, ear.now())) > 3 * Audio.peak(alone));
      System.out.printf(
          "a preview: %d ms to its sound%n", (System.nanoTime() - pushed) / 1_000_000);
      assertThat(edt(() -> on.button("previewPreset").isSelected())).isTrue();
      on.push("previewPreset");
      assertThat(edt(() -> on.button("previewPreset").isSelected())).isFalse();
      float[] after = ear.next(RATE / 2, RATE / 2);
      assertThat(session.isKeyDown(69)).isTrue();
      if (session.underruns() == late) { // else the machine itself has ended the note
        assertThat(Audio.rmsDb(after, 0, after.length))
            .as("the note goes on alone")
            .isCloseTo(
                Audio.rmsDb(alone, 0, alone.length),
                within(3.0)); // it swells; the preview is 9 dB louder
      }
    }
    on.key(69, false);
    on.push("panic");
    on.push("back");
    eventually("all is still", () -> session.meters().voices() == 0);
    assertThat(session.patch()).isEqualTo(before);
    assertThat(edt(() -> on.button("presets").getText())).startsWith(before.name());
  }

  private static List<String> titles(JList<?> list) {
    return IntStream.range(0, list.getModel().getSize())
        .mapToObj(i -> ((PresetEntry) list.getModel().getElementAt(i)).title())
        .toList();
  }

  @Test
  void spectrumAndCodeShowTheNoteThatSounds() {
    SoundView view = Components.find(on.frame(), "sound", SoundView.class);
    on.dragPad(MouseEvent.MOUSE_PRESSED, 0, 0); // a flute alone
    on.dragPad(MouseEvent.MOUSE_RELEASED, 0, 0);
    edt(
        () -> {
          while (view.kind() != SoundView.Kind.SPECTRUM) {
            view.next();
          }
          return null;
        });
    on.key(69, true);
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
    on.key(76, true);
    eventually("and so do both", () -> edt(() -> view.positions().length == 2));
    on.key(76, false);
    float sum = 0;
    for (int row = 0; row < 16; row++) {
      int at = row;
      sum += Math.abs(edt(() -> view.newestCode(at)));
    }
    assertThat(sum).isPositive();
    on.key(69, false);
    on.push("panic");
    eventually("the code goes", () -> !edt(view::showsNote));
  }

  @Test
  void theWindowNeverHoldsItsThreadUp() throws InterruptedException {
    on.key(60, true);
    SoundView view = Components.find(on.frame(), "sound", SoundView.class);
    for (int kind = 0; kind < SoundView.Kind.values().length; kind++) {
      assertThat(on.dragInCircles(12)).isLessThan(LONGEST_BLOCK_MILLIS);
      edt(
          () -> {
            view.next();
            return null;
          });
    }
    on.key(60, false);
  }

  /** Opens every view and page, turns knobs and fills slots, while notes sound. */
  @Test
  void noViewNoPageAndNoEffectHoldsTheThreadUp() {
    on.key(60, true);
    try (Watchdog watchdog = new Watchdog()) {
      on.push("viewDesign");
      JComponent content = (JComponent) on.frame().getContentPane();
      for (int i = 0; i < 20; i++) {
        Knob knob = Components.find(content, "knob release", Knob.class);
        edt(
            () -> {
              knob.getActionMap().get("UP").actionPerformed(null);
              return null;
            });
        EngineWindow.pause();
      }
      for (String page : List.of("pageModulation", "pageParts", "pageVariations", "pageControls")) {
        on.push(page);
        EngineWindow.pause(15);
      }
      List<String> sheets =
          List.of("ctrl P", "ctrl COMMA", "ctrl E", "ctrl B", "ctrl T", "ctrl shift E");
      for (String page : sheets) {
        for (int times = 0; times < 2; times++) { // open, close
          edt(
              () -> {
                content.getActionMap().get(page).actionPerformed(null);
                return null;
              });
          EngineWindow.pause(15);
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
        on.push("slot" + slot);
        EngineWindow.pause(10);
      }
      on.push("viewPlay");
      on.push("cornerA");
      EngineWindow.pause(20);
      on.push("back");
      assertThat(watchdog.longestMillis()).as(watchdog.stack()).isLessThan(LONGEST_BLOCK_MILLIS);
      System.out.println("the event thread answered within " + watchdog.longestMillis() + " ms");
    }
    on.key(60, false);
  }
}
