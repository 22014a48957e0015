package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import ligature.testing.CrossFades;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half way between two steps of a pack no pair of timbres is much quieter than at the steps. */
class MorphDipTest {

  @TempDir private Path folder;

  /** Families with themselves and with each other; what lasts, what dies, and one of each. */
  @Tag("long") // PackCommandTest does one pair every time
  @ParameterizedTest
  @ValueSource(
      strings = {
        "flute,cello",
        "flute,pan-flute",
        "violin,trumpet",
        "viola,oboe",
        "strings,choir-aahs",
        "slow-strings,church-organ",
        "organ,saw-lead",
        "reed-organ,accordion",
        "harmonica,clarinet",
        "square-lead,bassoon",
        "voice-oohs,shakuhachi",
        "new-age-pad,french-horn",
        "muted-trumpet,soprano-sax",
        "tuba,contrabass",
        "distortion-guitar,brass",
        "synth-bass,trombone",
        "ocarina,recorder",
        "piano,harpsichord",
        "piano,cello",
        "marimba,flute",
        "nylon-guitar,harp",
        "glockenspiel,music-box",
        "tubular-bells,choir-aahs",
        "finger-bass,clavinet"
      })
  void noMidpointDipsByADecibel(String timbres) throws Exception {
    CommandRun run =
        CommandRun.of(
            "pack --timbres "
                + timbres
                + " --steps 9 --keys 40,52,64,76 --velocities 50,110 --seconds 1.2 --device cpu"
                + " --json",
            List.of("--out", folder.resolve("pack").toString()));
    assertThat(run.status()).as(run.err()).isZero();
    CrossFades.Dip dip = CrossFades.deepestDip(folder.resolve("pack"));
    assertThat(dip.db()).as(dip.where()).isLessThan(1);
  }
}
