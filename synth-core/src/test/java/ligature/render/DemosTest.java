package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The demo songs with the presets that they name: they sound, do not clip, and end. */
class DemosTest {

  private static final int RATE = 48_000;
  private static final Path FOLDER = Folders.home().resolve("presets/demo");

  private static final List<String> SONGS =
      List.of("tide", "bach-prelude", "council", "foundry", "high-wind");

  @TempDir private Path folder;
  private final TimbreBank bank = Bundled.model().bank();
  private final PresetLibrary library =
      new PresetLibrary(List.of(Folders.home().resolve("presets")));

  /** A song, whose program changes are numbers in a list of the names that it gives. */
  private record Song(EventList events, List<String> programs) {

    static Song read(String name) {
      List<String> programs = new ArrayList<>();
      EventList events =
          MidiFile.read(
              FOLDER.resolve(name + ".mid"),
              RATE,
              program -> {
                programs.add(PresetLibrary.fileName(program));
                return programs.size() - 1;
              });
      return new Song(events, programs);
    }

    /** The frames of its program changes, and its beginning. */
    List<Long> sections() {
      List<Long> sections = new ArrayList<>(List.of(0L));
      for (int i = 0; i < events.size(); i++) {
        if (Event.kind(events.eventAt(i)) == Event.PROGRAM_CHANGE && events.frameAt(i) > 0) {
          sections.add(events.frameAt(i));
        }
      }
      return sections;
    }

    EventList events(long from, long to) {
      return DemosTest.from(events, from, to);
    }

    long lastFrame() {
      return events.lastFrame();
    }
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

  private float[] play(Song song, EventList events, Decoder decoder, int frames) {
    Patch patch = library.load(song.programs().get(0), bank);
    float[] stereo = new float[2 * frames];
    try (Instrument instrument = new Instrument(decoder, 16, 1, patch, new Meters())) {
      instrument.inserts().setOffline(true);
      instrument.inserts().set(patch.inserts());
      instrument.setPrograms(
          number -> {
            Patch next = library.load(song.programs().get(number), bank);
            instrument.load(next);
            instrument.inserts().set(next.inserts());
          });
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
  @ValueSource(strings = {"tide", "bach-prelude", "council", "foundry", "high-wind"})
  void everySectionOfASongSoundsDoesNotClipAndEnds(String name) {
    Song song = Song.read(name);
    assertThat(song.lastFrame() / (double) RATE).as("seconds").isBetween(60.0, 90.0);
    try (Decoder decoder = Bundled.decoder()) {
      for (long begin : song.sections()) {
        int frames = RATE;
        EventList part = song.events(begin, begin + frames);
        sounds(play(song, part, decoder, frames), name + " from frame " + begin);
      }
      long end = song.lastFrame();
      int tail = 20 * RATE;
      float[] last = play(song, song.events(end - RATE, Long.MAX_VALUE), decoder, RATE + tail);
      sounds(last, name + ": end");
      float[] left = Audio.left(last);
      assertThat(Audio.rmsDb(left, left.length - RATE, left.length)).isLessThan(-80);
    }
  }

  @Test
  void theSongsShowTheTwelvePresets() {
    Set<String> shown = new TreeSet<>();
    SONGS.forEach(name -> shown.addAll(Song.read(name).programs()));
    assertThat(shown)
        .containsExactlyInAnyOrder(
            "ligature",
            "wooden-breath",
            "bowed-piano",
            "reed-council",
            "glass-orbit",
            "brass-says-ooh",
            "under-the-bridge-deck",
            "felt-and-hammers",
            "shakuhachi-storm",
            "giant-and-child",
            "accordion-machine",
            "tin-and-skin");
  }

  @Test
  @Tag("long")
  void wholeSongsSoundToTheirEnds() {
    for (String name : SONGS) {
      Song song = Song.read(name);
      int frames = (int) song.lastFrame();
      try (Decoder decoder = Bundled.decoder()) {
        float[] stereo = play(song, song.events(0, Long.MAX_VALUE), decoder, frames);
        sounds(stereo, name);
        double lufs = PresetMeasures.lufs(stereo);
        assertThat(lufs).as(name).isBetween(-30.0, -8.0);
        int window = RATE / 2;
        for (int from = 0; from + window < frames; from += window) {
          assertThat(Audio.rmsDb(stereo, 2 * from, 2 * (from + window)))
              .as("%s from second %.1f", name, (double) from / RATE)
              .isGreaterThan(-50);
        }
      }
    }
  }

  @Test
  void theScriptWritesTheSongsThatAreThere() throws Exception {
    python(FOLDER.resolve("songs.py").toString(), folder.toString());
    List<String> written = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        assertThat(file).hasSameBinaryContentAs(FOLDER.resolve(file.getFileName()));
        written.add(file.getFileName().toString());
      }
    }
    assertThat(written).containsExactly("council.mid", "foundry.mid", "high-wind.mid");
  }

  @Test
  void theScriptWritesNamesOutsideAsciiAndLongOnes() throws Exception {
    String name = "Café " + "a".repeat(150);
    String lines =
        String.join(
            "\n",
            "import sys",
            "sys.path.insert(0, sys.argv[1])",
            "import songs",
            "song = songs.Song('Named', 120, 1)",
            "song.program(0, 'Caf\\u00e9 ' + 150 * 'a')",
            "song.note(0, 1, 60, 80)",
            "song.write(sys.argv[2])");
    python("-B", "-c", lines, FOLDER.toString(), folder.toString());
    List<String> names = new ArrayList<>();
    MidiFile.read(folder.resolve("named.mid"), RATE, program -> names.add(program) ? 0 : -1);
    assertThat(names).containsExactly(name);
  }

  private static void python(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(options));
    Process python;
    try {
      python = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (java.io.IOException e) {
      Assumptions.abort("SKIPPED: python3 is not installed");
      return;
    }
    String said = new String(python.getInputStream().readAllBytes());
    assertThat(python.waitFor()).as(said).isZero();
  }
}
