package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ligature.midi.MidiSongTest;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rendered file is as long at any rate, to the frame, and as long as its sound. */
class RenderLengthTest {

  private static final int MODEL_HZ = 48_000;

  @TempDir private Path folder;

  private WavReader.Sound render(String options, int rateHz) {
    Path out = folder.resolve(rateHz + ".wav");
    CommandRun run =
        CommandRun.of(
            "render --a flute --b cello --device cpu --json --rate " + rateHz + " " + options,
            List.of("--out", out.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    WavReader.Sound sound = WavReader.read(out);
    assertThat(sound.rateHz()).isEqualTo(rateHz);
    assertThat(run.json().get("frames").asLong()).isEqualTo(sound.frames());
    return sound;
  }

  @Test
  void theSameAtEveryRate() throws Exception {
    String note = "--note 64 --seconds 0.37";
    long frames = render(note, MODEL_HZ).frames();
    for (int rateHz : new int[] {8000, 44_100, 96_000}) {
      assertThat(render(note, rateHz).frames())
          .as("at " + rateHz)
          .isEqualTo((int) (frames * rateHz / MODEL_HZ));
    }
    Path midi = Files.write(folder.resolve("song.mid"), MidiSongTest.song());
    long song = render("--midi " + midi, MODEL_HZ).frames();
    assertThat(render("--midi " + midi, 44_100).frames())
        .isEqualTo((int) (song * 44_100 / MODEL_HZ));
  }

  @Test
  void theTailEndsWhereTheSoundDoes() {
    float[] held = render("--note 64 --seconds 0.37 --bits 32f", MODEL_HZ).channel(0);
    float[] longer = render("--note 64 --seconds 0.87 --bits 32f", MODEL_HZ).channel(0);
    int hop = 128;
    assertThat(held.length % hop).as("whole hops").isZero();
    assertThat(longer.length - held.length)
        .as("half a second more, and about the same tail")
        .isBetween(24_000 - 2400, 24_000 + 2400);
    double end = Audio.rmsDb(held, held.length - 4 * hop, held.length);
    assertThat(end).as("nothing is cut off, dB").isLessThan(-80);
    float[] before = Arrays.copyOfRange(held, held.length - 9600, held.length - 4800);
    assertThat(Audio.peak(before)).as("nor is silence added").isGreaterThan(1e-6f);
  }

  @Test
  void resampledItIsTheSameSoundAtTheSameTime() {
    float[] whole = render("--note 64 --seconds 0.4 --bits 32f", MODEL_HZ).channel(0);
    float[] twice = render("--note 64 --seconds 0.4 --bits 32f", 2 * MODEL_HZ).channel(0);
    float[] difference = new float[whole.length];
    for (int i = 0; i < whole.length; i++) {
      difference[i] = whole[i] - twice[2 * i];
    }
    assertThat(Audio.rmsDb(difference, 0, whole.length))
        .as("what lies above the resampler's cut, dB")
        .isLessThan(Audio.rmsDb(whole, 0, whole.length) - 50);
  }
}
