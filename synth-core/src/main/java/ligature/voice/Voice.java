package ligature.voice;

import ligature.latent.Blend;
import ligature.latent.CounterRandom;
import ligature.latent.TimbreReader;
import ligature.model.HopBatch;
import ligature.preset.Patch;
import ligature.units.Decibels;
import ligature.units.Pitch;

/**
 * A slot that sounds one note, hop by hop: {@link #fillRow} says what to decode, {@link #mix}
 * shapes what came out.
 *
 * <p>A note that begins in the middle of a hop is decoded from the hop's beginning and delayed by
 * its onset offset for life, so that notes begin on their exact frame while all voices are decoded
 * together. Everything that changes the amplitude acts per sample after the decoder. Threads:
 * {@code [model-thread]}, no allocation.
 */
final class Voice {

  /** What a voice is doing. */
  enum State {
    IDLE,
    /** The key is down. */
    HELD,
    /** The key is up, the pedal holds the note. */
    PEDALLED,
    /** The note fades at its timbre's own rate. */
    RELEASED,
    /** The note is being cut: stolen, or silenced. */
    CUT
  }

  /**
   * A cut note fades over this many frames: 5 ms, too short to hear as a tail and too long to
   * click.
   */
  static final int CUT_FRAMES = 240;

  /** The first 0.7 ms are faded in: a decoder starts at an arbitrary point of its wave. */
  private static final int ONSET_RAMP_FRAMES = 32;

  /** A note is over when its envelope is below this. */
  private static final float END_DB = -100;

  /** A note that dies by itself is over when it stayed below -100 dB for 0.2 s. */
  private static final float QUIET_PEAK = 1e-5f;

  private static final int QUIET_HOPS = 75;

  /** Samples beyond this are no sound but a broken network. */
  private static final float BROKEN_PEAK = 64;

  private final int slot;
  private final int hopFrames;
  private final int sampleRateHz;
  private final int codeHops;
  private final TimbreReader[] readers = new TimbreReader[Blend.CORNERS];
  private final float[] delayed;
  private final float[] waiting;

  private State state = State.IDLE;
  private int channel;
  private int key;
  private int source;
  private long ordinal;
  private int corners;
  private double keyHz;
  private long noiseStream;
  private long hops;
  private int onsetOffset;
  private float gain;
  private float gainTarget;
  private double releaseGain;
  private double releaseStep;
  private int releaseAt;
  private int cutAt;
  private int cutLeft;
  private int quietHops;
  private boolean endless;
  private float peak;

