package ligature.render;

import java.util.Arrays;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.EventList;
import ligature.midi.MidiParser;
import ligature.model.Decoder;
import ligature.preset.Patch;

/**
 * What a preset does when it is played, heard through the real decoder.
 *
 * @param lufs of the phrase: A3, C4, E4, A4, a quarter of a second each, at velocity 96
 * @param brightness the centre of the spectrum at velocity 120 against that at 30
 * @param wheelDb how far the modulation wheel moves the spectrum, from where the preset has the pad
 * @param pressureDb how far full pressure moves it
 * @param bandsDb the spectrum at velocity 120, in dB against its mean
 * @param peak of all, full scale 1
 */
record PresetMeasures(
    double lufs,
    double brightness,
    double wheelDb,
    double pressureDb,
    double[] bandsDb,
    double peak) {

  private static final int RATE_HZ = 48_000;
  private static final int NOTE = RATE_HZ / 4;
  private static final int[] PHRASE = {57, 60, 64, 69};
  private static final int KEY = 60;

  /** Of each note the first part is left out: there the note before still fades. */
  private static final int SETTLED = NOTE / 4;

  private static final double LOWEST_HZ = 200;
  private static final int BANDS_AN_OCTAVE = 3;
  private static final int BANDS = 18;

  /** What lies this much under the loudest band is not heard, and counts as this. */
  private static final double FLOOR_DB = -55;

  /** Plays a key softly, the phrase, then the key hard, with pressure, and with the wheel. */
  static PresetMeasures of(Patch patch, Decoder decoder) {
    EventList events = new EventList();
    MidiParser parser = new MidiParser(events::add);
    // softly first, when no tail of something louder can hide it
    note(parser, 0, KEY, 30);
    for (int i = 0; i < PHRASE.length; i++) {
      note(parser, 1 + i, PHRASE[i], 96);
    }
    int hardPlace = 1 + PHRASE.length;
    note(parser, hardPlace, KEY, 120);
    parser.parse((long) (hardPlace + 1) * NOTE, 0xD0, 127, -1);
    note(parser, hardPlace + 1, KEY, 120);
    parser.parse((long) (hardPlace + 2) * NOTE, 0xD0, 0, -1);
    parser.parse((long) (hardPlace + 2) * NOTE, 0xB0, 1, 127);
    note(parser, hardPlace + 2, KEY, 120);
    float[] stereo = new float[2 * (hardPlace + 3) * NOTE];
    try (Instrument instrument = new Instrument(decoder, 4, 1, patch, new Meters())) {
      instrument.inserts().setOffline(true);
      instrument.inserts().set(patch.inserts());
      instrument.addSource(events);
      instrument.render(stereo, 0, stereo.length / 2);
    }
    LoudnessMeter meter = new LoudnessMeter(RATE_HZ, 2);
    meter.add(Arrays.copyOfRange(stereo, 2 * NOTE, 2 * hardPlace * NOTE), PHRASE.length * NOTE);
    double[] softly = spectrum(stereo, 0);
    double[] hard = spectrum(stereo, hardPlace);
    double peak = 0;
    for (float sample : stereo) {
      peak = Float.isNaN(sample) ? Double.NaN : Math.max(peak, Math.abs(sample));
    }
    return new PresetMeasures(
        meter.integratedLufs(),
        centre(hard) / centre(softly),
        distance(bandsDb(hard), bandsDb(spectrum(stereo, hardPlace + 2))),
        distance(bandsDb(hard), bandsDb(spectrum(stereo, hardPlace + 1))),
        bandsDb(hard),
        peak);
  }

  private static void note(MidiParser parser, int place, int key, int velocity) {
    // a hundredth of a second after the key and the controllers of the note before
    parser.parse((long) place * NOTE + 480, 0x90, key, velocity);
    parser.parse((long) (place + 1) * NOTE, 0x80, key, 64);
  }

  /** The power at every multiple of 20 Hz or so up to 12.8 kHz, under a Hann window. */
  private static double[] spectrum(float[] stereo, int place) {
    int from = place * NOTE + SETTLED;
    int length = 4096;
    int windows = (NOTE - SETTLED) / length;
    int bins = 1100;
    double[] power = new double[bins];
    double[] x = new double[length];
    for (int w = 0; w < windows; w++) {
      for (int i = 0; i < length; i++) {
        int at = 2 * (from + w * length + i);
        x[i] =
            (stereo[at] + stereo[at + 1])
                * (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / length));
      }
      for (int b = 4; b < bins; b++) {
        power[b] += goertzel(x, 2 * Math.PI * b / length);
      }
    }
    return power;
  }

  private static double goertzel(double[] x, double step) {
    double coefficient = 2 * Math.cos(step);
    double s1 = 0;
    double s2 = 0;
    for (double v : x) {
      double s = v + coefficient * s1 - s2;
      s2 = s1;
      s1 = s;
    }
    return s1 * s1 + s2 * s2 - coefficient * s1 * s2;
  }

  /** The mean frequency, weighted with the amplitude. */
  private static double centre(double[] power) {
    double sum = 0;
    double weighted = 0;
    for (int b = 0; b < power.length; b++) {
      double amplitude = Math.sqrt(power[b]);
      sum += amplitude;
      weighted += amplitude * b;
    }
    return weighted / sum;
  }

  private static double[] bandsDb(double[] power) {
    double[] bands = new double[BANDS];
    for (int b = 0; b < power.length; b++) {
      double hz = (double) b * RATE_HZ / 4096;
      int band = (int) Math.floor(BANDS_AN_OCTAVE * Math.log(hz / LOWEST_HZ) / Math.log(2));
      if (band >= 0 && band < BANDS) {
        bands[band] += power[b];
      }
    }
    double loudest = Arrays.stream(bands).max().orElseThrow() + 1e-20;
    for (int i = 0; i < BANDS; i++) {
      bands[i] = Math.max(FLOOR_DB, 10 * Math.log10(bands[i] / loudest + 1e-20));
    }
    double mean = Arrays.stream(bands).average().orElseThrow();
    return Arrays.stream(bands).map(v -> v - mean).toArray();
  }

  /** The root mean square of the differences of two spectra, in dB, whatever their levels. */
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }
}
