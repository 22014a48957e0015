package ligature.voice;

import java.util.Arrays;
import ligature.latent.CounterRandom;
import ligature.units.Pitch;
import ligature.units.StereoPan;

/**
 * Several players of one note out of one decode: readers of the voice's audio that run a little
 * fast or slow, each at its place between left and right.
 *
 * <p>A fast reader comes up to the present, a slow one falls behind; before that is too much the
 * reader goes over, in 10 ms, to a place some whole periods of the note away, where the wave is the
 * same. So there is no click and no comb, and the pitch is exact. The outer players come in a few
 * milliseconds late, as people do; a middle one is on time.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class UnisonReader {

  /** The most players. */
  static final int MOST = 5;

  private static final int LENGTH = 4096;
  private static final int MASK = LENGTH - 1;
  private static final int FADE_FRAMES = 480;

  /** A reader moves about this far at a time: longer is heard as an echo, shorter fades often. */
  private static final int MOVE_FRAMES = 1024;

  /** Longer periods than this are too low to be heard as a pitch, and not kept. */
  private static final int LONGEST_PERIOD_FRAMES = 2600;

  /** How late players come in: the more they are off, up to 5 ms, and 1.3 ms at random. */
  private static final int LATE_FRAMES = 180;

  private static final int RANDOM_FRAMES = 64;

  /** Four samples are interpolated, the newest of which must be there. */
  private static final int NEAREST_FRAMES = 2;

  private final int hopFrames;
  private final int sampleRateHz;
  private final float[] line = new float[LENGTH];
  private final double[] delays = new double[MOST];
  private final double[] oldDelays = new double[MOST];
  private final int[] fades = new int[MOST];
  private final Moved[] lefts = new Moved[MOST];
  private final Moved[] rights = new Moved[MOST];
  private int written;
  private int sounding;
  private long stream;
  private boolean begun;

  UnisonReader(int hopFrames, int sampleRateHz, float smoothing) {
    this.hopFrames = hopFrames;
    this.sampleRateHz = sampleRateHz;
    for (int r = 0; r < MOST; r++) {
      lefts[r] = new Moved(smoothing);
      rights[r] = new Moved(smoothing);
    }
  }

  /**
   * Begins a note.
   *
   * @param ofStream its random numbers
   */
  void begin(long ofStream) {
    stream = ofStream;
    Arrays.fill(line, 0);
    Arrays.fill(fades, 0);
    written = 0;
    sounding = 0;
    begun = false;
  }

  /**
   * Takes a hop of the note.
   *
   * @param players 1 to {@link #MOST}
   * @param detuneCents how far the outer ones are off
   * @param spread how far they stand apart, 0 to 1
   * @param pitchHz of the audio
   * @param out where the players are heard; not touched if there is only one
   * @return whether {@code out} was written: if not, {@code audio} is all there is to hear
   */
  boolean read(
      float[] audio, int players, float detuneCents, float spread, double pitchHz, StereoHop out) {
    int from = written & MASK;
    int first = Math.min(hopFrames, LENGTH - from);
    System.arraycopy(audio, 0, line, from, first);
    System.arraycopy(audio, first, line, 0, hopFrames - first);
    written += hopFrames;
    if (players == 1 && isAlone()) {
      begun = true;
      return false;
    }
    out.clear();
    seat(players);
    int last = 0;
    for (int r = 0; r < sounding; r++) {
      float place = r < players ? place(r, players) : 0;
      double speed = Pitch.centsToRatio(detuneCents * (double) place) - 1;
      float power = r < players ? (float) (1 / Math.sqrt(players)) : 0;
      if (players == 1 && r == 0 && delays[0] != 0 && fades[0] == 0) {
        begin(0, 0);
      } else {
        move(r, speed, pitchHz);
      }
      add(
          r,
          speed,
          power * StereoPan.left(spread * place),
          power * StereoPan.right(spread * place),
          out);
      last = r < players || lefts[r].value() > 0 || rights[r].value() > 0 ? r + 1 : last;
    }
    sounding = last;
    return true;
  }

  /** Whether the first player is the note itself: on time, in the middle, and no other. */
  private boolean isAlone() {
    if (sounding == 0) {
      sounding = 1;
      delays[0] = 0;
      lefts[0].jump(1);
      rights[0].jump(1);
    }
    boolean onTime = delays[0] == 0 && fades[0] == 0;
    return sounding == 1 && onTime && lefts[0].value() == 1 && rights[0].value() == 1;
  }

  /** Lets players in: those of the first hop at once, later ones softly. */
  private void seat(int players) {
    for (int r = sounding; r < players; r++) {
      float place = place(r, players);
      fades[r] = 0;
      delays[r] =
          place == 0
              ? 0
              : NEAREST_FRAMES
                  + LATE_FRAMES * Math.max(0.3, Math.abs(place))
                  + RANDOM_FRAMES * CounterRandom.uniform(stream, r);
      float power = begun ? 0 : (float) (1 / Math.sqrt(players));
      lefts[r].jump(power);
      rights[r].jump(power);
      if (!begun) {
        lefts[r].begin();
        rights[r].begin();
      }
    }
    sounding = Math.max(sounding, players);
    begun = true;
  }

  /** From the flattest, -1, to the sharpest, 1. */
  private static float place(int reader, int players) {
    return players == 1 ? 0 : 2f * reader / (players - 1) - 1;
  }

  /** Goes over to another place, some periods away, where a reader comes too near or too far. */
  private void move(int r, double speed, double pitchHz) {
    if (fades[r] > 0) {
      return;
    }
    double period = sampleRateHz / pitchHz;
    double distance =
        period > LONGEST_PERIOD_FRAMES
            ? MOVE_FRAMES
            : Math.max(1, Math.rint(MOVE_FRAMES / period)) * period;
    double nearest = NEAREST_FRAMES + (FADE_FRAMES + hopFrames) * Math.max(0, speed);
    if (speed > 0 && delays[r] < nearest) {
      begin(r, delays[r] + distance);
    } else if (speed < 0 && delays[r] > distance + LATE_FRAMES) {
      begin(r, delays[r] - distance);
    }
  }

  private void begin(int r, double delay) {
    oldDelays[r] = delays[r];
    delays[r] = delay;
    fades[r] = FADE_FRAMES;
  }

  private void add(int r, double speed, float leftGoal, float rightGoal, StereoHop out) {
    float left = lefts[r].isBegun() ? lefts[r].value() : leftGoal;
    float right = rights[r].isBegun() ? rights[r].value() : rightGoal;
    float leftStep = (lefts[r].to(leftGoal) - left) / hopFrames;
    float rightStep = (rights[r].to(rightGoal) - right) / hopFrames;
    int begin = written - hopFrames;
    double delay = delays[r];
    double oldDelay = oldDelays[r];
    int fade = fades[r];
    for (int i = 0; i < hopFrames; i++) {
      float sample = at(begin + i, delay);
      if (fade > 0) {
        float old = fade-- / (float) FADE_FRAMES;
        sample += old * (at(begin + i, oldDelay) - sample);
        oldDelay -= speed;
      }
      delay -= speed;
      out.left[i] += sample * (left + leftStep * i);
      out.right[i] += sample * (right + rightStep * i);
    }
    delays[r] = delay;
    oldDelays[r] = oldDelay;
    fades[r] = fade;
  }

  /** The line at a fraction of a frame before {@code frame}; a cubic, a line for the newest. */
  private float at(int frame, double delay) {
    if (delay <= 1) {
      float t = (float) Math.max(0, delay);
      float newest = line[frame & MASK];
      return newest + t * (line[frame - 1 & MASK] - newest);
    }
    int whole = (int) delay;
    float t = (float) (delay - whole);
    // from x1, at the whole delay, towards the past
    float x0 = line[frame - whole + 1 & MASK];
    float x1 = line[frame - whole & MASK];
    float x2 = line[frame - whole - 1 & MASK];
    float x3 = line[frame - whole - 2 & MASK];
    float c1 = 0.5f * (x2 - x0);
    float c2 = x0 - 2.5f * x1 + 2 * x2 - 0.5f * x3;
    float c3 = 0.5f * (x3 - x0) + 1.5f * (x1 - x2);
    return ((c3 * t + c2) * t + c1) * t + x1;
  }
}
