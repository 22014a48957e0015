package ligature.voice;

import ligature.units.Decibels;
import ligature.units.StereoPan;

/**
 * The loudness of one voice, frame by frame, behind the decoder: the timbre's gain, the onset, the
 * release, the cut, the level and the place between left and right.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class Amplitude {

  /**
   * A cut note fades over this many frames: 5 ms, too short to hear as a tail and too long to
   * click.
   */
  static final int CUT_FRAMES = 240;

  /** The first 0.7 ms are faded in: a decoder starts at an arbitrary point of its wave. */
  private static final int ONSET_RAMP_FRAMES = 32;

  /** A note is over when its envelope is below this. */
  private static final double END = Decibels.toFactor(-100);

  private static final int NEVER = Integer.MAX_VALUE;

  private final int hopFrames;
  private final int sampleRateHz;
  private final float smoothing;
  private float gain;
  private float gainTarget;
  private double releaseGain;
  private double releaseStep;
  private int releaseAt;
  private int cutAt;
  private int cutLeft;
  private final Smoothed left;
  private final Smoothed right;
  private double levelDb;
  private float pan;
  // the envelope at the ends of the note's last hop and of this one, and at the beginning of both
  private float envelopeBefore;
  private float envelopeFrom;
  private float envelopeTo;
  private boolean begun;
  private float peak;

  /**
   * @param smoothing the share of its way that a moved level or place goes in a hop
   */
  Amplitude(int hopFrames, int sampleRateHz, float smoothing) {
    this.hopFrames = hopFrames;
    this.sampleRateHz = sampleRateHz;
    this.smoothing = smoothing;
    left = new Smoothed();
    right = new Smoothed();
  }

  /** A channel's factor, on its way. */
  private static final class Smoothed {
    private float goal;
    private float from;
    private float to;

    void jump() {
      from = goal;
      to = goal;
    }

    void step(float share) {
      from = to;
      float rest = goal - to;
      to = Math.abs(rest) < 1e-5f ? goal : to + share * rest;
    }
  }

  /**
   * Begins a note.
   *
   * @param envelope where its envelope begins
   */
  void begin(float envelope) {
    envelopeFrom = envelope;
    envelopeTo = envelope;
    releaseGain = 1;
    releaseStep = 1;
    releaseAt = NEVER;
    cutAt = NEVER;
    peak = 0;
    begun = false;
    levelDb = Double.NaN;
  }

  /** Lets the note fade from a frame of the coming hop on. */
  void releaseFrom(int offset) {
    releaseAt = offset;
  }

  /** Fades the note out from a frame of the coming hop on. */
  void cutFrom(int offset) {
    cutAt = offset;
    cutLeft = CUT_FRAMES;
  }

  boolean isCutOver() {
    return cutLeft == 0;
  }

  boolean isFaded() {
    return releaseGain < END;
  }

  /**
   * Says where the amplitude goes in the coming hop.
   *
   * @param timbreDb the timbre's gain
   * @param noteLevelDb what moves the note against it
   * @param notePan -1 to 1
   * @param releaseDbPerSecond how fast the note fades once it is released; 0 holds it
   * @param envelope where the envelope is at the hop's end on the note's own clock
   */
  void aim(
      float timbreDb, double noteLevelDb, float notePan, float releaseDbPerSecond, float envelope) {
    envelopeBefore = envelopeFrom;
    envelopeFrom = envelopeTo;
    envelopeTo = envelope;
    gainTarget = timbreDb < -150 ? 0 : (float) Decibels.toFactor(timbreDb);
    releaseStep =
        releaseDbPerSecond == 0 ? 1 : Decibels.toFactor(-releaseDbPerSecond / sampleRateHz);
    if (noteLevelDb != levelDb || notePan != pan) {
      levelDb = noteLevelDb;
      pan = notePan;
      float level =
          levelDb <= Decibels.SILENCE_DB
              ? 0
              : levelDb == 0 ? 1 : (float) Decibels.toFactor(Math.min(24, levelDb));
      left.goal = level * StereoPan.left(pan);
      right.goal = level * StereoPan.right(pan);
    }
    if (!begun) {
      begun = true;
      gain = gainTarget;
      left.jump();
      right.jump();
    } else {
      left.step(smoothing);
      right.step(smoothing);
    }
  }

  /**
   * Gives a hop of the decoder's audio the timbre's gain and the onset.
   *
   * @param audio one hop; changed
   * @param age frames from the onset to the first of them, negative before it
   * @param delay frames of the hop that belong to the note's last one
   */
  void shape(float[] audio, long age, int delay) {
    envelop(audio, delay);
    float step = (gainTarget - gain) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      audio[i] *= gain + step * i;
      if (age + i < ONSET_RAMP_FRAMES) {
        audio[i] *= Math.max(0, age + i) / (float) ONSET_RAMP_FRAMES;
      }
    }
    gain = gainTarget;
  }

  private void envelop(float[] audio, int delay) {
    if (envelopeBefore == 1 && envelopeFrom == 1 && envelopeTo == 1) {
      return;
    }
    float before = (envelopeFrom - envelopeBefore) / hopFrames;
    float now = (envelopeTo - envelopeFrom) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      int from = i - delay; // of this hop's first frame on the note's own clock
      audio[i] *= envelopeFrom + from * (from < 0 ? before : now);
    }
  }

  /**
   * Lets a hop fade, where the note does, and adds it to the mix.
   *
   * @return the loudest frame before level and place
   */
  float mix(float[] leftAudio, float[] rightAudio, StereoHop mix) {
    boolean fades = releaseAt < hopFrames || cutAt < hopFrames;
    float loudest = fades ? fade(leftAudio, rightAudio, mix) : hold(leftAudio, rightAudio, mix);
    releaseAt = releaseAt < hopFrames ? 0 : releaseAt;
    cutAt = cutAt < hopFrames ? 0 : cutAt;
    peak = Math.max(loudest * Math.max(left.to, right.to), 0.8f * peak);
    return loudest;
  }

  private float fade(float[] leftAudio, float[] rightAudio, StereoHop mix) {
    float loudest = 0;
    float leftStep = (left.to - left.from) / hopFrames;
    float rightStep = (right.to - right.from) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      float l = leftAudio[i];
      float r = rightAudio[i];
      if (i >= releaseAt) {
        releaseGain *= releaseStep;
      }
      l *= (float) releaseGain;
      r *= (float) releaseGain;
      if (i >= cutAt) {
        cutLeft = Math.max(0, cutLeft - 1);
        l *= cutLeft / (float) CUT_FRAMES;
        r *= cutLeft / (float) CUT_FRAMES;
      }
      mix.left[i] += l * (left.from + leftStep * i);
      mix.right[i] += r * (right.from + rightStep * i);
      loudest = Math.max(loudest, Math.max(Math.abs(l), Math.abs(r)));
    }
    return loudest;
  }

  /** What {@link #fade} does to a note that is held, without its branches. */
  private float hold(float[] leftAudio, float[] rightAudio, StereoHop mix) {
    float loudest = 0;
    float held = (float) releaseGain;
    float leftFrom = left.from;
    float leftStep = (left.to - left.from) / hopFrames;
    float rightFrom = right.from;
    float rightStep = (right.to - right.from) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      float l = leftAudio[i] * held;
      float r = rightAudio[i] * held;
      mix.left[i] += l * (leftFrom + leftStep * i);
      mix.right[i] += r * (rightFrom + rightStep * i);
      loudest = Math.max(loudest, Math.max(Math.abs(l), Math.abs(r)));
    }
    return loudest;
  }

  /** The recent peak after all gains, full scale 1. */
  float peak() {
    return peak;
  }
}
