package ligature.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import ligature.files.InputException;
import ligature.units.Pitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys to pitches. The expected pitches are worked out by hand, not by the code under test. */
class TuningTest {

  static final String MEANTONE =
      "1/4-comma meantone\n12\n76.04900\n193.15686\n310.26471\n5/4\n503.42157\n579.47057\n696.57843\n"
          + "25/16\n889.73529\n1006.84314\n1082.89214\n2/1\n";

  @TempDir private Path folder;

  private static String edo(int steps) {
    StringBuilder text = new StringBuilder(steps + "-EDO\n" + steps + "\n");
    for (int i = 1; i < steps; i++) {
      text.append(i * 1200.0 / steps).append('\n');
    }
    return text.append("2/1\n").toString();
  }

  private static double hz(Tuning tuning, int key) {
    return tuning.hz(0, key);
  }

  @Test
  void equalTemperamentIsTheDefaultToTheBit() {
    for (int key = 0; key < 128; key++) {
      assertThat(hz(Tuning.EQUAL, key)).isEqualTo(Pitch.keyToHz(key));
      assertThat(hz(Tuning.of("12", edo(12), null), key))
          .isEqualTo(Pitch.keyToHz(key), within(1e-9 * Pitch.keyToHz(key)));
    }
  }

  @Test
  void withoutAMapDegreeZeroIsMiddleCAndA4Is440() {
    Tuning meantone = Tuning.of("m", MEANTONE, null);
    assertThat(hz(meantone, 69)).isEqualTo(440, within(1e-9));
    double c = 440 / Math.pow(2, 889.73529 / 1200);
    assertThat(hz(meantone, 60)).isEqualTo(c, within(1e-6));
    assertThat(hz(meantone, 64)).as("a pure third").isEqualTo(c * 5 / 4, within(1e-6));
    assertThat(hz(meantone, 48)).isEqualTo(c / 2, within(1e-6));
    Tuning nineteen = Tuning.of("19", edo(19), null);
    assertThat(hz(nineteen, 69)).isEqualTo(440, within(1e-9));
    assertThat(hz(nineteen, 69 + 19)).isEqualTo(880, within(1e-9));
    assertThat(hz(nineteen, 70)).isEqualTo(440 * Math.pow(2, 1 / 19.0), within(1e-9));
  }

  @Test
  void aMapLaysDegreesOnKeys() {
    // white keys only: seven degrees of a scale, black keys unmapped, middle C at 256 Hz
    String white = "12\n36\n96\n60\n60\n256.0\n7\n0\nx\n1\nx\n2\n3\nx\n4\nx\n5\nx\n6\n";
    String just = "just major\n7\n9/8\n5/4\n4/3\n3/2\n5/3\n15/8\n2/1\n";
    Tuning tuning = Tuning.of("just", just, white);
    assertThat(hz(tuning, 60)).isEqualTo(256, within(1e-9));
    assertThat(hz(tuning, 61)).as("unmapped").isZero();
    assertThat(hz(tuning, 67)).isEqualTo(384, within(1e-9));
    assertThat(hz(tuning, 71)).isEqualTo(480, within(1e-9));
    assertThat(hz(tuning, 72)).isEqualTo(512, within(1e-9));
    assertThat(hz(tuning, 57)).as("below the middle").isEqualTo(128 * 5 / 3.0, within(1e-9));
    assertThat(hz(tuning, 35)).as("below the first key").isZero();
    assertThat(hz(tuning, 36)).isEqualTo(64, within(1e-9));
    assertThat(hz(tuning, 97)).isZero();
    assertThat(hz(tuning.at(444), 60)).isEqualTo(256 * 444 / 440.0, within(1e-9));
  }

  @Test
  void anEmptyMapIsARowOfDegreesAndTheOctaveMayBeAnyDegree() {
    Tuning linear = Tuning.of("l", edo(5), "0\n0\n127\n60\n60\n100\n0\n");
    assertThat(hz(linear, 61)).isEqualTo(100 * Math.pow(2, 0.2), within(1e-9));
    assertThat(hz(linear, 55)).isEqualTo(50, within(1e-9));
    Tuning fifths = Tuning.of("f", edo(12), "2\n0\n127\n60\n60\n100\n7\n0\n4\n");
    assertThat(hz(fifths, 62)).isEqualTo(100 * Math.pow(2, 7 / 12.0), within(1e-9));
    assertThat(hz(fifths, 63)).isEqualTo(100 * Math.pow(2, 11 / 12.0), within(1e-9));
    assertThat(hz(fifths, 59)).isEqualTo(100 * Math.pow(2, -3 / 12.0), within(1e-9));
  }

  @Test
  void theReferenceMovesEverythingWithinItsRange() {
    Tuning high = Tuning.EQUAL.at(442);
    assertThat(hz(high, 69)).isEqualTo(442, within(1e-9));
    assertThat(hz(high, 60) / hz(Tuning.EQUAL, 60)).isEqualTo(442 / 440.0, within(1e-12));
    assertThat(high.at(440)).isEqualTo(Tuning.EQUAL);
    for (double wrong : new double[] {399.9, 480.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Tuning.EQUAL.at(wrong))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("wanted 400 to 480 Hz");
    }
  }

  @Test
  void keysThatNoEarHearsDoNotSound() {
    Tuning wide = Tuning.of("w", "x\n1\n2/1\n", null); // an octave a key
    assertThat(hz(wide, 69)).isEqualTo(440, within(1e-9));
    assertThat(hz(wide, 75)).isZero();
    assertThat(hz(wide, 61)).isZero();
    assertThatThrownBy(() -> Tuning.of("w", "x\n1\n2/1\n", "0\n0\n20\n100\n100\n440\n0\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no key between");
  }

  @Test
  void filesGiveTheTuningItsName() throws Exception {
    Path scl = Files.writeString(folder.resolve("Meantone.SCL"), MEANTONE);
    Path kbm = Files.writeString(folder.resolve("c256.kbm"), "0\n0\n127\n60\n60\n256\n0\n");
    assertThat(TuningFiles.read(null, null)).isEqualTo(Tuning.EQUAL);
    assertThat(TuningFiles.read(scl, null).name()).isEqualTo("Meantone");
    Tuning both = TuningFiles.read(scl, kbm);
    assertThat(both.name()).isEqualTo("Meantone on c256");
    assertThat(hz(both, 64)).isEqualTo(320, within(1e-9));
    Files.writeString(kbm, "zero\n");
    assertThatThrownBy(() -> TuningFiles.read(scl, kbm))
        .hasMessageStartingWith(kbm + ": line 1: is \"zero\"; wanted the size of the map");
  }
}
