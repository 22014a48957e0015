package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.midi.MidiSongTest;
import ligature.model.Decoder;
import ligature.model.ToneDecoder;
import ligature.preset.Patch;
import ligature.soundfile.SampleFormat;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged MIDI files, all the way: what can be read is rendered, with a stand-in for the network.
 */
class DamagedSongsTest {

  /** Nothing here needs treble, and there are thousands of songs. */
  private static final int RATE_HZ = 8000;

  /** The undamaged song lasts one second; a damaged one may have a pause of hours. */
  private static final int MOST_FRAMES = 3 * RATE_HZ;

  private static final int MUTATIONS = 2000;
  private static final Patch PATCH =
      ToneTimbres.patch(ToneTimbres.steady("steady"), ToneTimbres.dying("dying"));

  @TempDir private Path folder;
  private int rendered;
  private int told;
  private int audible;
  private int cut;

  private static Decoder decoder() {
    return new ToneDecoder(
        RATE_HZ, ToneTimbres.HOP_FRAMES, ToneTimbres.CODE_SIZE, ToneTimbres.CODE_HOPS);
  }

  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Reads and renders: either a line, or numbers as long as the song and loud enough. */
  private void endsWell(byte[] song) throws IOException {
    Path file = Files.write(folder.resolve("song.mid"), song);
    EventList events;
    try {
      events = MidiFile.read(file, RATE_HZ, MidiFile.BY_NUMBER);
    } catch (InputException e) {
      assertThat(e).hasMessageContaining("song.mid").hasMessageNotContaining("\n");
      told++;
      return;
    }
    rendered++;
    float[] peak = {0};
    long[] frames = {0};
    try (Decoder decoder = decoder()) {
      OfflineRender render = new OfflineRender(decoder, PATCH, events, 8, 1, 512);
      render.follow(program -> program % 2 == 0 ? PATCH : null);
      long length =
          render.run(
              (samples, count) -> {
                for (int i = 0; i < 2 * count; i++) {
                  assertThat(Float.isFinite(samples[i])).isTrue();
                  peak[0] = Math.max(peak[0], Math.abs(samples[i]));
                }
                frames[0] += count;
                if (frames[0] > MOST_FRAMES) {
                  throw new Enough();
                }
              },
              part -> assertThat(part).isBetween(0.0, 1.0));
      assertThat(length).isEqualTo(frames[0]).isGreaterThanOrEqualTo(events.lastFrame());
    } catch (Enough e) {
      cut++;
    }
    assertThat(peak[0]).as("the limiter holds").isLessThanOrEqualTo(1);
    audible += peak[0] > 0.01 ? 1 : 0;
  }

  @Test
  void everyMutationEndsInALineOrInASong() throws Exception {
    Random random = new Random(20_27);
    for (int i = 0; i < MUTATIONS; i++) {
      endsWell(MidiSongTest.mutated(MidiSongTest.song(), random));
    }
    assertThat(rendered + told).isEqualTo(MUTATIONS);
    assertThat(rendered).as("rendered").isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
    assertThat(audible).as("and heard").isGreaterThan(rendered * 8 / 10);
    assertThat(cut).as("of which were cut off").isLessThan(rendered / 3);
  }

  @Test
  void everyTruncationEndsInALineOrInASong() throws Exception {
    byte[] whole = MidiSongTest.song();
    for (int length = 0; length <= whole.length; length++) {
      endsWell(Arrays.copyOf(whole, length));
    }
    assertThat(rendered).isPositive();
    assertThat(told).isGreaterThan(whole.length / 2);
  }

  @Test
  void aSongThatNoFileHoldsIsRefusedBeforeTheWork() throws Exception {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 60, 1));
    events.add(23L * 3600 * RATE_HZ, Event.noteOff(0, 60, 0));
    RenderJob job = new RenderJob(96_000, SampleFormat.PCM_24, false, 4, 1, 4096, Mastering.NONE);
    Path out = folder.resolve("x.wav");
    try (Decoder decoder = decoder()) {
      RenderJob.Song song = new RenderJob.Song(out, events, new EventList());
      assertThatThrownBy(() -> job.runAll(decoder, PATCH, List.of(song), done -> {}))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("lasts 23.00 hours")
          .hasMessageContaining(".flac");
    }
    assertThat(folder.toFile().list()).isEmpty();
  }
}
