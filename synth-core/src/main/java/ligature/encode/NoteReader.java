package ligature.encode;

import java.util.Locale;
import java.util.function.Consumer;
import ligature.model.SourceNote;
import ligature.units.Pitch;

/** Finds out what note a recording is. */
final class NoteReader {

  private static final int RATE_HZ = 48_000;
  private static final double LOWEST_HZ = 25;
  private static final double HIGHEST_HZ = 5000;
  private static final double NEAR_CENTS = 150;
  private static final double ATTACK_SECONDS = 0.06;
  private static final double MOST_SECONDS = 2;
  private static final int UNPITCHED_KEY = 60;
  private static final int LOWEST_RESONANCE = 24;
  private static final int HIGHEST_RESONANCE = 96;

  /** What is known about the key before listening. */
  enum Knowledge {
    NOTHING,
    /** There is none: a drum. */
    UNPITCHED,
    /** The key is given. */
    KEY
  }

  private NoteReader() {}

  /** What a key of {@link RecordingSet} says. */
  static Knowledge knowledge(int key) {
    return switch (key) {
      case RecordingSet.DETECT -> Knowledge.NOTHING;
      case RecordingSet.UNPITCHED -> Knowledge.UNPITCHED;
      default -> Knowledge.KEY;
    };
  }

  /**
   * Finds out what note a recording is.
   *
   * @param what it is, for messages
   * @param key the key if that is known
   * @param velocity 0 if that is not known
   * @param gainDb how much louder than it was recorded it is meant to be
   */
  static SourceNote listen(
      Recording recording,
      String what,
      Knowledge knowledge,
      int key,
      int velocity,
      double gainDb,
      Consumer<String> tell) {
    float[] x = recording.at(RATE_HZ);
    Envelope envelope = new Envelope(x, RATE_HZ);
    int end = Math.min(x.length, Math.max(RATE_HZ / 20, envelope.heldEndFrame()));
    int from = (int) Math.min(ATTACK_SECONDS * RATE_HZ, end / 4);
    int to = (int) Math.min(end, from + MOST_SECONDS * RATE_HZ);
    double pitchHz = 0;
    int noteKey = key;
    if (knowledge == Knowledge.KEY) {
      double near = Pitch.centsToRatio(NEAR_CENTS);
      double hz = Pitch.keyToHz(key);
      PitchDetector.Found found = PitchDetector.find(x, from, to, RATE_HZ, hz / near, hz * near);
      if (found != null && found.periodicity() > 0.3) {
        pitchHz = fine(x, from, to, found.hz());
      } else {
        tellOther(what, key, PitchDetector.find(x, from, to, RATE_HZ, LOWEST_HZ, HIGHEST_HZ), tell);
      }
    } else {
      PitchDetector.Found found = PitchDetector.find(x, from, to, RATE_HZ, LOWEST_HZ, HIGHEST_HZ);
      if (knowledge == Knowledge.NOTHING && found != null && found.isPitched()) {
        pitchHz = fine(x, from, to, found.hz());
        noteKey = (int) Math.round(keyOf(pitchHz));
      } else {
        noteKey =
            found == null
                ? UNPITCHED_KEY
                : (int)
                    Math.max(
                        LOWEST_RESONANCE, Math.min(HIGHEST_RESONANCE, Math.round(found.key())));
      }
    }
    return pack(recording, noteKey, velocity, pitchHz, gainDb);
  }

  private static void tellOther(
      String what, int key, PitchDetector.Found found, Consumer<String> tell) {
    boolean pitched = found != null && found.isPitched();
    tell.accept(
        String.format(
            Locale.ROOT,
            "%s: does not sound like key %d (%s)%s; it is taken for it",
            what,
            key,
            Pitch.keyName(key),
            pitched
                ? String.format(
                    Locale.ROOT,
                    " but like %d (%s)",
                    Math.round(found.key()),
                    Pitch.keyName((int) Math.round(found.key())))
                : ""));
  }

  /** The pitch to a fraction of a cent, from the phases of the harmonics. */
  private static double fine(float[] x, int from, int to, double hz) {
    float[] part = java.util.Arrays.copyOfRange(x, from, to);
    double refined = hz;
    for (int round = 0; round < 2; round++) {
      double cents = PitchContour.follow(part, RATE_HZ, RATE_HZ / 375, refined).centreCents();
      if (Double.isNaN(cents) || Math.abs(cents) > PitchContour.WIDEST_CENTS) {
        break;
      }
      refined *= Pitch.centsToRatio(cents);
    }
    return Math.abs(Pitch.ratioToCents(refined / hz)) < 60 ? refined : hz;
  }

  static double keyOf(double hz) {
    return Pitch.REFERENCE_KEY + Pitch.ratioToCents(hz / Pitch.REFERENCE_HZ) / 100;
  }

  /** To 16 bits, at full scale: what is kept is 90 dB better than any recording of a room. */
  private static SourceNote pack(
      Recording recording, int key, int velocity, double pitchHz, double gainDb) {
    float peak = 0;
    for (float v : recording.samples()) {
      peak = Math.max(peak, Math.abs(v));
    }
    short[] samples = new short[recording.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(recording.samples()[i] / peak * 32767);
    }
    return new SourceNote(
        recording.source(),
        recording.rateHz(),
        samples,
        Math.max(0, Math.min(127, key)),
        velocity,
        pitchHz,
        (float) (20 * Math.log10(peak) + gainDb));
  }
}
