package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.Folders;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.midi.MidiParser;
import ligature.midi.RingSink;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.KitPad;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.rt.EventRing;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.OfflineSong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A song that comes through a ring, a latency ahead of where it sounds, in periods of all sizes and
 * on a stream that has run for a while, is to the bit what is rendered from a list.
 */
class LiveAndOfflineTest {

  private static final int RATE = 48_000;
  private static final int VOICES = 10;
  private static final int AHEAD = 384;

  /** Whole hops, as the live stream begins on one. */
  private static final int BEFORE = 100 * 128;

  private final PresetLibrary library =
      new PresetLibrary(List.of(Folders.home().resolve("presets")));

  @ParameterizedTest
  @CsvSource({
    "tin-and-skin, foundry, 17", // a kit with chokes, at a place where all of it plays
    "harp-and-halo, tide, 0", // two layers
    "two-streets, bach-prelude, 0", // two parts side by side
    "reed-council, council, 12", // timbre keys
    "wooden-breath, high-wind, 14", // a strike that velocity moves
    "bowed-piano, tide, 0", // frozen, and scrubbed by the wheel
    "accordion-machine, foundry, 42", // a path by the beat
  })
  void theSameBits(String preset, String song, int fromSecond) throws Exception {
    Patch patch = library.load(preset, Bundled.model().bank());
    if (preset.equals("wooden-breath")) {
      assertThat(patch.value(Parameter.STRIKE)).isPositive();
    }
    int frames = 3 * RATE / 2;
    EventList events = from(song, fromSecond * RATE, frames);
    if (preset.equals("tin-and-skin")) {
      assertThat(keysOfFullestChoke(events, patch))
          .as("keys that choke each other")
          .isGreaterThan(1);
    }
    if (preset.equals("bowed-piano")) {
      scrub(events, frames);
    }
    if (preset.equals("accordion-machine")) {
      assertThat(patch.modulation().path().inBeats()).isTrue();
    }
    try (Decoder decoder = Bundled.decoder()) {
      float[] offline = OfflineSong.stereo(events, patch, VOICES, frames);
      float[] live = live(decoder, patch, events, frames);
      assertThat(Audio.rmsDb(offline, 0, offline.length)).isGreaterThan(-40);
      int same = Arrays.mismatch(live, offline);
      assertThat(same).as("first sample that differs").isEqualTo(-1);
    }
  }

  /** What comes within some frames. */
  private static EventList from(String song, long begin, int frames) {
    EventList all = MidiFile.read(Folders.home().resolve("presets/demo/" + song + ".mid"), RATE);
    EventList some = new EventList();
    for (int i = 0; i < all.size() && all.frameAt(i) < begin + frames; i++) {
      if (all.frameAt(i) >= begin) {
        some.add(all.frameAt(i) - begin, all.eventAt(i));
      }
    }
    assertThat(some.size()).isGreaterThan(5);
    return some;
  }

  /** The wheel goes up, stays and comes back, as a hand does it. */
  private static void scrub(EventList events, int frames) {
    MidiParser parser = new MidiParser(events::add);
    for (int frame = frames / 4; frame < frames; frame += 401) {
      double gone = (frame - frames / 4) / (0.75 * frames);
      parser.parse(
          frame, 0xB0, 1, (int) Math.round(127 * Math.min(1, 2 * Math.sin(Math.PI * gone))));
    }
  }

  /** How many keys of one choke group of the kit are struck, in the group that has most. */
  private static int keysOfFullestChoke(EventList events, Patch patch) {
    Map<Integer, Set<Integer>> struck = new HashMap<>();
    for (KitPad pad : patch.parts().get(0).kit()) {
      for (int i = 0; pad.choke() > 0 && i < events.size(); i++) {
        long event = events.eventAt(i);
        if (Event.kind(event) == Event.NOTE_ON && Event.number(event) == pad.key()) {
          struck.computeIfAbsent(pad.choke(), group -> new HashSet<>()).add(pad.key());
        }
      }
    }
    return struck.values().stream().mapToInt(Set::size).max().orElse(0);
  }

  private static float[] live(Decoder decoder, Patch patch, EventList events, int frames) {
    Random random = new Random(5);
    try (Instrument instrument = new Instrument(decoder, VOICES, 1, patch, new Meters())) {
      instrument.inserts().setOffline(true); // no time limit for plugins
      instrument.inserts().set(patch.inserts());
      EventRing ring = new EventRing(4096);
      RingSink sink = new RingSink(ring);
      instrument.addSource(ring);
      int late = BEFORE + instrument.inserts().latencyFrames();
      float[] out = new float[2 * (late + frames)];
      int next = 0;
      for (int done = 0; done < late + frames; ) {
        int n = Math.min(16 + random.nextInt(1009), late + frames - done);
        while (next < events.size() && events.frameAt(next) + BEFORE < done + n + AHEAD) {
          sink.accept(events.frameAt(next) + BEFORE, events.eventAt(next));
          next++;
        }
        instrument.render(out, done, n);
        done += n;
      }
      assertThat(ring.lost()).isZero();
      return Arrays.copyOfRange(out, 2 * late, out.length);
    }
  }
}
