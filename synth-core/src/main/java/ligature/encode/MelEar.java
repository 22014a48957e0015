package ligature.encode;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import ligature.model.Decoder;
import ligature.model.SourceNote;
import ligature.units.Pitch;

/**
 * A recorded note, and how far what is decoded is from it: by what mel bands do over time. Threads:
 * one.
 */
final class MelEar {

  private static final int BATCH = 16;

  /** How far the onset may be off either way, in steps of 2.7 ms. */
  private static final int SHIFTS = 5;

  private static final int SHIFT_FRAMES = 128;

  private final ZoneAudition audition;
  private final int rateHz;
  private final int key;
  private final int velocity;
  private final int steps;
  private final float[] cents;
  private final MelPicture[] shifted = new MelPicture[2 * SHIFTS + 1];
  private MelPicture picture;

  /**
   * Listens to a note.
   *
   * @param audio at the decoder's rate, from its onset
   * @param velocity at which something decoded is played beside it
   * @param steps so many codes of it are listened to
   */
  MelEar(Decoder decoder, SourceNote note, float[] audio, int velocity, int steps) {
    audition = new ZoneAudition(decoder, 1);
    rateHz = decoder.sampleRateHz();
    key = note.key();
    this.velocity = velocity;
    this.steps = steps;
    cents = new float[steps];
    if (note.pitchHz() > 0) {
      Arrays.fill(cents, (float) Pitch.ratioToCents(note.pitchHz() / Pitch.keyToHz(key)));
    }
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = picture(audio, (i - SHIFTS) * SHIFT_FRAMES);
    }
    picture = shifted[SHIFTS];
  }

  /** The recording, begun so much later. */
  private MelPicture picture(float[] audio, int shift) {
    float[] moved = new float[steps * audition.codeFrames()];
    int to = Math.max(0, -shift);
    int from = Math.max(0, shift);
    int count = Math.min(moved.length - to, audio.length - from);
    System.arraycopy(audio, from, moved, to, Math.max(0, count));
    return MelPicture.of(moved, rateHz, audition.codeFrames(), steps);
  }

  int steps() {
    return steps;
  }

  /** The recording, where it was last aligned. */
  MelPicture picture() {
    return picture;
  }

  /** Where an onset is, is a matter of opinion: the recording goes where it fits best. */
  void align(MelPicture heard) {
    for (MelPicture each : shifted) {
      if (each.distanceDb(heard) < picture.distanceDb(heard)) {
        picture = each;
      }
    }
  }

  /** How far something is away where it fits best: root mean square over bands and time. */
  double distanceDb(MelPicture heard) {
    double least = Double.MAX_VALUE;
    for (MelPicture each : shifted) {
      least = Math.min(least, each.distanceDb(heard));
    }
    return least;
  }

  /** Decodes codes over time, [step * codeSize + i]. */
  MelPicture hear(float[] course) {
    return hear(new float[][] {course}, done -> {})[0];
  }

  /**
   * Decodes courses of codes.
   *
   * @param done told the done part, 0 to 1
   */
  MelPicture[] hear(float[][] courses, DoubleConsumer done) {
    MelPicture[] pictures = new MelPicture[courses.length];
    int frames = steps * audition.codeFrames();
    for (int i = 0; i < courses.length; i += BATCH) {
      float[][] some = Arrays.copyOfRange(courses, i, Math.min(courses.length, i + BATCH));
      float[] audio = audition.play(some, cents, key, velocity);
      for (int n = 0; n < some.length; n++) {
        pictures[i + n] =
            MelPicture.of(
                audio, n * frames, (n + 1) * frames, rateHz, audition.codeFrames(), steps);
      }
      done.accept((double) (i + some.length) / courses.length);
    }
    return pictures;
  }
}
