package ligature.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import ligature.tuning.Tuning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

  private static final String THIRDS = "thirds\n3\n400.0\n800.0\n2/1\n";

  @TempDir private Path folder;

  private SettingsFile file() {
    return new SettingsFile(folder.resolve("new/settings.json"));
  }

  @Test
  void theFirstStartHasDefaultsAndWritesNothing() {
    assertThat(file().load()).isEqualTo(Settings.DEFAULTS);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsSavedIsLoaded() {
    Settings settings =
        Settings.DEFAULTS
            .withAudio("javasound", "USB", 96_000, 256)
            .withMidiInputs(List.of("Keystation"))
            .withDevice("cuda:1")
            .withLook(false, 1.5f)
            .withFavourite("tide", true)
            .withFavourite("dawn", true)
            .withFavourite("tide", false)
            .withCardInput(true)
            .withTuning(new TuningSettings(Tuning.of("thirds", THIRDS, null).at(443), 442.5, true));
    file().save(settings);
    assertThat(file().load()).isEqualTo(settings);
    assertThat(file().load().tuning().chosen().hz(0, 70)).isBetween(554.3, 554.4);
    assertThat(file().load().favourites()).isEqualTo(Set.of("dawn"));
  }

  @Test
  void aTuningThatMakesNoSenseIsEqualTemperament() throws Exception {
    Path path = folder.resolve("bad.json");
    Files.writeString(
        path,
        "{\"audio\":\"jack\",\"tuning\":{\"scl\":\"x\"},\"a4Hz\":4000,\"tuningLocked\":true}");
    Settings loaded = new SettingsFile(path).load();
    assertThat(loaded.audio()).isEqualTo("jack");
    assertThat(loaded.tuning()).isEqualTo(TuningSettings.DEFAULTS.withLocked(true));
  }

  @Test
  void damageNeverKeepsTheInstrumentFromStarting() throws Exception {
    file().save(Settings.DEFAULTS.withFavourite("dawn", true));
    Path path = folder.resolve("new/settings.json");
    byte[] whole = Files.readAllBytes(path);
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = whole.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(path, bytes);
      assertThat(file().load().scale()).isBetween(1f, 2f);
    }
  }
}
