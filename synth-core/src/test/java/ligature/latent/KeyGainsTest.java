package ligature.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ligature.files.InputException;
import ligature.model.TimbreDocument;
import ligature.model.TimbreFile;
import ligature.model.TimbreFileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key takes beside the gain of its zones is played, glided over, and kept. */
class KeyGainsTest {

  private static final int STEPS = 40;
  private static final int CODE_SIZE = 16;

  @TempDir private Path folder;

  private static TimbreZone zone(int key, float gainDb) {
    return new TimbreZone(
        key, 100, gainDb, 0, 100, new float[STEPS * CODE_SIZE], new float[STEPS], new float[STEPS]);
  }

  /** Zones at 60 and 70, at -10 and -20 dB. */
  private static Timbre timbre(KeyGains gains) {
    List<TimbreZone> zones = List.of(zone(60, -10), zone(70, -20));
    return new Timbre("x", "X", "test", "space", true, CODE_SIZE, 1, STEPS, 0, STEPS, zones, gains);
  }

  private static TimbreReader started(Timbre timbre, int key) {
    TimbreReader reader = new TimbreReader();
    reader.start(timbre, key, 100, 12, 128 / 48_000.0, 1, new Reading());
    return reader;
  }

  private static float gainDb(Timbre timbre, int key) {
    return started(timbre, key).gainDb();
  }

  @Test
  void aKeyTakesItsGainAndThoseBeyondThatOfTheOutermost() {
    Timbre timbre = timbre(new KeyGains(64, 1.5f, 3, -2));
    assertThat(gainDb(timbre, 65)).isCloseTo(-15 + 3, within(1e-4f));
    assertThat(gainDb(timbre, 66)).isCloseTo(-16 - 2, within(1e-4f));
    assertThat(gainDb(timbre, 30)).isCloseTo(-10 + 1.5f, within(1e-4f));
    assertThat(gainDb(timbre, 127)).isCloseTo(-20 - 2, within(1e-4f));
    assertThat(gainDb(timbre(KeyGains.NONE), 65)).isCloseTo(-15, within(1e-4f));
  }

  @Test
  void aKeyPlaysOnTheZonesWhereItsPlaceIs() {
    float[] places = {60, 60, 61.5f, 70, 64};
    Timbre timbre = timbre(new KeyGains(60, new float[5], places));
    assertThat(gainDb(timbre, 61)).isCloseTo(-10, within(1e-4f));
    assertThat(gainDb(timbre, 62)).isCloseTo(-11.5f, within(1e-4f));
    assertThat(gainDb(timbre, 63)).isCloseTo(-20, within(1e-4f));
    assertThat(gainDb(timbre, 64)).isCloseTo(-14, within(1e-4f));
    assertThat(gainDb(timbre, 65)).as("has no place").isCloseTo(-15, within(1e-4f));
    assertThat(gainDb(timbre, 20)).isCloseTo(-10, within(1e-4f));
  }

  @Test
  void aNoteThatMovesToAnotherKeyGlidesToItsGain() {
    TimbreReader reader = started(timbre(new KeyGains(60, 0, 6)), 60);
    reader.moveTo(61, 100, 10);
    float before = reader.gainDb();
    for (int hop = 1; hop <= 10; hop++) {
      reader.advance(false, new Reading());
      assertThat(reader.gainDb() - before).isCloseTo((6 - 1) / 10f, within(1e-4f));
      before = reader.gainDb();
    }
    reader.advance(false, new Reading());
    assertThat(reader.gainDb()).isEqualTo(before).isCloseTo(-11 + 6, within(1e-4f));
  }

  @Test
  void theyStayInAFileAndMakeAnotherTimbre() throws Exception {
    Timbre timbre = timbre(new KeyGains(64, 1.5f, 3, -2));
    Path file = folder.resolve("x.timbre");
    TimbreFileWriter.write(file, new TimbreDocument(timbre, false, "", "", List.of()));
    Timbre read = TimbreFile.read(file).get(0);
    assertThat(read.keyGains().firstKey()).isEqualTo(64);
    assertThat(read.keyGains().db()).containsExactly(1.5f, 3, -2);
    assertThat(read.contentHash())
        .isEqualTo(timbre.contentHash())
        .isNotEqualTo(timbre(KeyGains.NONE).contentHash());
  }

  @Test
  void placesStayInAFileAndMakeAnotherTimbre() throws Exception {
    Timbre timbre = timbre(new KeyGains(64, new float[] {1, 2}, new float[] {63.5f, 66}));
    Path file = folder.resolve("x.timbre");
    TimbreFileWriter.write(file, new TimbreDocument(timbre, false, "", "", List.of()));
    Timbre read = TimbreFile.read(file).get(0);
    assertThat(read.keyGains().places()).containsExactly(63.5f, 66);
    assertThat(read.contentHash())
        .isEqualTo(timbre.contentHash())
        .isNotEqualTo(timbre(new KeyGains(64, 1, 2)).contentHash());
  }

  @Test
  void badOnesAreRefused() throws Exception {
    assertThatThrownBy(() -> new KeyGains(120, new float[9]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 gains from key 120");
    assertThatThrownBy(() -> new KeyGains(60, new float[2], new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 places for the 2 keys");
    Path file = folder.resolve("x.timbre");
    TimbreFileWriter.write(
        file, new TimbreDocument(timbre(new KeyGains(64, 1.5f)), false, "", "", List.of()));
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("[1.5]");
    Files.write(file, text.replace("[1.5]", "[{} ]").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> TimbreFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("keyGains");
  }
}
