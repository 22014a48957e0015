package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static ligature.ui.WindowFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Point;
import java.awt.event.MouseEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.swing.JLabel;
import javax.swing.JTextField;
import ligature.latent.Timbre;
import ligature.model.TimbreDocument;
import ligature.model.TimbreFile;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.ui.WindowFixture;
import ligature.ui.control.WaveView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was made of a recording is heard beside it, and made anew, by the model itself. */
class OwnSoundTest {

  private static final int RATE = DroppedFiles.RATE;
  private static final double SECOND_NOTE = 0.6;
  private static final double SECOND_HZ = 164.81;

  @TempDir private Path recordings;
  @TempDir private Path folder;
  private EngineWindow window;
  private Ear ear;
  private final CountDownLatch closed = new CountDownLatch(1);

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    window =
        new EngineWindow(folder, Bundled.model().bank().timbres().subList(0, 2), closed::countDown);
    ear = new Ear(window.session.meters().tap());
  }

  @AfterEach
  void close() throws Exception {
    ear.close();
    window.close();
    closed.await();
  }

  private String text(String name) {
    return edt(() -> window.find(name, JLabel.class).getText());
  }

  private String field(String name) {
    return edt(() -> window.find(name, JTextField.class).getText());
  }

  private void type(String name, String text) {
    edt(
        () -> {
          JTextField field = window.find(name, JTextField.class);
          field.setText(text);
          field.postActionEvent();
          return null;
        });
  }

  /** Pushes a button and says whether it is down; on the event thread. */
  private boolean pushed(String name) {
    window.button(name).doClick(0);
    return window.button(name).isSelected();
  }

  private void awaitComparison() {
    patiently(
        "the round trip was made",
        () ->
            window.button("importEncoded").isEnabled()
                && window.button("importEnd").getText().equals("Done"));
  }

  private double distance() {
    String distance = text("importDistance");
    assertThat(distance).matches("\\d+\\.\\d dB apart");
    return Double.parseDouble(distance.split(" ")[0]);
  }

  /** Pushes a button, and what is heard until it comes up again by itself. */
  private float[] heardFrom(String name) {
    for (int i = 0; ; i++) {
      int from = ear.now();
      int missed = ear.missed();
      assertThat(edt(() -> pushed(name))).isTrue();
      patiently("it is over", () -> !window.button(name).isSelected());
      int later = ear.now() + RATE / 10;
      eventually("all was heard", () -> ear.now() >= later);
      if (ear.missed() == missed || i == 4) {
        float[] x = ear.part(from, ear.now());
        int onset = Audio.firstAbove(x, 1e-3f);
        assertThat(onset).as(name + " is heard").isNotNegative();
        return Arrays.copyOfRange(x, onset, x.length);
      }
    }
  }

  /** Two notes, where one was wanted: A2, a pause, E3. */
  private static float[] twoNotes() {
    float[] first = DroppedFiles.pluck(110);
    float[] second = DroppedFiles.pluck(SECOND_HZ);
    float[] x = Arrays.copyOf(first, RATE * 14 / 10);
    int at = (int) (SECOND_NOTE * RATE);
    Arrays.fill(x, RATE * 4 / 10, x.length, 0);
    System.arraycopy(second, 0, x, at, x.length - at);
    return x;
  }

  private Path kept() {
    return folder.resolve("timbres/two-strings.timbre");
  }

  @Test
  void aRecordingIsHeardBesideItsTimbreTrimmedKeyedAndSaved() throws Exception {
    Path file = DroppedFiles.write(recordings.resolve("two strings.wav"), twoNotes());
    assertThat(edt(() -> DroppedFiles.drop(window.window(), file))).isTrue();
    awaitComparison();
    assertThat(distance()).isPositive();
    window.push("importToA");
    Timbre first = window.session.bank().find("two-strings");
    assertThat(window.session.patch().corner(0)).isSameAs(first);

    window.push("importTrim");
    trim();
    window.push("importSave");
    patiently("it is saved", () -> window.session.bank().find("two-strings") != first);
    awaitComparison();
    Timbre anew = window.session.bank().find("two-strings");
    assertThat(anew.zone(0).key()).isEqualTo(52);
    assertThat(window.session.patch().corner(0)).as("the corner keeps it").isSameAs(anew);
    TimbreDocument document = TimbreFile.readDocument(kept());
    assertThat(document.timbre().zone(0).codes()).isEqualTo(anew.zone(0).codes());
    assertThat(document.recordings().get(0).samples().length)
        .isCloseTo((int) (RATE * 0.7), within(RATE / 20));
    assertThat(text("importFound")).startsWith("found: E3");
    assertThat(distance()).isBetween(0.5, 8.0);

    bothAreHeard();
    whatFailsChangesNothing(anew);
    aDrumHasNoKey();
    window.push("importEnd");
    assertThat(edt(() -> window.button("importOriginal").isShowing())).isFalse();
    assertThat(edt(() -> window.button("cornerA").isShowing())).isTrue();
    assertThatThrownBy(() -> window.button("importSave"))
        .as("nor is its sheet")
        .isInstanceOf(AssertionError.class);
  }

  /** By typing, by undo and by the mouse. */
  private void trim() {
    assertThat(field("importStart")).isEqualTo("0.000 s");
    type("importStart", "nonsense");
    assertThat(field("importStart")).isEqualTo("0.000 s");
    type("importStart", "550 ms");
    assertThat(field("importStart")).isEqualTo("0.550 s");
    window.push("undo");
    assertThat(field("importStart")).isEqualTo("0.000 s");
    assertThat(edt(() -> window.button("importSave").isEnabled())).isFalse();
    window.push("redo");
    assertThat(field("importStart")).isEqualTo("0.550 s");
    String before = field("importEndAt");
    WaveView wave = window.find("importWave", WaveView.class);
    edt(
        () -> {
          Point at = wave.handle(true);
          EngineWindow.mouse(wave, MouseEvent.MOUSE_PRESSED, at.x, at.y);
          for (int x = at.x; x >= at.x - wave.getWidth() / 2; x -= 5) {
            EngineWindow.mouse(wave, MouseEvent.MOUSE_DRAGGED, x, at.y);
          }
          Point back = wave.handle(true);
          int edge = wave.handle(false).x;
          int last = (int) Math.round(edge + (1.3 - 0.55) * (at.x - edge) / (1.4 - 0.55));
          EngineWindow.mouse(wave, MouseEvent.MOUSE_DRAGGED, last, back.y);
          EngineWindow.mouse(wave, MouseEvent.MOUSE_RELEASED, last, back.y);
          return null;
        });
    String dragged = field("importEndAt");
    assertThat(Double.parseDouble(dragged.replace(" s", ""))).isCloseTo(1.3, within(0.02));
    window.push("undo");
    assertThat(field("importEndAt")).as("a drag is one step").isEqualTo(before);
    window.push("redo");
    assertThat(field("importEndAt")).isEqualTo(dragged);
    assertThat(field("importStart")).isEqualTo("0.550 s");
  }

  private void bothAreHeard() {
    float[] original = heardFrom("importOriginal");
    float[] encoded = heardFrom("importEncoded");
    for (float[] x : List.of(original, encoded)) {
      assertThat(Audio.centsFrom(Arrays.copyOfRange(x, 4800, 24_000), RATE, SECOND_HZ))
          .isCloseTo(0, within(15.0));
    }
    int loud = RATE * 4 / 10;
    assertThat(Audio.rmsDb(original, 0, loud) - Audio.rmsDb(encoded, 0, loud))
        .as("equally loud")
        .isCloseTo(0, within(1.0));
    float[] written = DroppedFiles.pluck(SECOND_HZ);
    assertThat(Audio.rmsDb(original, 0, 2400) - Audio.rmsDb(original, 19_200, 24_000))
        .as("the recording itself dies as it was written")
        .isCloseTo(
            Audio.rmsDb(written, 0, 2400) - Audio.rmsDb(written, 19_200, 24_000), within(1.0));
    // at once: on a busy machine one would be over before the next is pushed
    edt(
        () -> {
          assertThat(pushed("importOriginal")).isTrue();
          assertThat(pushed("importEncoded")).isTrue();
          assertThat(window.button("importOriginal").isSelected()).isFalse();
          assertThat(pushed("importEncoded")).as("stopped by hand").isFalse();
          return null;
        });
    int from = ear.now() + RATE / 5;
    eventually("time passes", () -> ear.now() >= from + RATE / 10);
    assertThat(Audio.peak(ear.part(from, from + RATE / 10))).isLessThan(1e-4f);
  }

  private void whatFailsChangesNothing(Timbre anew) throws Exception {
    byte[] before = Files.readAllBytes(kept());
    type("importStart", "0.45");
    type("importEndAt", "0.55 s");
    window.push("importSave");
    patiently("it is told", () -> text("message").contains("is silent"));
    assertThat(window.session.bank().find("two-strings")).isSameAs(anew);
    assertThat(kept()).hasBinaryContent(before);
    assertThat(edt(() -> window.button("importSave").isEnabled())).isTrue();
    window.push("undo");
    window.push("undo");
    assertThat(edt(() -> window.button("importSave").isEnabled())).isFalse();
  }

  private void aDrumHasNoKey() {
    assertThat(field("importKey")).isEqualTo("E3");
    type("importKey", "none");
    assertThat(field("importKey")).isEqualTo("none");
    window.push("importSave");
    patiently(
        "it is a drum",
        () -> window.session.bank().find("two-strings").family().equals("percussion"));
    awaitComparison();
    assertThat(text("importFound")).isEqualTo("a drum");
    assertThat(TimbreFile.readDocument(kept()).recordings().get(0).pitchHz()).isZero();
    Timbre drum = window.session.bank().find("two-strings");
    window.push("undo"); // the key
    window.push("undo"); // the end
    window.push("undo"); // the start
    window.push("undo"); // the corner
    assertThat(window.session.patch().corner(0).name()).isNotEqualTo("two-strings");
    window.push("redo");
    assertThat(window.session.patch().corner(0)).as("not the one of then").isSameAs(drum);
  }

  @Test
  @Tag("long")
  void anyOfTheListIsTrimmed() throws Exception {
    Path first = DroppedFiles.write(recordings.resolve("two strings.wav"), twoNotes());
    Path second = DroppedFiles.write(recordings.resolve("string.wav"), DroppedFiles.pluck(220));
    assertThat(edt(() -> DroppedFiles.drop(window.window(), first))).isTrue();
    awaitComparison();
    assertThat(edt(() -> DroppedFiles.drop(window.window(), second))).isTrue();
    patiently("it is there", () -> window.session.bank().find("string") != null);
    awaitComparison();
    window.push("importEnd");
    Timbre old = window.session.bank().find("two-strings");

    window.push("cornerA");
    edt(
        () -> {
          JTextField search = window.find("timbreSearch", JTextField.class);
          search.setText("two strings");
          search.getActionMap().get("F2").actionPerformed(null);
          return null;
        });
    awaitComparison();
    type("importStart", "550 ms");
    window.push("importSave");
    patiently("it is saved", () -> window.session.bank().find("two-strings") != old);
    awaitComparison();
    assertThat(window.session.bank().find("two-strings").zone(0).key()).isEqualTo(52);
    assertThat(TimbreFile.readDocument(kept()).recordings().get(0).samples().length)
        .isLessThan(RATE);
  }
}
