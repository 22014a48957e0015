package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.midi.EventList;
import ligature.midi.MidiParser;
import ligature.model.Decoder;
import ligature.model.ModelManifest;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes the twelve presets what they are, heard as they ship: through their effects too. */
class NamedPresetsTest {

  private static final int RATE = 48_000;
  private static final int WHEEL = 1;
  private static final int BREATH = 2;

  /** 25 ms of the strike and its crossing. */
  private static final double PICKED_SECONDS = 0.09;

  private static Decoder decoder;
  private static final TimbreBank BANK = Bundled.model().bank();
  private static final PresetLibrary LIBRARY =
      new PresetLibrary(List.of(Folders.home().resolve("presets")));

  private final EventList events = new EventList();
  private final MidiParser parser = new MidiParser(events::add);
  private int voices;

  @BeforeAll
  static void open() {
    decoder = Bundled.decoder();
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  private static Patch patch(String name) {
    return LIBRARY.load(name, BANK);
  }

  private NamedPresetsTest at(double seconds, int status, int first, int second) {
    parser.parse(Math.round(seconds * RATE), status, first, second);
    return this;
  }

  /** Plays what was said from the beginning; the clock of what is random begins anew. */
  private float[] play(Patch patch, double seconds) {
    float[] stereo = new float[2 * (int) (seconds * RATE)];
    try (Instrument instrument = new Instrument(decoder, 8, 1, patch, new Meters())) {
      instrument.inserts().setOffline(true);
      instrument.inserts().set(patch.inserts());
      instrument.addSource(events.shifted(0));
      instrument.render(stereo, 0, stereo.length / 2);
      voices = instrument.playing();
    }
    return stereo;
  }

  private static double[] bands(float[] stereo, double from, double seconds) {
    return new BandSpectrum(stereo, (int) (from * RATE), (int) (seconds * RATE)).bandsDb();
  }

  private static double moved(float[] stereo, double from, double to, double seconds) {
    return BandSpectrum.distance(bands(stereo, from, seconds), bands(stereo, to, seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "ligature, strings choir-aahs french-horn warm-pad",
    "wooden-breath, marimba flute",
    "bowed-piano, piano cello",
    "reed-council, oboe clarinet alto-sax bassoon",
    "glass-orbit, celesta vibraphone tubular-bells music-box",
    "brass-says-ooh, trombone voice-oohs",
    "under-the-bridge-deck, contrabass synth-bass",
    "felt-and-hammers, piano harp dulcimer nylon-guitar",
    "shakuhachi-storm, shakuhachi pan-flute",
    "giant-and-child, choir-aahs",
    "accordion-machine, accordion distortion-guitar",
  })
  void eachBlendsWhatItIsNamedFor(String name, String timbres) {
    assertThat(patch(name).corners()).extracting(Timbre::name).contains(timbres.split(" "));
  }

  @Test
  void ligatureOrbitsInEightBars() {
    Patch fast = patch("ligature").with(Parameter.TEMPO, 300);
    // 32 beats at 300 a minute
    assertThat(fast.inserts()).as("a hall").extracting(i -> i.id()).contains("java:reverb");
    float[] held = at(0, 0x90, 60, 96).play(fast, 6.9);
    assertThat(moved(held, 0.4, 0.4 + 3.2, 0.35)).as("half an orbit").isGreaterThan(3);
    double round = moved(held, 0.4, 0.4 + 6.4 - 0.35, 0.35);
    assertThat(round).as("an orbit").isLessThan(moved(held, 0.4, 3.6, 0.35));
  }

  @Test
  void woodenBreathStaysLongerAtTheStrikeWhereItIsHit() {
    Patch patch = patch("wooden-breath").with(Parameter.FILTER, 0);
    assertThat(fromMarimba(patch, 25)).as("a flute").isGreaterThan(fromMarimba(patch, 120) + 2);
  }

  /** How far a note is, a little after its onset, from one that stays at the strike. */
  private double fromMarimba(Patch patch, int velocity) {
    Patch stays = patch.with(Parameter.STRIKE_TIME, 500).with(Parameter.STRIKE_TIME_VELOCITY, 0);
    return BandSpectrum.distance(
        bands(play60(stays, velocity), 0.05, 0.13), bands(play60(patch, velocity), 0.05, 0.13));
  }

  private float[] play60(Patch patch, int velocity) {
    return new NamedPresetsTest().at(0, 0x90, 60, velocity).play(patch, 0.4);
  }

  @Test
  void bowedPianoStandsStillUntilTheWheelScrubs() {
    Patch patch = patch("bowed-piano");
    ModelManifest model = Bundled.model().manifest();
    Timbre cello = patch.corners().get(1);
    double codeSeconds = (double) model.codeHops() * model.hopFrames() / RATE;
    assertThat(patch.value(Parameter.PLACE) * cello.steps() * codeSeconds)
        .as("seconds of %s at which it stands", cello.name())
        .isCloseTo(1.2, within(0.02));
    float[] held = at(0, 0x90, 57, 96).at(2.5, 0xB0, WHEEL, 127).play(patch, 3.6);
    float[] left = Audio.left(held);
    double early = Audio.rmsDb(left, RATE / 2, RATE);
    assertThat(Audio.rmsDb(left, 2 * RATE, 5 * RATE / 2)).isCloseTo(early, within(1.5));
    assertThat(moved(held, 2, 3, 0.5)).isGreaterThan(3);
  }

  @Test
  void reedCouncilSpeaksWithTheReedsWhoseKeysAreHeld() {
    at(0, 0x90, 60, 96).at(0.02, 0x90, 24, 100).at(0.6, 0x80, 24, 0).at(0.62, 0x90, 27, 100);
    float[] held = play(patch("reed-council"), 1.5);
    assertThat(moved(held, 0.25, 1.1, 0.35)).as("from oboe to bassoon").isGreaterThan(3);
    assertThat(voices).as("timbre keys sound no note").isEqualTo(1);
  }

  @Test
  void glassOrbitMovesEveryNoteFromItsOwnOnset() {
    Patch patch = patch("glass-orbit").with(Parameter.VARIATION, 0);
    float[] first = at(0, 0x90, 60, 96).play(patch, 0.8);
    NamedPresetsTest later = new NamedPresetsTest().at(0, 0x90, 36, 1).at(0.1, 0x80, 36, 64);
    later.at(1.6, 0x90, 60, 96);
    float[] second = later.play(patch, 2.4);
    assertThat(BandSpectrum.distance(bands(first, 0.02, 0.7), bands(second, 1.62, 0.7)))
        .as("as it was 1.6 s before")
        .isLessThan(2.5);
    assertThat(patch.modulation().path().byNote()).isTrue();
  }

  @Test
  void brassIsOneVoiceAndPressureTurnsItIntoOoh() {
    at(0, 0x90, 60, 96).at(0.3, 0x90, 64, 96).at(0.8, 0xD0, 127, 0);
    float[] held = play(patch("brass-says-ooh"), 1.5);
    assertThat(voices).isEqualTo(1);
    assertThat(moved(held, 0.45, 1.1, 0.3)).isGreaterThan(3);
  }

  @Test
  void underTheBridgeDeckIsOnePickedBassWithDrive() {
    Patch patch = patch("under-the-bridge-deck").with(Parameter.VARIATION, 0);
    Patch unstruck = patch.with(Parameter.STRIKE, 0);
    double picked =
        BandSpectrum.distance(
            bands(bass(patch), 0, PICKED_SECONDS), bands(bass(unstruck), 0, PICKED_SECONDS));
    double later =
        BandSpectrum.distance(bands(bass(patch), 0.35, 0.3), bands(bass(unstruck), 0.35, 0.3));
    assertThat(picked).as("dB that the pick is another sound").isGreaterThan(2);
    assertThat(later).as("and gone").isLessThan(picked / 3);
    at(0, 0x90, 40, 96).at(0.2, 0x90, 45, 96).play(patch, 0.6);
    assertThat(voices).as("mono").isEqualTo(1);
    assertThat(patch.inserts()).extracting(i -> i.id()).contains("java:drive");
    Patch clean = patch.withInserts(List.of());
    double drive =
        BandSpectrum.distance(bands(bass(patch), 0.2, 0.4), bands(bass(clean), 0.2, 0.4));
    assertThat(drive).as("dB that the drive adds").isGreaterThan(1);
  }

  private static float[] bass(Patch patch) {
    return new NamedPresetsTest().at(0, 0x90, 40, 100).play(patch, 0.7);
  }

  @Test
  void feltAndHammersAreOtherTimbresBeyondTheFilter() {
    Patch patch = patch("felt-and-hammers").with(Parameter.FILTER, 0);
    Patch still = patch.withModulation(ligature.modulation.ModulationMatrix.NONE);
    double soft =
        BandSpectrum.distance(bands(play60(patch, 20), 0, 0.4), bands(play60(still, 20), 0, 0.4));
    double hard =
        BandSpectrum.distance(bands(play60(patch, 120), 0, 0.4), bands(play60(still, 120), 0, 0.4));
    assertThat(hard).isGreaterThan(2).isGreaterThan(2 * soft);
  }

  @Test
  void shakuhachiStormBlowsWithTheBreath() {
    Patch patch = patch("shakuhachi-storm").with(Parameter.DRIFT, 0);
    float[] calm = at(0, 0x90, 62, 90).play(patch, 1);
    float[] blown = at(0, 0xB0, BREATH, 127).play(patch, 1);
    assertThat(noiseDb(blown)).isGreaterThan(noiseDb(calm) + 4);
  }

  /** What eleven periods of D4 later, 1798 frames, is not the same, in dB against all. */
  private static double noiseDb(float[] stereo) {
    float[] left = Audio.left(stereo);
    float[] changed = new float[RATE / 2];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = left[RATE / 2 - 1 + i] - left[RATE / 2 - 1 + i - 1798];
    }
    return Audio.rmsDb(changed, 0, changed.length) - Audio.rmsDb(left, RATE / 2, RATE);
  }

  @Test
  void giantAndChildKeepThePitch() {
    float[] held =
        at(0, 0x90, 60, 96).at(0.8, 0xB0, WHEEL, 127).play(patch("giant-and-child"), 1.8);
    assertThat(moved(held, 0.3, 1.2, 0.45)).isGreaterThan(3);
    float[] left = Audio.left(held);
    double hz = 440 * Math.pow(2, -9 / 12.0);
    double giant =
        Audio.centsFrom(Arrays.copyOfRange(left, 3 * RATE / 10, 8 * RATE / 10), RATE, hz);
    double child =
        Audio.centsFrom(Arrays.copyOfRange(left, 12 * RATE / 10, 17 * RATE / 10), RATE, hz);
    assertThat(child).isCloseTo(giant, within(12.0));
  }

  @Test
  void accordionMachineGoesByTheBeat() {
    Patch patch = patch("accordion-machine").with(Parameter.TEMPO, 120);
    float[] held = at(0, 0x90, 60, 96).play(patch, 1.2);
    // beats 0 to 0.75 are the accordion's, from 0.76 on the guitar's
    assertThat(moved(held, 0.15, 0.45, 0.18)).isGreaterThan(3);
  }

  @Test
  void hitsOfTinAndSkinDrift() {
    Patch patch = patch("tin-and-skin");
    for (int i = 0; i < 4; i++) {
      at(0.5 * i, 0x90, 64, 100).at(0.5 * i + 0.1, 0x80, 64, 64);
    }
    float[] hits = play(patch, 2);
    double[] first = bands(hits, 0.01, 0.4);
    double most = 0;
    for (int i = 1; i < 4; i++) {
      most = Math.max(most, BandSpectrum.distance(first, bands(hits, 0.5 * i + 0.01, 0.4)));
    }
    assertThat(most).isGreaterThan(2);
    assertThat(patch.parts().get(0).isKit()).isTrue();
  }
}
