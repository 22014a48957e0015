package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import ligature.files.Folders;
import ligature.latent.TimbreBank;
import ligature.model.Decoder;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.preset.PresetLibrary;
import ligature.testing.Bundled;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every preset that ships, played: as loud as the others, alive under the hands, itself. */
class ShippedPresetsTest {

  private static final double TARGET_LUFS = -18;
  private static final double LOUDNESS_TOLERANCE = 1.5;
  private static final double LEAST_BRIGHTNESS = 1.3;
  private static final double LEAST_MOVE_DB = 3;
  private static final double MOST_LIMITING_DB = 3;

  private static final int HELD_FRAMES = 3 * 48_000;

  /** Two presets whose notes are nearer than this would be the same sound twice. */
  private static final double LEAST_DISTANCE_DB = 1.5;

  private static final PresetLibrary LIBRARY =
      new PresetLibrary(List.of(Folders.home().resolve("presets")));

  private static final Map<String, PresetMeasures> MEASURED =
      Collections.synchronizedMap(new TreeMap<>());

  @BeforeAll
  static void play() throws Exception {
    TimbreBank bank = Bundled.model().bank();
    var names = new ConcurrentLinkedQueue<>(LIBRARY.files().keySet());
    var pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> players = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        players.add(
            pool.submit(
                () -> {
                  try (Decoder decoder = Bundled.decoder()) {
                    for (String name = names.poll(); name != null; name = names.poll()) {
                      MEASURED.put(name, PresetMeasures.of(LIBRARY.load(name, bank), decoder));
                    }
                  }
                }));
      }
      for (Future<?> player : players) {
        player.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void areAllAsLoud() {
    SoftAssertions all = new SoftAssertions();
    MEASURED.forEach(
        (name, m) -> {
          all.assertThat(m.lufs())
              .as(name)
              .isBetween(TARGET_LUFS - LOUDNESS_TOLERANCE, TARGET_LUFS + LOUDNESS_TOLERANCE);
          all.assertThat(m.peak()).as(name + ": peak").isLessThan(1);
        });
    all.assertAll();
  }

  @Test
  void leaveRoomForEightHardNotes() {
    SoftAssertions all = new SoftAssertions();
    MEASURED.forEach(
        (name, m) ->
            all.assertThat(m.limitingDb()).as(name + ": limiting").isLessThan(MOST_LIMITING_DB));
    all.assertAll();
  }

  /** What swells, wanders or echoes is loudest long after the keys went down. */
  @Test
  @Tag("long")
  void leaveItForAsLongAsTheyAreHeld() {
    SoftAssertions all = new SoftAssertions();
    try (Decoder decoder = Bundled.decoder()) {
      for (String name : MEASURED.keySet()) {
        Patch patch = LIBRARY.load(name, Bundled.model().bank());
        double db = PresetMeasures.limitingDb(patch, decoder, HELD_FRAMES);
        all.assertThat(db).as(name + ": limiting").isLessThan(MOST_LIMITING_DB);
      }
    }
    all.assertAll();
  }

  @Test
  void answerToVelocityWheelAndPressure() {
    SoftAssertions all = new SoftAssertions();
    MEASURED.forEach(
        (name, m) -> {
          all.assertThat(m.brightness())
              .as(name + ": velocity")
              .isGreaterThanOrEqualTo(LEAST_BRIGHTNESS);
          all.assertThat(m.wheelDb()).as(name + ": wheel").isGreaterThanOrEqualTo(LEAST_MOVE_DB);
          all.assertThat(m.pressureDb())
              .as(name + ": pressure")
              .isGreaterThanOrEqualTo(LEAST_MOVE_DB);
        });
    all.assertAll();
  }

  @Test
  void differFromEachOther() {
    List<String> names = new ArrayList<>(MEASURED.keySet());
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        PresetMeasures a = MEASURED.get(names.get(i));
        all.assertThat(a.distanceDb(MEASURED.get(names.get(j))))
            .as(names.get(i) + " and " + names.get(j))
            .isGreaterThan(LEAST_DISTANCE_DB);
      }
    }
    all.assertAll();
  }

  @Test
  void haveTagsAndNeedNothingElse() {
    assertThat(MEASURED).hasSizeGreaterThanOrEqualTo(48).containsKey(PresetLibrary.FIRST);
    for (PresetEntry entry : LIBRARY.entries()) {
      assertThat(entry.tags()).as(entry.name()).isNotEmpty();
      Patch patch = LIBRARY.load(entry.name(), Bundled.model().bank());
      assertThat(patch.inserts())
          .extracting(InsertSetting::id)
          .allMatch(id -> id.startsWith("java:"));
    }
  }

  /** What a failure says are the rows that should be there. */
  @Test
  void areAsTheDocumentTellsThem() throws Exception {
    List<String> told = Files.readAllLines(Folders.home().resolve("docs/presets.md"));
    List<String> other = new ArrayList<>();
    for (PresetEntry entry : LIBRARY.entries()) {
      String row = row(entry);
      String first = "| `" + entry.name() + "` |";
      if (told.stream().noneMatch(line -> line.startsWith(first) && areNear(line, row))) {
        other.add(row);
      }
    }
    assertThat(String.join("\n", other))
        .as("rows of docs/presets.md that are out of date")
        .isEmpty();
  }

  private static String row(PresetEntry entry) {
    PresetMeasures m = MEASURED.get(entry.name());
    String nearest = m.nearest(MEASURED).orElseThrow();
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %.1f | %.2f | %.1f | %.1f | %.1f | %.1f `%s` |",
        entry.name(),
        String.join(", ", entry.tags()),
        m.lufs(),
        m.brightness(),
        m.wheelDb(),
        m.pressureDb(),
        m.limitingDb(),
        m.distanceDb(MEASURED.get(nearest)),
        nearest);
  }

  /** Processors round differently. */
  private static boolean areNear(String line, String row) {
    double[] told = figures(line);
    double[] measured = figures(row);
    for (int i = 0; i < measured.length; i++) {
      if (told.length != measured.length || Math.abs(told[i] - measured[i]) > 0.31) {
        return false;
      }
    }
    return true;
  }

  private static double[] figures(String row) {
    return Pattern.compile("-?[0-9]+[.][0-9]+")
        .matcher(row)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group()))
        .toArray();
  }
}
