package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.Folders;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.render.OfflineRender;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;

/** Program changes of a song that plays live. */
class SongSoundsTest {

  private static final int FRAMES = 36_000;
  private static final int CHANGE = 12_345;
  private static final int PROGRAM = 7;

  private final Patch first = preset("wooden-breath");
  private final Patch second = preset("glass-orbit");

  private static Patch preset(String name) {
    return new PresetLibrary(List.of(Folders.home().resolve("presets")))
        .load(name, Bundled.model().bank())
        .withInserts(List.of()); // they are opened beside the sound
  }

  /** A note before the change, one of its frame behind it, and a wheel that moves it. */
  private static EventList song() {
    EventList song = new EventList();
    song.add(100, Event.noteOn(0, 57, 0.7f));
    song.add(5000, Event.pack(Event.CONTROLLER, 0, 1, 0.8f));
    song.add(CHANGE, Event.pack(Event.PROGRAM_CHANGE, 0, PROGRAM, 0));
    song.add(CHANGE, Event.noteOn(0, 64, 0.7f));
    song.add(20_000, Event.pack(Event.CONTROLLER, 0, 1, 0.3f));
    song.add(22_000, Event.pack(Event.PROGRAM_CHANGE, 0, PROGRAM + 1, 0)); // has no sound
    song.add(30_000, Event.noteOff(0, 57, 0.5f));
    song.add(30_000, Event.noteOff(0, 64, 0.5f));
    return song;
  }

  @Test
  void theSameBitsAsRendered() throws Exception {
    float[] offline = new float[2 * FRAMES];
    float[] live = new float[2 * FRAMES];
    try (Decoder decoder = Bundled.decoder()) {
      OfflineRender render = new OfflineRender(decoder, first, song(), 8, 1, FRAMES);
      render.follow(number -> number == PROGRAM ? second : null);
      int[] at = {0};
      render.run(
          (samples, frames) -> {
            int taken = Math.min(2 * frames, offline.length - at[0]);
            System.arraycopy(samples, 0, offline, at[0], taken);
            at[0] += taken;
          },
          part -> {});
    }
    try (Decoder decoder = Bundled.decoder();
        Instrument instrument = new Instrument(decoder, 8, 1, first, new Meters())) {
      SongSounds sounds = new SongSounds(instrument, Map.of(PROGRAM, second));
      instrument.addSource(song(), sounds);
      int before = CHANGE / instrument.hopFrames() * instrument.hopFrames();
      instrument.render(live, 0, before);
      assertThat(sounds.poll()).isNull();
      instrument.render(live, before, FRAMES - before);
      assertThat(instrument.patch()).isEqualTo(second);
      assertThat(sounds.poll()).isSameAs(instrument.patch());
      assertThat(instrument.takeProgram()).as("a keyboard's").isEqualTo(-1);
    }
    assertThat(Arrays.mismatch(live, offline)).as("first sample that differs").isEqualTo(-1);
  }

  @Test
  void whatIsLoadedLaterIsNotOverruled() {
    try (Decoder decoder = Bundled.decoder();
        Instrument instrument = new Instrument(decoder, 8, 1, first, new Meters())) {
      SongSounds sounds = new SongSounds(instrument, Map.of(PROGRAM, second));
      instrument.addSource(song(), sounds);
      float[] out = new float[2 * FRAMES];
      instrument.render(out, 0, 13_000);
      instrument.publish(ModulationMatrix.NONE);
      assertThat(instrument.patch()).as("only moved otherwise").isEqualTo(second);
      instrument.publish(first);
      assertThat(sounds.poll()).isNull();
      instrument.render(out, 0, 256);
      assertThat(instrument.patch()).isEqualTo(first);
    }
  }

  @Test
  void theSessionHasTheSoundWithItsEffects() throws Exception {
    Patch withEffects =
        new PresetLibrary(List.of(Folders.home().resolve("presets")))
            .load("glass-orbit", Bundled.model().bank());
    assertThat(withEffects.inserts()).isNotEmpty();
    LiveOptions options = Bundled.options(first, 8, "none", song());
    try (LiveSession session =
        LiveSession.open(options.withPrograms(Map.of(PROGRAM, withEffects)))) {
      assertThat(session.patch()).isEqualTo(first);
      long end = System.currentTimeMillis() + 10_000;
      while (!session.patch().equals(withEffects) && System.currentTimeMillis() < end) {
        Thread.sleep(5);
      }
      assertThat(session.patch()).isEqualTo(withEffects);
      session.set(Parameter.LEVEL, -3);
      Thread.sleep(100); // the caretaker looks again
      assertThat(session.patch()).isEqualTo(withEffects);
      assertThat(session.insertProblems()).isEmpty();
    }
  }
}
