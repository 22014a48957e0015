package ligature.render.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ligature.model.Decoder;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackEstimateTest {

  private static PackPlan plan(int steps, double seconds, int rateHz, PackPlan.Format... formats) {
    return PackPlan.of(
        Bundled.model(),
        List.of(Bundled.model().bank().find("flute"), Bundled.model().bank().find("cello")),
        steps,
        1,
        List.of(60, 64),
        List.of(100),
        seconds,
        List.of(formats),
        PackPlan.Audio.WAV,
        rateHz,
        PackPlan.Bits.PCM_24,
        1);
  }

  /** PackMemoryTest runs with so many. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 48000, 34", // short notes: what counts is the decoder of each
    "9, 3, 48000, 6",
    "16, 3, 48000, 4",
    "9, 60, 48000, 3",
    "9, 60, 192000, 2",
    "256, 60, 192000, 2"
  })
  void soManyThreadsAreUnderTwoGiB(int steps, double seconds, int rateHz, int threads) {
    PackPlan plan = plan(steps, seconds, rateHz, PackPlan.Format.SFZ);
    assertThat(PackEstimate.mostThreads(plan)).isEqualTo(threads);
  }

  @Test
  void everyFormatCounts() {
    try (Decoder decoder = Bundled.decoder()) {
      PackEstimate sfz = of(plan(4, 2, 48_000, PackPlan.Format.SFZ), decoder);
      assertThat(sfz.audioSeconds()).isEqualTo(2 * 4 * 2);
      assertThat(sfz.bytes()).isEqualTo(2 * 4 * 2 * 48_000 * 3);
      assertThat(sfz.seconds()).isPositive();
      PackEstimate nsynth = of(plan(4, 2, 48_000, PackPlan.Format.NSYNTH), decoder);
      assertThat(nsynth.audioSeconds()).isEqualTo(2 * 4 * 3);
      PackEstimate cycles = of(plan(256, 2, 48_000, PackPlan.Format.WAVETABLE), decoder);
      assertThat(cycles.files()).isEqualTo(2);
      assertThat(cycles.bytes()).isEqualTo(2 * 256 * 2048 * 3);
      assertThat(cycles.seconds())
          .as("256 cycles take longer than 4 notes")
          .isGreaterThan(sfz.seconds());
      PackEstimate all =
          of(
              plan(
                  4,
                  2,
                  48_000,
                  PackPlan.Format.SFZ,
                  PackPlan.Format.NSYNTH,
                  PackPlan.Format.WAVETABLE),
              decoder);
      assertThat(all.files()).isEqualTo(2 * 9);
      assertThat(all.bytes()).isEqualTo(sfz.bytes() + nsynth.bytes() + 2 * 4 * 2048 * 3);
    }
  }

  private static PackEstimate of(PackPlan plan, Decoder decoder) {
    int files = plan.groups() * plan.filesOfGroup();
    return PackEstimate.of(plan, Bundled.flute(), new PackJob.Start(decoder, files, 0), 2);
  }
}
