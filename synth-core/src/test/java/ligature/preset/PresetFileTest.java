package ligature.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.modulation.Follower;
import ligature.modulation.Lfo;
import ligature.modulation.LfoDrawing;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.VoiceMode;
import ligature.plugin.InsertSetting;
import ligature.testing.Bundled;
import ligature.tuning.Tuning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetFileTest {

  @TempDir private Path folder;
  private final TimbreBank bank = Bundled.model().bank();

  @Test
  void whatIsSavedIsLoaded() {
    Patch patch =
        Patch.of("Dawn", List.of(bank.find("flute"), bank.find("harp")))
            .with(Parameter.MORPH_X, 0.3f)
            .with(Parameter.LEVEL, -4.5f)
            .with(Parameter.RELEASE, 2)
            .with(Parameter.VOICE_MODE, VoiceMode.LEGATO.ordinal())
            .with(Parameter.UNISON, 3)
            .withInserts(
                List.of(
                    InsertSetting.of("java:reverb").with("decay", 3.5f).withWet(0.2f),
                    new InsertSetting("lv2:urn:x", Map.of("a", 1f), Float.NaN, true, "AAEC")));
    Path file = folder.resolve("dawn.json");
    PresetFile.write(file, patch);
    assertThat(PresetFile.read(file, bank)).isEqualTo(patch);
    assertThat(file).content().contains("\"legato\"", "\"unison\" : 3");
  }

  @Test
  void modulationIsSavedAndWhatIsWrongInItIsTold() throws Exception {
    ModulationSource wheel = ModulationSource.find("cc-1");
    ModulationMatrix matrix =
        ModulationMatrix.NONE
            .withLfo(
                4, new Lfo(Lfo.Shape.DRIFT, 3, 2.5f, true, true, 0.25f, 0.75f, LfoDrawing.NONE))
            .withEnvelope(1, new ModulationEnvelope(1, 2, 0.5f, 3))
            .withMacro(8, "Wind")
            .with(
                new ModulationRoute(
                    ModulationSource.find("lfo-4"), Parameter.MORPH_Y, -0.5f, 0.3f, wheel));
    Patch patch =
        Patch.of("Moved", List.of(bank.find("flute"), bank.find("harp"))).withModulation(matrix);
    Path file = folder.resolve("moved.json");
    PresetFile.write(file, patch);
    assertThat(PresetFile.read(file, bank)).isEqualTo(patch);
    String text = Files.readString(file);
    assertThat(text).contains("\"formatVersion\" : 2");
    PresetFile.write(file, patch.withModulation(ModulationMatrix.NONE));
    assertThat(file).content().contains("\"formatVersion\" : 1").doesNotContain("modulation");
    for (String[] wrong :
        new String[][] {
          {"\"lfo-4\"", "\"lfo-5\"", "there is no source lfo-5"},
          {"morph-y\",", "morph-z\",", "did you mean"},
          {"\"drift\",", "\"zigzag\",", "there is no shape zigzag"},
          {"\"hz\" : 3.0", "\"hz\" : 300", "hz should be from"},
          {"\"formatVersion\" : 2", "\"formatVersion\" : 5", "a newer one may read it"},
        }) {
      assertThat(text).contains(wrong[0]);
      Files.writeString(file, text.replace(wrong[0], wrong[1]));
      assertThatThrownBy(() -> PresetFile.read(file, bank))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(wrong[2]);
    }
  }

  @Test
  void aRouteOntoAnInsertIsSaved() throws Exception {
    Patch patch =
        Patch.of("Swept", List.of(bank.find("flute"), bank.find("harp")))
            .withModulation(
                ModulationMatrix.NONE.with(
                    ModulationRoute.of(
                        ModulationSource.find("macro-2"), new InsertParameter(7, "cutoff"), 0.5f)));
    Path file = folder.resolve("swept.json");
    PresetFile.write(file, patch);
    assertThat(PresetFile.read(file, bank)).isEqualTo(patch);
    String text = Files.readString(file);
    assertThat(text).contains("\"formatVersion\" : 3", "\"insert-8/cutoff\"");
    Files.writeString(file, text.replace("insert-8/", "insert-9/"));
    assertThatThrownBy(() -> PresetFile.read(file, bank))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no parameter insert-9/cutoff");
  }

  @Test
  void aPathIsSavedAndWhatIsWrongInItIsTold() throws Exception {
    MorphPath path =
        new MorphPath(
            List.of(new Point(0, 0.5f, 0), new Point(1.5, 1, 0.25f), new Point(8, 0, 1)),
            true,
            true,
            MorphPath.Mode.PING_PONG,
            0.5,
            true,
            0.25f,
            0.75f);
    Patch patch =
        Patch.of("Orbit", List.of(bank.find("flute"), bank.find("harp")))
            .with(Parameter.PATH_SPEED, -2)
            .withModulation(ModulationMatrix.NONE.withPath(path));
    Path file = folder.resolve("orbit.json");
    PresetFile.write(file, patch);
    assertThat(PresetFile.read(file, bank)).isEqualTo(patch);
    String text = Files.readString(file);
    assertThat(text).contains("\"formatVersion\" : 3", "[ 1.5, 1.0, 0.25 ]");
    for (String[] wrong :
        new String[][] {
          {"\"beats\"", "\"bars\"", "unit is \"bars\"; there are seconds, beats"},
          {"\"ping-pong\"", "\"pong\"", "there are once, loop, ping-pong"},
          {"[ 1.5, 1.0, 0.25 ]", "[ 9, 1, 0.25 ]", "the time of point 3"},
          {"[ 1.5, 1.0, 0.25 ]", "[ 1.5, \"1\" ]", "point 2 should be [time, x, y]"},
          {"[ 1.5, 1.0, 0.25 ]", "[ 1.5, 1.01, 0 ]", "x of point 2 should be from"},
          {"\"points\"", "\"pints\"", "points should be a list"},
          {"\"formatVersion\" : 3", "\"formatVersion\" : 5", "a newer one may read it"},
        }) {
      assertThat(text).contains(wrong[0]);
      Files.writeString(file, text.replace(wrong[0], wrong[1]));
      assertThatThrownBy(() -> PresetFile.read(file, bank))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(wrong[2])
          .hasMessageNotContaining("\n");
    }
    Files.writeString(file, text.replace("[ 0.0, 0.5, 0.0 ]", "[ 0, 0.5 ]"));
    assertThat(PresetFile.read(file, bank)).as("y may be left out").isEqualTo(patch);
  }

  @Test
  void aDrawnLfoAndAFollowerAreSavedAndWhatIsWrongInThemIsTold() throws Exception {
    LfoDrawing drawing =
        new LfoDrawing(
            List.of(
                new LfoDrawing.Point(0.25f, -1),
                new LfoDrawing.Point(0.25f, 1),
                new LfoDrawing.Point(0.75f, 0.5f)),
            true);
    Patch patch =
        Patch.of("Drawn", List.of(bank.find("flute"), bank.find("harp")))
            .withModulation(
                ModulationMatrix.NONE
                    .withLfo(2, Lfo.PLAIN.withDrawing(drawing).withBeats(3))
                    // put aside for another shape
                    .withLfo(3, Lfo.PLAIN.withDrawing(drawing).withShape(Lfo.Shape.SINE))
                    .withFollower(new Follower(0.05f, 1, 20))
                    .with(
                        ModulationRoute.of(
                            ModulationSource.find("follower"), Parameter.AIR, 0.5f)));
    Path file = folder.resolve("drawn.json");
    PresetFile.write(file, patch);
    assertThat(PresetFile.read(file, bank)).isEqualTo(patch);
    String text = Files.readString(file);
    assertThat(text).contains("\"formatVersion\" : 3");
    for (String[] wrong :
        new String[][] {
          {"[ 0.75, 0.5 ]", "[ 0.1, 0.5 ]", "in order"},
          {"[ 0.75, 0.5 ]", "[ 0.75, 1.5 ]", "values from -1 to 1"},
          {"[ 0.75, 0.5 ]", "0.75", "point 3 of an LFO should be [place, value]"},
          {"\"points\"", "\"pints\"", "a drawn LFO should have points"},
          {"\"release\" : 1.0, \"gain\"", "\"release\" : 0, \"gain\"", "follower"},
        }) {
      String flat = text.replaceAll("\\n *", " ");
      assertThat(flat).contains(wrong[0]);
      Files.writeString(file, flat.replace(wrong[0], wrong[1]));
      assertThatThrownBy(() -> PresetFile.read(file, bank))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(wrong[2]);
    }
  }

  /** As they are written, some ends are not numbers of double precision. */
  @Test
  void theEndsOfRangesAreInThem() {
    for (boolean least : new boolean[] {true, false}) {
      Patch extreme = Patch.of("Extreme", List.of(bank.find("flute"), bank.find("harp")));
      for (Parameter parameter : Parameter.values()) {
        extreme = extreme.with(parameter, least ? parameter.min() : parameter.max());
      }
      Path file = folder.resolve("extreme.json");
      PresetFile.write(file, extreme);
      assertThat(PresetFile.read(file, bank)).isEqualTo(extreme);
    }
  }

  @Test
  void theFactoryPresetsLoad() {
    PresetLibrary library = new PresetLibrary(List.of(Folders.home().resolve("presets")));
    assertThat(library.files()).hasSizeGreaterThanOrEqualTo(10).containsKey(PresetLibrary.FIRST);
    library
        .files()
        .keySet()
        .forEach(name -> assertThat(library.load(name, bank).cornerCount()).isIn(2, 4));
  }

  @Test
  void damageIsToldAndNothingElseThrown() throws Exception {
    byte[] whole = Files.readAllBytes(Folders.home().resolve("presets/ligature.json"));
    Path file = folder.resolve("p.json");
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try {
        PresetFile.read(file, bank);
      } catch (InputException e) {
        assertThat(e).hasMessageContaining("p.json").hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void damageInATuningIsToldToo() throws Exception {
    Path file = folder.resolve("t.json");
    Patch patch =
        Patch.of("Thirds", List.of(bank.find("flute"), bank.find("harp")))
            .tuned(
                Tuning.of("thirds", "x\n3\n400.0\n5/3\n2/1\n", "1\n0\n127\n60\n60\n250\n1\n0\n"));
    PresetFile.write(file, patch);
    assertThat(PresetFile.read(file, bank)).isEqualTo(patch);
    String whole = Files.readString(file);
    int from = whole.indexOf("tuning");
    Random random = new Random(2);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int change = 0; change <= random.nextInt(3); change++) {
        text.setCharAt(
            from + random.nextInt(whole.length() - from - 4),
            "{}\"\\n,:x0123456789./-".charAt(random.nextInt(21)));
      }
      Files.writeString(file, text);
      try {
        PresetFile.read(file, bank);
      } catch (InputException e) {
        assertThat(e).hasMessageContaining("t.json").hasMessageNotContaining("\n");
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 1990);
  }

  @Test
  void valuesOutOfRangeAndUnknownNamesAreTold() throws Exception {
    String begin =
        "{\"format\":\"ligature-preset\",\"formatVersion\":1,\"name\":\"x\",\"corners\":[\"piano\",\"cello\"],";
    Path file = folder.resolve("p.json");
    Files.writeString(file, begin + "\"parameters\":{\"morph-x\":2}}");
    assertThatThrownBy(() -> PresetFile.read(file, bank))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("morph-x is 2");
    Files.writeString(file, begin + "\"parameters\":{\"morf\":0}}");
    assertThatThrownBy(() -> PresetFile.read(file, bank))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no parameter morf");
    for (String[] slot :
        new String[][] {
          {"{\"plugin\":\"reverb\"}", "java:reverb"},
          {"{\"plugin\":\"java:reverb\",\"wet\":2}", "from 0 to 1"},
          {"{\"plugin\":\"java:reverb\",\"parameters\":{\"decay\":\"long\"}}", "decay"},
          {"{\"plugin\":\"java:reverb\",\"state\":\"?\"}", "base64"}
        }) {
      Files.writeString(file, begin + "\"inserts\":[" + slot[0] + "]}");
      assertThatThrownBy(() -> PresetFile.read(file, bank))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(slot[1]);
    }
    Files.writeString(file, begin + "\"parameters\":{\"voice-mode\":\"duo\"}}");
    assertThatThrownBy(() -> PresetFile.read(file, bank))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("voice-mode is \"duo\"; there are poly, mono, legato");
    Files.writeString(file, begin + "\"parameters\":{\"unison\":2.5}}");
    assertThatThrownBy(() -> PresetFile.read(file, bank))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unison is 2.5, wanted a whole number");
  }
}
