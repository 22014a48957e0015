package ligature.ui.app;

import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import ligature.files.Folders;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;
import ligature.live.LiveRig;
import ligature.live.LiveSession;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.settings.Settings;
import ligature.settings.SettingsFile;
import ligature.testing.Bundled;
import ligature.ui.control.SoundView;
import ligature.ui.control.VariationCell;

/**
 * Pictures of the window with the real instrument playing in it.
 *
 * <p>Arguments: {@code docs/pictures.txt}, the folder for all of its pictures, a recording; or
 * single pictures, each {@code FILE:WORDS}, its words separated by commas: {@code light}, {@code
 * WIDTHxHEIGHT}, {@code scale=1.5}, {@code preset=NAME}, {@code push=BUTTON} and {@code
 * insert=PLUGIN} (may be repeated), {@code set=PARAMETER:VALUE} (may be repeated), {@code
 * view=CODE}, {@code key=ctrl E}, {@code audio=jack}, {@code drop=RECORDING}, which is dropped
 * first and becomes one of the user's own timbres, {@code type=FIELD:TEXT} (may be repeated),
 * {@code point=NAME:X:Y} (may be repeated), a timbre at a point of its own in the place of the
 * sound's, {@code wait=SECONDS} at most for all variations, {@code hit=NAME}, a press of the mouse,
 * {@code at=X} from the left, {@code screen=SECONDS}: the whole screen, after that time. Runs in a
 * process of its own, which it ends:
 *
 * <pre>
 * mvnw test-compile dependency:build-classpath -Dmdep.outputFile=cp
 * java -Dligature.home=. -cp synth-ui/target/test-classes:...:$(cat cp) ligature.ui.app.WindowShots
 * </pre>
 */
public final class WindowShots {

  private static final int[] CHORD = {45, 57, 60, 64};
  private static final String DARK = "1024x640";
  private static final String LIGHT = "1536x960,light,scale=1.5";

