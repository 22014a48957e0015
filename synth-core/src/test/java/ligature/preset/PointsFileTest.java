package ligature.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ligature.files.InputException;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.plugin.InsertSetting;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timbres at points of their own, in a preset's file. */
class PointsFileTest {

  private static final String GOOD =
      """
      {"format": "ligature-preset", "formatVersion": 4, "name": "x", "points": [
       {"timbre": "piano", "x": 0.1, "y": 0.2}, {"timbre": "cello", "x": 0.9, "y": 0.5},
       {"timbre": "oboe", "x": 0.5, "y": 1}]}
      """;

  @TempDir private Path folder;
  private final TimbreBank bank = Bundled.model().bank();

  private PadTimbres some(Random random) {
    int count = 2 + random.nextInt(Blend.MOST - 1);
    List<Timbre> timbres = new ArrayList<>();
    List<PadPoint> points = new ArrayList<>();
    while (points.size() < count) {
      PadPoint point = new PadPoint(random.nextFloat(), random.nextFloat());
      if (points.stream().allMatch(p -> p.distance(point) >= PadTimbres.LEAST_DISTANCE)) {
        points.add(point);
        timbres.add(bank.timbres().get(random.nextInt(bank.timbres().size())));
      }
    }
    return new PadTimbres(timbres, points);
  }

  @Test
  void whatIsSavedIsLoadedToTheBit() {
    Random random = new Random(4);
    Path file = folder.resolve("points.json");
    for (int i = 0; i < 60; i++) {
      Patch patch = Patch.of("Points", some(random));
      if (random.nextBoolean()) {
        Part second =
            Part.of(some(random)).playing(new Range(40, 80), new Range(1, 90)).at(-2, 0.1f);
        patch = patch.withParts(List.of(patch.parts().get(0), second));
      }
      PresetFile.write(file, patch);
      Patch read = PresetFile.read(file, bank);
      assertThat(read).isEqualTo(patch);
      assertThat(PresetFile.text(read)).isEqualTo(PresetFile.text(patch));
      assertThat(file).content().contains("\"formatVersion\" : 4");
    }
  }

  @Test
  void whatASlotHoldsIsSavedBesidePointsAndNeedsNoNewerVersion() {
    InsertSetting source = new InsertSetting("nn:a.ts#keys", Map.of(), 0.5f, false, "TFRLMQ==");
    Path file = folder.resolve("source.json");
    Patch atPoints = Patch.of("Source", some(new Random(5))).withFirstInsert(source);
    PresetFile.write(file, atPoints);
    assertThat(file).content().contains("\"formatVersion\" : 4").contains(source.state());
    assertThat(PresetFile.read(file, bank)).isEqualTo(atPoints);
    Patch atCorners = atPoints.withCorners(bank.timbres().subList(0, 2));
    PresetFile.write(file, atCorners);
    assertThat(file).content().contains("\"formatVersion\" : 1").contains(source.state());
    assertThat(PresetFile.read(file, bank)).isEqualTo(atCorners);
  }

  @Test
  void theListNamesTheTimbresAtPoints() throws Exception {
    Path file = folder.resolve("listed.json");
    Files.writeString(file, GOOD);
    assertThat(PresetFile.read(file, bank).corners())
        .extracting(Timbre::name)
        .containsExactly("piano", "cello", "oboe");
    assertThat(PresetFile.describe(file, "listed", true).timbres())
        .containsExactly("piano", "cello", "oboe");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"x\": 0.9; \"x\": 1.2; x and y from 0 to 1",
        "\"x\": 0.9; \"x\": \"right\"; a point should be such as",
        "\"x\": 0.9, \"y\": 0.5; \"x\": 0.11, \"y\": 0.2; 0.02 apart: piano and cello",
        "\"cello\"; \"chello\"; did you mean",
        "\"points\"; \"corners\": [\"piano\", \"cello\"], \"points\"; corners or points, not both",
        "\"formatVersion\": 4; \"formatVersion\": 5; a newer one may read it",
      })
  void whatIsWrongIsTold(String part, String instead, String message) throws Exception {
    Path file = folder.resolve("wrong.json");
    assertThat(GOOD).contains(part);
    Files.writeString(file, GOOD.replace(part, instead));
    assertThatThrownBy(() -> PresetFile.read(file, bank))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("wrong.json")
        .hasMessageContaining(message);
  }
}
