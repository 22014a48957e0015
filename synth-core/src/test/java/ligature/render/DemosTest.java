package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.Folders;
import ligature.latent.TimbreBank;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo songs with the presets that they are for: they sound, do not clip, and end. */
class DemosTest {

  private static final int RATE = 48_000;
  private static final Path FOLDER = Folders.home().resolve("presets/demo");

  @TempDir private Path folder;
  private final TimbreBank bank = Bundled.model().bank();
  private final PresetLibrary library =
      new PresetLibrary(List.of(Folders.home().resolve("presets")));

  private static EventList song(String name) {
    return MidiFile.read(FOLDER.resolve(name + ".mid"), RATE);
  }

  /** From a frame on: what controllers said before it holds, and keys that are down are struck. */
  private static EventList from(EventList song, long frame, long to) {
    EventList part = new EventList();
    Map<Integer, Long> down = new TreeMap<>();
    for (int i = 0; i < song.size() && song.frameAt(i) < to; i++) {
      long event = song.eventAt(i);
      long at = song.frameAt(i) - frame;
      int kind = Event.kind(event);
      boolean isNote = kind == Event.NOTE_ON || kind == Event.NOTE_OFF;
      if (at < 0 && kind == Event.NOTE_ON) {
        down.put(Event.number(event), event);
      } else if (at < 0 && isNote) {
        down.remove(Event.number(event));
      } else {
        part.add(Math.max(0, at), event);
      }
    }
    down.values().forEach(event -> part.add(0, event));
    return part;
  }

  private static float[] play(Patch patch, EventList events, Decoder decoder, int frames) {
    float[] stereo = new float[2 * frames];
    try (Instrument instrument = new Instrument(decoder, 16, 1, patch, new Meters())) {
      instrument.inserts().setOffline(true);
      instrument.inserts().set(patch.inserts());
      instrument.addSource(events);
      int done = 0;
      while (done < frames && (events.nextFrame() != EventList.NONE || !instrument.isSilent())) {
        int n = Math.min(4096, frames - done);
        instrument.render(stereo, done, n);
        done += n;
      }
    }
    return stereo;
  }

  private static void sounds(float[] stereo, String where) {
    float peak = 0;
    for (float sample : stereo) {
      assertThat(Float.isFinite(sample)).as(where).isTrue();
      peak = Math.max(peak, Math.abs(sample));
    }
    assertThat(peak).as(where + ": peak").isBetween(0.01f, 0.9999f);
  }

  @ParameterizedTest
  @CsvSource({
    "tide,ligature",
    "bach-prelude,felt-and-hammers",
    "council,reed-council",
    "foundry,tin-and-skin",
    "high-wind,shakuhachi-storm"
  })
  void partsOfASongSoundDoNotClipAndEnd(String name, String preset) {
    EventList song = song(name);
    assertThat(song.lastFrame() / (double) RATE).as("seconds").isBetween(60.0, 90.0);
    Patch patch = library.load(preset, bank);
    try (Decoder decoder = Bundled.decoder()) {
      for (double share : new double[] {0.6}) {
        long begin = (long) (share * song.lastFrame());
        int frames = 3 * RATE / 2;
        EventList part = from(song, begin, begin + frames);
        sounds(play(patch, part, decoder, frames), name + " at " + share);
      }
      long end = song.lastFrame();
      int tail = 20 * RATE;
      float[] last = play(patch, from(song, end - RATE, Long.MAX_VALUE), decoder, RATE + tail);
      sounds(last, name + ": end");
      float[] left = Audio.left(last);
      assertThat(Audio.rmsDb(left, left.length - RATE, left.length)).isLessThan(-80);
    }
  }

  @Test
  @Tag("long")
  void wholeSongsSoundToTheirEnds() {
    PresetLibrary presets = library;
    String[][] songs = {
      {"tide", "ligature"},
      {"bach-prelude", "felt-and-hammers"},
      {"council", "reed-council"},
      {"foundry", "tin-and-skin"},
      {"high-wind", "shakuhachi-storm"}
    };
    for (String[] named : songs) {
      EventList song = song(named[0]);
      int frames = (int) song.lastFrame();
      try (Decoder decoder = Bundled.decoder()) {
        float[] stereo = play(presets.load(named[1], bank), song, decoder, frames);
        sounds(stereo, named[0]);
        double lufs = PresetMeasures.lufs(stereo);
        assertThat(lufs).as(named[0]).isBetween(-30.0, -8.0);
      }
    }
  }

  @Test
  void theScriptWritesTheSongsThatAreThere() throws Exception {
    Process python;
    try {
      python =
          new ProcessBuilder("python3", FOLDER.resolve("songs.py").toString(), folder.toString())
              .redirectErrorStream(true)
              .start();
    } catch (java.io.IOException e) {
      Assumptions.abort("SKIPPED: python3 is not installed");
      return;
    }
    String said = new String(python.getInputStream().readAllBytes());
    assertThat(python.waitFor()).as(said).isZero();
    List<String> written = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        assertThat(file).hasSameBinaryContentAs(FOLDER.resolve(file.getFileName()));
        written.add(file.getFileName().toString());
      }
    }
    assertThat(written).containsExactly("council.mid", "foundry.mid", "high-wind.mid");
  }
}
