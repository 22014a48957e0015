package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
  private static final int[] PHRASE = {57, 60, 64, 69};

  private final TimbreBank bank = Bundled.model().bank();
  private final PresetLibrary library =
      new PresetLibrary(List.of(Folders.home().resolve("presets")));

  private void check(Patch parent, Patch other, Set<SoundGroup> locks) {
    Variations variations = new Variations(parent, other, bank.timbres(), 11, locks);
    try (Decoder decoder = Bundled.decoder()) {
      var children = new AudibleVariations(decoder).of(variations, parent, other);
      assertThat(children).hasSize(Variations.COUNT);
      float[] original = phrase(parent, decoder);
      for (AudibleVariations.Child child : children) {
        float[] heard = phrase(child.patch(), decoder);
        double moved = BandSpectrum.distance(bands(original), bands(heard));
        assertThat(moved).as(child.patch().name()).isGreaterThanOrEqualTo(1.5);
        assertThat(PresetMeasures.lufs(heard))
            .as(child.patch().name())
            .isCloseTo(PresetMeasures.lufs(original), within(1.0))
            .isBetween(-19.5, -16.5);
        for (float sample : heard) {
          assertThat(Math.abs(sample)).isLessThan(1);
        }
      }
    }
  }

  private static float[] phrase(Patch patch, Decoder decoder) {
    EventList events = new EventList();
    MidiParser parser = new MidiParser(events::add);
    for (int i = 0; i < PHRASE.length; i++) {
      parser.parse((long) i * NOTE, 0x90, PHRASE[i], 96);
      parser.parse((long) (i + 1) * NOTE - 1, 0x80, PHRASE[i], 64);
    }
    return PresetMeasures.play(patch, decoder, 4, events, PHRASE.length * NOTE);
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
