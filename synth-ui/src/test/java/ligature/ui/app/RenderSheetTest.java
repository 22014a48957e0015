package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.render.Mastering;
import ligature.render.RenderJob;
import ligature.soundfile.SampleFormat;
import ligature.testing.Bundled;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page that renders, with the model that ships; one window for all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenderSheetTest {

  private static final long PATIENCE_MILLIS = 120_000;

  private Path folder;
  private WindowFixture on;

  @BeforeAll
  void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open(@TempDir Path own) {
    folder = own;
    if (on == null) { // not before all: a test that fails is run again, a class is not
      on = new WindowFixture(List.of("One"), name -> null);
    }
    on.beginAnew();
    Patch patch =
        Patch.of(
                "Two Winds",
                List.of(Bundled.model().bank().find("flute"), Bundled.model().bank().find("cello")))
            .with(Parameter.MORPH_X, 0.25f);
    on.player.load(patch);
    WindowFixture.eventually(
        "it is shown",
        () ->
            edt(() -> on.find("presets", AbstractButton.class).getText().startsWith("Two Winds")));
    edt(
        () -> {
          ((javax.swing.JComponent) on.window.frame().getContentPane())
              .getActionMap()
              .get("ctrl B")
              .actionPerformed(null);
          return null;
        });
    on.push("renderNote");
    fill("renderNoteKeys", "60");
    fill("renderSong", "");
  }

  @AfterAll
  void close() {
    if (on != null) {
      on.close();
    }
  }

  /** A model takes its time. */
  private static void patiently(String what, BooleanSupplier holds) {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!holds.getAsBoolean()) {
      assertThat(System.currentTimeMillis()).as(what).isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void fill(String field, String text) {
    edt(
        () -> {
          on.find(field, JTextField.class).setText(text);
          return null;
        });
  }

  private void spin(String field, Object value) {
    edt(
        () -> {
          on.find(field, JSpinner.class).setValue(value);
          return null;
        });
  }

  private boolean isEnabled(String button) {
    return edt(() -> on.find(button, AbstractButton.class).isEnabled());
  }

  private String line() {
    return edt(() -> on.find("renderLine", JLabel.class).getText());
  }

  private List<Path> filesIn(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aNoteIsTheSameBytesAsFromTheEngine() throws IOException {
    Path out = folder.resolve("note.wav");
    fill("renderOut", out.toString());
    fill("renderNoteKeys", "60, 67");
    spin("renderNoteSeconds", 0.5);
    patiently("it is estimated", () -> line().contains("0.5 s"));
    on.push("renderStart");
    patiently("it is done", () -> isEnabled("renderShow"));
    assertThat(line()).contains(out.toString());
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 60, 100 / 127f));
    events.add(0, Event.noteOn(0, 67, 100 / 127f));
    events.add(24_000, Event.noteOff(0, 60, 0.5f));
    events.add(24_000, Event.noteOff(0, 67, 0.5f));
    assertThat(Files.readAllBytes(out)).isEqualTo(fromTheEngine(events));
    assertThat(edt(() -> on.find("renderProgress", JProgressBar.class).getValue())).isEqualTo(1000);
  }

  private byte[] fromTheEngine(EventList events) throws IOException {
    Path same = folder.resolve("same.wav");
    try (Decoder decoder = Bundled.decoder()) {
      new RenderJob(48_000, SampleFormat.PCM_24, false, 32, 1, 4096, Mastering.NONE)
          .run(
              decoder,
              on.player.patch(),
              new RenderJob.Song(same, events, new EventList()),
              done -> {});
    }
    return Files.readAllBytes(same);
  }

  @Test
  void aSongIsTheSameBytesAsFromTheEngine() throws Exception {
    Path song = folder.resolve("song.mid");
    Sequence sequence = new Sequence(Sequence.PPQ, 480);
    Track track = sequence.createTrack();
    int[] keys = {60, 67, 64};
    for (int i = 0; i < keys.length; i++) { // a quarter of a second each
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, keys[i], 90), 240L * i));
      track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_OFF, keys[i], 0), 240L * i + 240));
    }
    MidiSystem.write(sequence, 1, song.toFile());
    on.push("renderSong");
    Path out = folder.resolve("song.wav");
    fill("renderOut", out.toString());
    fill("renderSong", song.toString());
    patiently("it is estimated", () -> line().startsWith("0.8 s"));
    on.push("renderStart");
    patiently("it is done", () -> isEnabled("renderShow"));
    assertThat(Files.readAllBytes(out)).isEqualTo(fromTheEngine(MidiFile.read(song, 48_000)));
  }

  @Test
  void aLongNoteIsCancelledAndLeavesNothing() throws IOException {
    fill("renderOut", folder.resolve("long.flac").toString());
    spin("renderNoteSeconds", 600.0);
    on.push("renderStart");
    patiently(
        "it is under way",
        () -> edt(() -> on.find("renderProgress", JProgressBar.class).getValue() > 0));
    assertThat(isEnabled("renderStart")).isFalse();
    on.push("renderCancel");
    patiently("it has stopped", () -> line().equals("Cancelled."));
    assertThat(isEnabled("renderShow")).isFalse();
    assertThat(isEnabled("renderStart")).isTrue();
    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void aPackIsEstimatedAndMade() throws IOException {
    on.push("renderPack");
    Path out = folder.resolve("pack");
    fill("renderOut", out.toString());
    fill("renderPackKeys", "60,72");
    spin("renderSteps", 2);
    spin("renderPackSeconds", 0.5);
    patiently("it is estimated", () -> line().startsWith("4 files"));
    on.push("renderStart");
    patiently("it is done", () -> isEnabled("renderShow"));
    assertThat(line()).contains("4 files");
    List<String> names = filesIn(out).stream().map(Path::toString).toList();
    assertThat(names.stream().filter(n -> n.endsWith(".wav"))).hasSize(4);
    assertThat(names.stream().filter(n -> n.endsWith(".sfz"))).isNotEmpty();
  }

  @Test
  void whatIsWrongIsToldInALine() {
    fill("renderOut", folder.resolve("note.mp3").toString());
    patiently("the kind of file", () -> line().contains("note.mp3"));
    fill("renderOut", folder.resolve("note.wav").toString());
    fill("renderNoteKeys", "200");
    on.push("renderStart");
    patiently("the keys", () -> line().startsWith("keys 200") && isEnabled("renderStart"));
    on.push("renderSong");
    fill("renderOut", folder.resolve("song.wav").toString());
    on.push("renderStart");
    patiently("the song", () -> line().startsWith("there is no song"));
  }
}
