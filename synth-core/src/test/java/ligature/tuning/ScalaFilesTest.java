package ligature.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import ligature.files.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scala's two formats, as people write them. */
class ScalaFilesTest {

  private static final String SCL =
      "! meanquar.scl\n!\n1/4-comma meantone scale\n 12\n!\n 76.04900\n 193.15686\n 310.26471\n 5/4\n"
          + " 503.42157\n 579.47057\n 696.57843\n 25/16\n 889.73529\n 1006.84314\n 1082.89214\n 2/1\n";

  private static final String KBM =
      "! map\n12\n0\n127\n60\n69\n440.0\n12\n0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nx\n";

  @TempDir private Path folder;

  private static Scale scale(String text) {
    return ScaleFile.parse("s.scl", text);
  }

  private static KeyMap map(String text) {
    return KeyMapFile.parse("m.kbm", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n"})
  void readsEveryKindOfLineEnd(String lineEnd) {
    Scale scale = scale(SCL.replace("\n", lineEnd));
    assertThat(scale.name()).isEqualTo("1/4-comma meantone scale");
    assertThat(scale.cents()).hasSize(12);
    assertThat(scale.centsAt(4)).isEqualTo(386.31371, within(1e-5));
    KeyMap map = map(KBM.replace("\n", lineEnd));
    assertThat(map.degrees()).hasSize(12).endsWith(10, KeyMap.UNMAPPED);
    assertThat(map.referenceHz()).isEqualTo(440);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "81/64; 407.82",
        "408.0; 408",
        "408.; 408",
        ".5; 0.5",
        "5; 2786.314",
        "-5.0; -5",
        "10/20; -1200",
        "100.0 cents; 100",
        "100.0 C#; 100",
        "5/4 E\\; 386.314",
        "2/1 ! octave; 1200",
        "2147483647/1073741824; 1200"
      })
  void readsThePitchesOfTheSpecification(String line, double cents) {
    assertThat(scale("x\n1\n" + line + "\n").centsAt(1)).isEqualTo(cents, within(1e-3));
  }

  @Test
  void takesWhatDoesNoHarm() {
    assertThat(scale("\n2 notes\n\n 3/2\n\n2/1\n\nand\nmore\n").cents())
        .as("no description, blank lines, surplus lines")
        .hasSize(2);
    assertThat(map("3 ! size\n\n0\n127\n60\n60\n261.6 Hz\n0\n0\n").degrees())
        .as("entries left out at the end")
        .containsExactly(0, KeyMap.UNMAPPED, KeyMap.UNMAPPED);
    assertThat(map("1\n0\n127\n60\n60\n100.0\n1\n0\n5\n5\n5\n").degrees())
        .as("more entries than announced")
        .containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "! only a remark; is empty",
        "name; ends too early~ wanted the number of degrees",
        "name|0|; line 2: is \"0\"~ wanted the number of degrees, a whole number from 1 to 4096",
        "name|-3|; line 2",
        "name|99999999999|; line 2",
        "name|3|1/1|9/8; ends too early~ wanted pitch 3 of the 3 that it announces",
        "name|1|-3/2; line 3: is \"-3/2\"~ wanted a pitch",
        "name|1|3/0; line 3",
        "name|1|0/3; line 3",
        "name|1|3/2/1; line 3",
        "name|1|701,9; line 3",
        "name|1|octave; line 3: is \"octave\"~ wanted a pitch: cents with a point, as 701.955, or a ratio, as 3/2",
        "name|1|99999999.0; line 3"
      })
  void tellsWhichLineOfAScaleIsWrong(String text, String message) {
    assertThatThrownBy(() -> scale(text.replace("|", "\n")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("s.scl: ")
        .hasMessageContaining(message.replace("~", ";"))
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; ends too early",
        "12|0|127|60|69|; ends too early",
        "12|0|200|60|69|440|12; line 3",
        "12|0|127|60|69|loud|12; line 6",
        "12|0|127|60|69|0|12; line 6",
        "2|0|127|60|60|440|2|0|y; line 9",
        "2|100|20|60|60|440|2|0|1; is above its last",
        "2|0|127|60|61|440|2|0|x; is unmapped"
      })
  void tellsWhichLineOfAMapIsWrong(String text, String message) {
    assertThatThrownBy(() -> map(text.replace("|", "\n")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("m.kbm: ")
        .hasMessageContaining(message.replace("~", ";"))
        .hasMessageNotContaining("\n");
  }

  @Test
  void readsLatin1AndRefusesWhatIsTooLong() throws Exception {
    Path file = folder.resolve("x.scl");
    Files.write(file, "gamme tempérée\n1\n2/1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ScaleFile.read(file).name()).isEqualTo("gamme tempérée");
    Files.write(file, "\uFEFFtempérée\n1\n2/1\n".getBytes(StandardCharsets.UTF_8));
    assertThat(ScaleFile.read(file).name()).isEqualTo("tempérée");
    Files.write(file, new byte[300_000]);
    assertThatThrownBy(() -> ScaleFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("longer than 256 KiB");
    assertThatThrownBy(() -> ScaleFile.read(folder.resolve("none.scl")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void damagedFilesGiveATuningOrOneLineAndNothingElse() {
    int[] read = new int[2];
    damage(SCL, 11, text -> Tuning.of("t", text, null), read);
    damage(KBM, 12, text -> Tuning.of("t", null, text), read);
    assertThat(read[0]).as("still read").isGreaterThan(1000);
    assertThat(read[1]).as("refused").isGreaterThan(1000);
  }

  private static void damage(String whole, long seed, Consumer<String> reader, int[] read) {
    Random random = new Random(seed);
    String spices = "\n\r!./-+xX, 0123456789eE\t\0\u00e9\uffff";
    for (int i = 0; i < 8_000; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int change = random.nextInt(6); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char spice = spices.charAt(random.nextInt(spices.length()));
        switch (random.nextInt(4)) {
          case 0 -> text.setCharAt(at, spice);
          case 1 -> text.insert(at, spice);
          case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 9)));
        }
        if (text.isEmpty()) {
          text.append(spice);
        }
      }
      try {
        reader.accept(text.toString());
        read[0]++;
      } catch (InputException e) {
        assertThat(e.getMessage()).startsWith("t: ").doesNotContain("\n").hasSizeLessThan(250);
        read[1]++;
      }
    }
  }
}