  private WindowShots() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].endsWith(".txt")) {
      takeAll(Path.of(args[0]), Path.of(args[1]), args.length > 2 ? args[2] : "");
    } else {
      for (String shot : args) {
        String[] parts = shot.split(":", 2);
        take(new File(parts[0]), List.of(parts[1].split(",")));
      }
    }
    System.exit(0);
  }

  /** Each picture of a list twice: dark, and light and larger. */
  private static void takeAll(Path list, Path folder, String recording) throws Exception {
    for (String line : Files.readAllLines(list)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(": ", 2);
        String words = parts[1].replace("RECORDING", recording) + ",audio=jack,";
        take(folder.resolve(parts[0] + ".png").toFile(), List.of((words + DARK).split(",")));
        take(folder.resolve(parts[0] + "-light.png").toFile(), List.of((words + LIGHT).split(",")));
      }
    }
  }

  private static String word(List<String> words, String name, String otherwise) {
    return words.stream()
        .filter(w -> w.startsWith(name + "="))
        .map(w -> w.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  /** Waits until the recording has become a timbre, and both are compared. */
  private static void drop(LigatureWindow window, Path recording) throws Exception {
    SwingUtilities.invokeAndWait(() -> DroppedFiles.drop(window, recording));
    boolean[] ready = new boolean[1];
    for (int i = 0; i < 600 && !ready[0]; i++) {
      Thread.sleep(100);
      SwingUtilities.invokeAndWait(
          () ->
              ready[0] =
                  Components.find(window.frame(), "importEncoded", AbstractButton.class)
                      .isEnabled());
    }
  }

  /** The timbres of {@code point=NAME:X:Y} in the place of the sound's own. */
  private static Patch withPoints(Patch patch, List<String> words) {
    List<Timbre> timbres = new ArrayList<>();
    List<PadPoint> points = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("point=")) {
        String[] point = word.substring(6).split(":");
        timbres.add(Bundled.model().bank().find(point[0]));
        points.add(new PadPoint(Float.parseFloat(point[1]), Float.parseFloat(point[2])));
      }
    }
    return points.isEmpty() ? patch : patch.with(new PadTimbres(timbres, points));
  }

  private static void take(File file, List<String> words) throws Exception {
    Path folder = Files.createTempDirectory("ligature-shots");
    PresetLibrary presets =
        new PresetLibrary(List.of(Folders.home().resolve("presets")), folder.resolve("presets"));
    Patch patch = presets.load(word(words, "preset", "ligature"), Bundled.model().bank());
    patch =
        patch.withInserts(
            words.stream()
                .filter(w -> w.startsWith("insert="))
                .map(w -> InsertSetting.of(w.substring(7)))
                .toList());
    for (String word : words) {
      if (word.startsWith("set=")) {
        String[] set = word.substring(4).split(":");
        for (Parameter parameter : Parameter.values()) {
          if (parameter.id().equals(set[0])) {
            patch = patch.with(parameter, Float.parseFloat(set[1]));
          }
        }
      }
    }
    patch = withPoints(patch, words);
    presets.save("My Own Dawn", patch, false);
    LiveSession session =
        LiveSession.open(Bundled.options(patch, 16, word(words, "audio", "none")));
    Settings settings =
        Settings.DEFAULTS
            .withLook(!words.contains("light"), Float.parseFloat(word(words, "scale", "1")))
            .withFavourite("first-light", true)
            .withFavourite("glass-orbit", true);
    LiveRig rig =
        new LiveRig(
            session,
            Bundled.model(),
            presets,
            new SettingsFile(folder.resolve("settings.json")),
            settings,
            null,
            true);
    LigatureWindow[] window = new LigatureWindow[1];
    SwingUtilities.invokeAndWait(
        () -> {
          WindowMenu.apply(settings);
          window[0] =
              new LigatureWindow(
                  rig, settings, new LibraryStore(presets, session.bank()), () -> {});
          String size =
              words.stream().filter(w -> w.matches("\\d+x\\d+")).findFirst().orElse("1000x640");
          String[] sides = size.split("x");
          Container content = window[0].frame().getContentPane();
          content.setPreferredSize(
              new Dimension(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])));
          window[0].frame().setUndecorated(true);
          window[0].open();
          window[0].frame().setSize(content.getPreferredSize());
          window[0].frame().setLocation(Integer.parseInt(word(words, "at", "0")), 0);
        });
    Thread.sleep(500);
    String drop = word(words, "drop", null);
    if (drop != null) {
      drop(window[0], Path.of(drop));
    }
    List<String> pushes = new ArrayList<>();
    words.stream().filter(w -> w.startsWith("push=")).forEach(w -> pushes.add(w.substring(5)));
    SwingUtilities.invokeAndWait(
        () -> {
          for (int key : CHORD) {
            session.noteOn(key, 0.8f);
          }
          String view = word(words, "view", "SCOPE");
          SoundView shown = Components.find(window[0].frame(), "sound", SoundView.class);
          while (shown.kind() != SoundView.Kind.valueOf(view)) {
            shown.next();
          }
          String key = word(words, "key", null);
          if (key != null) {
            ((JComponent) window[0].frame().getContentPane())
                .getActionMap()
                .get(key)
                .actionPerformed(null);
          }
          for (String push : pushes) {
            Components.find(window[0].frame(), push, AbstractButton.class).doClick();
          }
          for (String type : words.stream().filter(w -> w.startsWith("type=")).toList()) {
            String[] typed = type.substring(5).split(":");
            JTextField field = Components.find(window[0].frame(), typed[0], JTextField.class);
            field.setText(typed[1]);
            field.postActionEvent();
          }
        });
    long end = System.currentTimeMillis() + 1000L * Integer.parseInt(word(words, "wait", "0"));
    VariationCell last = Components.find(window[0].frame(), "variation9", VariationCell.class);
    while (System.currentTimeMillis() < end && last.state() == VariationCell.State.EMPTY) {
      Thread.sleep(50);
    }
    String hit = word(words, "hit", null);
    if (hit != null) {
      SwingUtilities.invokeAndWait(
          () ->
              EngineWindow.mouse(
                  Components.find(window[0].frame(), hit, JComponent.class),
                  MouseEvent.MOUSE_PRESSED,
                  8,
                  8));
    }
    for (int i = 0; i < 60; i++) {
      double along = i / 60.0;
      Thread.sleep(16);
      session.set(Parameter.MORPH_X, (float) (0.35 + 0.3 * along));
      session.set(Parameter.MORPH_Y, (float) (0.45 + 0.25 * Math.sin(3 * along)));
    }
    Thread.sleep(1200); // until the status line has it too
    String screen = word(words, "screen", null);
    if (screen != null) {
      Thread.sleep(1000L * Integer.parseInt(screen));
      Dimension all = Toolkit.getDefaultToolkit().getScreenSize();
      ImageIO.write(new Robot().createScreenCapture(new Rectangle(all)), "png", file);
    }
    SwingUtilities.invokeAndWait(
        () -> {
          if (screen == null) {
            paint(window[0].frame().getContentPane(), file);
          }
          window[0].close();
        });
  }

  private static void paint(Container content, File file) {
    BufferedImage image =
        new BufferedImage(content.getWidth(), content.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    content.paint(g);
    try {
      ImageIO.write(image, "png", file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
