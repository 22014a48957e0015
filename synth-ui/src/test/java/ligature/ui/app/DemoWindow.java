package ligature.ui.app;

import java.util.List;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import ligature.engine.MeterFeed;
import ligature.files.InputException;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.settings.Settings;
import ligature.ui.RecordingPlayer;
import ligature.ui.TestRig;
import ligature.ui.TestStore;
import ligature.ui.theme.Theme;

/**
 * The window without an instrument, to look at.
 *
 * <p>Arguments, all optional: {@code light}, {@code still} (nothing plays by itself), {@code two}
 * (two corners), {@code browse} (the timbres are open), {@code fail} (a preset cannot be read),
 * {@code WIDTHxHEIGHT} of the content.
 */
public final class DemoWindow {

  private static final List<String> PRESETS =
      List.of("Glass to Strings", "Bowed Marimba", "Breath Organ", "Night Choir", "Unreadable");
  private static final int[][] CHORDS = {
    {48, 60, 64, 67, 71}, {45, 57, 60, 64, 72}, {41, 57, 60, 65, 69}
  };

  private DemoWindow() {}

  public static void main(String[] args) {
    List<String> options = List.of(args);
    RecordingPlayer player = new RecordingPlayer();
    SwingUtilities.invokeLater(
        () -> {
          (options.contains("light") ? Theme.LIGHT : Theme.DARK).apply();
          LigatureWindow window =
              new LigatureWindow(
                  new TestRig(player),
                  Settings.DEFAULTS.withLook(!options.contains("light"), 1),
                  new TestStore(PRESETS, name -> load(player, name)),
                  () -> System.exit(0));
          if (options.contains("two")) {
            player.load(player.patch("Two", "celesta", "clarinet"));
          }
          options.stream()
              .filter(o -> o.matches("\\d+x\\d+"))
              .forEach(
                  size -> {
                    String[] sides = size.split("x");
                    window
                        .frame()
                        .getContentPane()
                        .setPreferredSize(
                            new java.awt.Dimension(
                                Integer.parseInt(sides[0]), Integer.parseInt(sides[1])));
                  });
          window.open();
          if (options.contains("browse")) {
            Components.find(window.frame(), "cornerA", javax.swing.JButton.class).doClick();
          }
          if (options.contains("fail")) {
            Components.find(window.frame(), "previousPreset", javax.swing.JButton.class).doClick();
          }
          if (!options.contains("still")) {
            play(player);
          }
        });
  }

  private static Patch load(RecordingPlayer player, String name) {
    return switch (name) {
      case "Glass to Strings" -> player.patch(name, "celesta", "clarinet", "cello", "choir-aah");
      case "Bowed Marimba" -> player.patch(name, "marimba", "violin");
      case "Breath Organ" -> player.patch(name, "pan-flute", "pipe-organ", "saw-lead", "trumpet");
      case "Night Choir" ->
          player.patch(name, "choir-ooh", "felt-piano", "sub-bass", "nylon-guitar");
      default ->
          throw new InputException(
              "preset "
                  + name
                  + ": the timbre \"cellestra\" is not in the bank; the nearest names are celesta, cello");
    };
  }

  /** Chords, and a puck that wanders. */
  private static void play(RecordingPlayer player) {
    long start = System.nanoTime();
    int[] before = {-1};
    new Timer(
            15,
            e -> {
              double seconds = (System.nanoTime() - start) * 1e-9;
              int chord = (int) (seconds / 1.6);
              if (chord != before[0]) {
                for (int key = 0; key < 128; key++) {
                  player.midi(key, false);
                }
                for (int key : CHORDS[chord % CHORDS.length]) {
                  player.midi(key, true);
                }
                before[0] = chord;
              }
              double since = seconds % 1.6;
              float level = (float) (0.75 * Math.exp(-1.2 * since) * (0.85 + 0.15 * Math.random()));
              MeterFeed.peaks(player.meters(), 5, level, level * 0.8f, since < 0.2 ? -1.5f : 0);
              MeterFeed.value(
                  player.meters(),
                  Parameter.MORPH_X,
                  (float) (0.5 + 0.36 * Math.sin(seconds * 1.3 + 0.5)));
              MeterFeed.value(
                  player.meters(),
                  Parameter.MORPH_Y,
                  (float) (0.5 + 0.33 * Math.sin(seconds * 1.9)));
            })
        .start();
  }
}