  Voice(int slot, int hopFrames, int sampleRateHz, int codeHops) {
    this.slot = slot;
    this.hopFrames = hopFrames;
    this.sampleRateHz = sampleRateHz;
    this.codeHops = codeHops;
    delayed = new float[hopFrames];
    waiting = new float[hopFrames];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new TimbreReader();
    }
  }

  /**
   * Begins a note.
   *
   * @param offset the frame within the coming hop, [0, hopFrames)
   * @param ordinal the number of the note since the start: with the seed it addresses all that is
   *     random in it
   */
  void start(
      Patch patch,
      int channel,
      int key,
      float velocity,
      int offset,
      int source,
      long seed,
      long ordinal) {
    this.channel = channel;
    this.key = key;
    this.source = source;
    this.ordinal = ordinal;
    keyHz = Pitch.keyToHz(key);
    corners = patch.cornerCount();
    long stream = CounterRandom.stream(seed, ordinal);
    noiseStream = CounterRandom.stream(stream, 0);
    for (int c = 0; c < corners; c++) {
      readers[c].start(
          patch.corner(c),
          key,
          velocity * 127,
          codeHops,
          (double) hopFrames / sampleRateHz,
          CounterRandom.stream(stream, 1 + c));
    }
    state = State.HELD;
    hops = 0;
    onsetOffset = offset;
    releaseGain = 1;
    releaseStep = 1;
    releaseAt = Integer.MAX_VALUE;
    cutAt = Integer.MAX_VALUE;
    quietHops = 0;
    peak = 0;
    java.util.Arrays.fill(waiting, 0);
  }

  /** Lifts the key at a frame of the coming hop; the pedal may hold the note. */
  void keyUp(int offset, boolean pedalDown) {
    if (state == State.HELD) {
      if (pedalDown) {
        state = State.PEDALLED;
      } else {
        release(offset);
      }
    }
  }

  /** Lets the note fade from a frame of the coming hop on, from the level that it has there. */
  void release(int offset) {
    if (state == State.HELD || state == State.PEDALLED) {
      state = State.RELEASED;
      releaseAt = offset;
    }
  }

  /** Cuts the note from a frame of the coming hop on. One that was never heard ends at once. */
  void cut(int offset) {
    if (state == State.IDLE || state == State.CUT) {
      return;
    }
    if (hops == 0) {
      state = State.IDLE;
      return;
    }
    state = State.CUT;
    cutAt = offset;
    cutLeft = CUT_FRAMES;
  }

  /** Ends the note now; for a voice whose frames nobody will hear. */
  void kill() {
    state = State.IDLE;
  }

  /**
   * Writes this voice's row of the batch for the coming hop and moves on.
   *
   * @param two the weights of a pad with two corners, {@code four} of one with four
   * @param releaseScale the release time against the recorded one
   */
  void fillRow(
      HopBatch batch,
      int row,
      int codeSize,
      Blend two,
      Blend four,
      double bendCents,
      float releaseScale) {
    Blend blend = corners == 2 ? two : four;
    batch.slots[row] = slot;
    batch.fresh[row] = hops == 0;
    int code = row * codeSize;
    java.util.Arrays.fill(batch.codes, code, code + codeSize, 0);
    float cents = 0;
    float gainDb = 0;
    float releaseDb = 0;
    endless = false;
    boolean released = state == State.RELEASED || state == State.CUT;
    for (int c = 0; c < corners; c++) {
      TimbreReader reader = readers[c];
      float weight = blend.weight(c);
      if (weight > 0) {
        reader.addCode(weight, batch.codes, code);
        cents += weight * reader.cents();
        gainDb += weight * reader.gainDb();
        releaseDb += weight * reader.releaseDbPerSecond();
        endless |= reader.sustains();
      }
      reader.advance(released);
    }
    batch.networkPitchHz[row] = hz(keyHz * Pitch.centsToRatio(bendCents));
    batch.oscillatorPitchHz[row] = hz(keyHz * Pitch.centsToRatio(bendCents + cents));
    CounterRandom.noise(noiseStream, hops * hopFrames, batch.noise, row * hopFrames, hopFrames);
    gainTarget = gainDb < -150 ? 0 : (float) Decibels.toFactor(gainDb);
    if (hops == 0) {
      gain = gainTarget;
    }
    releaseStep = Decibels.toFactor(-releaseDb / releaseScale / sampleRateHz);
    hops++;
  }

  private static float hz(double pitch) {
    return (float) Math.max(8, Math.min(20_000, pitch));
  }

  /**
   * Adds the decoded hop of {@code audio[from, from + hopFrames)} to the mix, shaped; ends the note
   * where it is over.
   */
  void mix(float[] audio, int from, float[] mix) {
    delay(audio, from);
    float loudest = 0;
    float step = (gainTarget - gain) / hopFrames;
    long age = (hops - 1) * hopFrames - onsetOffset;
    for (int i = 0; i < hopFrames; i++) {
      float sample = delayed[i] * (gain + step * i);
      if (age + i < ONSET_RAMP_FRAMES) {
        sample *= Math.max(0, age + i) / (float) ONSET_RAMP_FRAMES;
      }
      if (i >= releaseAt) {
        releaseGain *= releaseStep;
      }
      sample *= (float) releaseGain;
      if (i >= cutAt) {
        cutLeft = Math.max(0, cutLeft - 1);
        sample *= cutLeft / (float) CUT_FRAMES;
      }
      mix[i] += sample;
      loudest = Math.max(loudest, Math.abs(sample));
    }
    gain = gainTarget;
    peak = Math.max(loudest, 0.8f * peak);
    releaseAt = state == State.RELEASED || releaseAt < hopFrames ? 0 : releaseAt;
    cutAt = state == State.CUT ? 0 : cutAt;
    endIfOver(loudest);
  }

  /**
   * Shifts by the onset offset: the end of each hop waits for the next. A broken network's hop is
   * dropped whole.
   */
  private void delay(float[] audio, int from) {
    boolean broken = false;
    for (int i = 0; i < hopFrames; i++) {
      broken |= !(Math.abs(audio[from + i]) < BROKEN_PEAK);
    }
    System.arraycopy(waiting, 0, delayed, 0, onsetOffset);
    if (broken) {
      java.util.Arrays.fill(delayed, onsetOffset, hopFrames, 0);
      java.util.Arrays.fill(waiting, 0);
      cut(0);
      return;
    }
    System.arraycopy(audio, from, delayed, onsetOffset, hopFrames - onsetOffset);
    System.arraycopy(audio, from + hopFrames - onsetOffset, waiting, 0, onsetOffset);
  }

  private void endIfOver(float loudest) {
    boolean maySilence = state == State.RELEASED || !endless;
    quietHops = maySilence && loudest < QUIET_PEAK && hops > 2 * QUIET_HOPS ? quietHops + 1 : 0;
    boolean faded = state == State.RELEASED && releaseGain < Decibels.toFactor(END_DB);
    boolean wasCut = state == State.CUT && cutLeft == 0;
    if (faded || wasCut || quietHops > QUIET_HOPS) {
      state = State.IDLE;
    }
  }

  State state() {
    return state;
  }

  boolean isActive() {
    return state != State.IDLE;
  }

  /** Whether the voice counts against the polyphony: a cut one is on its way out. */
  boolean isPlaying() {
    return state != State.IDLE && state != State.CUT;
  }

  boolean plays(int ofChannel, int ofKey) {
    return channel == ofChannel && key == ofKey;
  }

  int channel() {
    return channel;
  }

  int key() {
    return key;
  }

  int source() {
    return source;
  }

  long ordinal() {
    return ordinal;
  }

  /** The recent peak after all gains, full scale 1: what would be missed if it were stolen. */
  float peak() {
    return peak;
  }

  /** Hops since the onset. */
  long hops() {
    return hops;
  }
}
