package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ligature.files.Folders;
import ligature.latent.TimbreBank;
import ligature.midi.EventList;
import ligature.midi.MidiParser;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.preset.SoundGroup;
import ligature.preset.Variations;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Children of presets, played through the real decoder. */
class AudibleVariationsTest {

  private static final int NOTE = 12_000;

  /** None of the orders by which children are levelled; what moves by itself differs in each. */
  private static final int[][] PHRASES = {{60, 69, 57, 64}, {69, 60, 64, 57}};

  private final TimbreBank bank = Bundled.model().bank();
  private final PresetLibrary library =
      new PresetLibrary(List.of(Folders.home().resolve("presets")));

  private void check(Patch parent, Patch other, Set<SoundGroup> locks) {
    Variations variations = new Variations(parent, other, bank.timbres(), 11, locks);
    try (Decoder decoder = Bundled.decoder()) {
      var children = new AudibleVariations(decoder).of(variations, parent, other);
      assertThat(children).hasSize(Variations.COUNT);
      float[][] original = phrases(parent, decoder);
      for (AudibleVariations.Child child : children) {
        String name = child.patch().name();
        float[][] heard = phrases(child.patch(), decoder);
        double[] louder = new double[PHRASES.length];
        for (int i = 0; i < PHRASES.length; i++) {
          double moved = BandSpectrum.distance(bands(original[i]), bands(heard[i]));
          assertThat(moved).as(name).isGreaterThanOrEqualTo(1.5);
          double lufs = PresetMeasures.lufs(heard[i]);
          assertThat(lufs).as(name).isBetween(-19.5, -16.5);
          louder[i] = lufs - PresetMeasures.lufs(original[i]);
          assertThat(louder[i]).as(name + " in one order").isBetween(-1.5, 1.5);
          for (float sample : heard[i]) {
            assertThat(Math.abs(sample)).isLessThan(1);
          }
        }
        assertThat((louder[0] + louder[1]) / 2).as(name).isBetween(-1.0, 1.0);
      }
    }
  }

  private static float[][] phrases(Patch patch, Decoder decoder) {
    return Arrays.stream(PHRASES).map(keys -> phrase(patch, keys, decoder)).toArray(float[][]::new);
  }

  private static float[] phrase(Patch patch, int[] keys, Decoder decoder) {
    EventList events = new EventList();
    MidiParser parser = new MidiParser(events::add);
    for (int i = 0; i < keys.length; i++) {
      parser.parse((long) i * NOTE, 0x90, keys[i], 96);
      parser.parse((long) (i + 1) * NOTE - 1, 0x80, keys[i], 64);
    }
    return PresetMeasures.play(patch, decoder, 4, events, keys.length * NOTE);
  }

  /** Of all four notes at once: another measure than the one by which children are chosen. */
  private static double[] bands(float[] stereo) {
    return new BandSpectrum(stereo, 0, stereo.length / 2).bandsDb();
  }

  @Test
  @Tag("long") // VariationsCommandTest hears nine every time
  void nineChildrenOfOneSoundCanBeToldFromItAndAreAsLoud() {
    check(library.load("ligature", bank), null, EnumSet.noneOf(SoundGroup.class));
  }

  @Test
  @Tag("long") // VariationsCommandTest hears nine every time
  void nineChildrenOfTwoWithLocksToo() {
    check(
        library.load("felt-and-hammers", bank),
        library.load("gold-leaf", bank),
        EnumSet.of(SoundGroup.FILTER, SoundGroup.EFFECTS));
  }
}
