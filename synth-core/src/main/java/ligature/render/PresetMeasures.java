package ligature.render;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.EventList;
import ligature.midi.MidiParser;
import ligature.model.Decoder;
import ligature.preset.Patch;

/**
 * What a sound does when it is played, heard through a decoder at 48 kHz.
 *
 * @param lufs of the phrase: A3, C4, E4, A4, a quarter of a second each, at velocity 96
 * @param brightness the centre of the spectrum at velocity 120 against that at 30
 * @param wheelDb how far the modulation wheel moves the spectrum, from where the preset has the pad
 * @param pressureDb how far full pressure moves it
 * @param bandsDb the spectrum at velocity 120, in dB against its mean
 * @param peak of all of that, full scale 1
 * @param limitingDb how far eight notes at velocity 127 are held down, in dB above 0
 */
public record PresetMeasures(
    double lufs,
    double brightness,
    double wheelDb,
    double pressureDb,
    double[] bandsDb,
    double peak,
    double limitingDb) {

  private static final int RATE_HZ = 48_000;
  private static final int NOTE = RATE_HZ / 4;
  private static final int[] PHRASE = {57, 60, 64, 69};
  private static final int KEY = 60;

  /** Two hands, wide apart. */
  private static final int[] CHORD = {45, 52, 57, 60, 64, 69, 72, 76};

  /** Long enough for the slowest attacks among what is struck; a hop of 16 voices costs most. */
  private static final int CHORD_FRAMES = RATE_HZ * 2 / 5;

  /** Of each note the first part is left out: there the note before still fades. */
  private static final int SETTLED = NOTE / 4;

  /** Plays a key softly, the phrase, the key hard, with pressure, with the wheel; then a chord. */
  public static PresetMeasures of(Patch patch, Decoder decoder) {
    EventList events = new EventList();
    MidiParser parser = new MidiParser(events::add);
    // softly first, when no tail of something louder can hide it
    int key = patch.nearestKey(KEY, 120 / 127f);
    note(parser, 0, key, 30);
    for (int i = 0; i < PHRASE.length; i++) {
      note(parser, 1 + i, patch.nearestKey(PHRASE[i], 96 / 127f), 96);
    }
    int hardPlace = 1 + PHRASE.length;
    note(parser, hardPlace, key, 120);
    parser.parse((long) (hardPlace + 1) * NOTE, 0xD0, 127, -1);
    note(parser, hardPlace + 1, key, 120);
    parser.parse((long) (hardPlace + 2) * NOTE, 0xD0, 0, -1);
    parser.parse((long) (hardPlace + 2) * NOTE, 0xB0, 1, 127);
    note(parser, hardPlace + 2, key, 120);
    float[] stereo = play(patch, decoder, 4, events, (hardPlace + 3) * NOTE);
    double[] hard = spectrum(stereo, hardPlace).bandsDb();
    double peak = 0;
    for (float sample : stereo) {
      peak = Float.isNaN(sample) ? Double.NaN : Math.max(peak, Math.abs(sample));
    }
    return new PresetMeasures(
        lufs(Arrays.copyOfRange(stereo, 2 * NOTE, 2 * hardPlace * NOTE)),
        spectrum(stereo, hardPlace).centreHz() / spectrum(stereo, 0).centreHz(),
        BandSpectrum.distance(hard, spectrum(stereo, hardPlace + 2).bandsDb()),
        BandSpectrum.distance(hard, spectrum(stereo, hardPlace + 1).bandsDb()),
        hard,
        peak,
        limitingDb(patch, decoder));
  }

  private static void note(MidiParser parser, int place, int key, int velocity) {
    // a hundredth of a second after the key and the controllers of the note before
    parser.parse((long) place * NOTE + 480, 0x90, key, velocity);
    parser.parse((long) (place + 1) * NOTE, 0x80, key, 64);
  }

  /** Plays events from the beginning. */
  static float[] play(Patch patch, Decoder decoder, int voices, EventList events, int frames) {
    float[] stereo = new float[2 * frames];
    try (Instrument instrument = open(patch, decoder, voices, events, new Meters())) {
      instrument.render(stereo, 0, frames);
    }
    return stereo;
  }

  private static Instrument open(
      Patch patch, Decoder decoder, int voices, EventList events, Meters meters) {
    Instrument instrument = new Instrument(decoder, voices * patch.partCount(), 1, patch, meters);
    instrument.inserts().setOffline(true);
    instrument.inserts().set(patch.inserts());
    instrument.addSource(events);
    return instrument;
  }

  private static double limitingDb(Patch patch, Decoder decoder) {
    return limitingDb(patch, decoder, CHORD_FRAMES);
  }

  /** How far eight notes at velocity 127, held for so long, are held down, in dB above 0. */
  static double limitingDb(Patch patch, Decoder decoder, int frames) {
    EventList events = new EventList();
    MidiParser parser = new MidiParser(events::add);
    for (int key : CHORD) {
      parser.parse(0, 0x90, patch.nearestKey(key, 127 / 127f), 127);
    }
    Meters meters = new Meters();
    float most = 0;
    try (Instrument instrument = open(patch, decoder, CHORD.length, events, meters)) {
      int hop = decoder.hopFrames();
      float[] stereo = new float[2 * hop];
      for (int frame = 0; frame < frames; frame += hop) {
        instrument.render(stereo, 0, hop);
        most = Math.max(most, -meters.limiterDb());
      }
    }
    return most;
  }

  /** The integrated loudness of interleaved stereo. */
  static double lufs(float[] stereo) {
    LoudnessMeter meter = new LoudnessMeter(RATE_HZ, 2);
    meter.add(stereo, stereo.length / 2);
    return meter.integratedLufs();
  }

  private static BandSpectrum spectrum(float[] stereo, int place) {
    return new BandSpectrum(stereo, place * NOTE + SETTLED, NOTE - SETTLED);
  }

  /**
   * Of some sounds the one that is most like this one.
   *
   * @param all by name; this one itself may be among them
   */
  public Optional<String> nearest(Map<String, PresetMeasures> all) {
    return all.entrySet().stream()
        .filter(other -> other.getValue() != this)
        .min(Comparator.comparingDouble(other -> distanceDb(other.getValue())))
        .map(Map.Entry::getKey);
  }

  /** How far two sounds' spectra are apart, in dB, whatever their levels. */
  public double distanceDb(PresetMeasures other) {
    return BandSpectrum.distance(bandsDb, other.bandsDb);
  }
}
