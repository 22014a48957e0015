package ligature.voice;

import ligature.latent.Blend;
import ligature.latent.CounterRandom;
import ligature.latent.TimbreReader;
import ligature.model.HopBatch;
import ligature.preset.Patch;
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
    /** The key is up, a pedal holds the note or slows its fading. */
    PEDALLED,
    /** The note fades at its timbre's own rate. */
    RELEASED,
    /** The note is being cut: stolen, or silenced. */
    CUT
  }

  /** A note that dies by itself is over when it stayed below -100 dB for 0.2 s. */
  private static final float QUIET_PEAK = 1e-5f;

  private static final int QUIET_HOPS = 75;

  /** Samples beyond this are no sound but a broken network. */
  private static final float BROKEN_PEAK = 64;

  /** A moved value this close to its goal is there. */
  private static final float ARRIVED = 1e-5f;

  private static final int LOWEST_PITCH_HZ = 8;
  private static final int HIGHEST_PITCH_HZ = 20_000;

  private final int slot;
  private final int hopFrames;
  private final int sampleRateHz;
  private final int codeHops;
  private final float smoothing;
  private final TimbreReader[] readers = new TimbreReader[Blend.CORNERS];
  private final Blend blend = new Blend();
  private final Amplitude amplitude;
  private final float[] delayed;
  private final float[] waiting;
  private final NoteMotion own = new NoteMotion();

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
  private double startDb;
  private float towardsY;
  private float noise;
  private float releaseSpeed;
  private boolean caught;
  private boolean parted;
  private int quietHops;
  private boolean endless;

  /**
   * @param smoothing the share of its way that a moved value goes in a hop
   */
  Voice(int slot, int hopFrames, int sampleRateHz, int codeHops, float smoothing) {
    this.slot = slot;
    this.hopFrames = hopFrames;
    this.sampleRateHz = sampleRateHz;
    this.codeHops = codeHops;
    this.smoothing = smoothing;
    amplitude = new Amplitude(hopFrames, sampleRateHz, smoothing);
    delayed = new float[hopFrames];
    waiting = new float[hopFrames];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new TimbreReader();
    }
  }

  /**
   * Begins a note.
   *
   * @param keyHz the pitch of the key, which the note keeps
   * @param offset the frame within the coming hop, [0, hopFrames)
   * @param ordinal the number of the note since the start: with the seed it addresses all that is
   *     random in it
   */
  void start(
      Patch patch,
      int channel,
      int key,
      double keyHz,
      float velocity,
      int offset,
      int source,
      long seed,
      long ordinal) {
    this.channel = channel;
    this.key = key;
    this.source = source;
    this.ordinal = ordinal;
    this.keyHz = keyHz;
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
    startDb = 0;
    releaseSpeed = 1;
    caught = false;
    parted = false;
    quietHops = 0;
    amplitude.begin();
    own.clear();
    java.util.Arrays.fill(waiting, 0);
  }

  /** Changes the level of the note for life; right after {@link #start}. */
  void soften(double db) {
    startDb = db;
  }

  /**
   * Lifts the key at a frame of the coming hop; a pedal may hold the note.
   *
   * @param speed how fast the note fades against its timbre's own rate
   */
  void keyUp(int offset, boolean pedalDown, float speed) {
    if (state == State.HELD) {
      releaseSpeed = speed;
      if (pedalDown || caught) {
        state = State.PEDALLED;
        amplitude.releaseFrom(offset);
      } else {
        release(offset);
      }
    }
  }

  /** Lets the note fade from a frame of the coming hop on, from the level that it has there. */
  void release(int offset) {
    if (state == State.HELD || state == State.PEDALLED) {
      state = State.RELEASED;
      amplitude.releaseFrom(offset);
    }
  }

  /** The sostenuto pedal catches the note while its key is down, or lets go of it. */
  void setCaught(boolean isCaught) {
    caught = isCaught && (state == State.HELD || caught);
  }

  boolean isCaught() {
    return caught;
  }

  /** From now on the note's own channel moves it no more: another note may have the channel. */
  void part() {
    parted = true;
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
    amplitude.cutFrom(offset);
  }

  /** Ends the note now; for a voice whose frames nobody will hear. */
  void kill() {
    state = State.IDLE;
  }

  /**
   * What the note's own channel does to it: to be filled anew every hop until it {@link #part}s.
   */
  NoteMotion own() {
    return own;
  }

  boolean isParted() {
    return parted;
  }

  /**
   * Writes this voice's row of the batch for the coming hop and moves on.
   *
   * @param motion all that moves the note in this hop
   * @param x of the pad, y likewise; a pad with two corners has no y
   * @param releaseScale the release time against the recorded one
   * @param damping how fast a pedalled note fades against a released one, 0 to 1
   */
  void fillRow(
      HopBatch batch,
      int row,
      int codeSize,
      NoteMotion motion,
      float x,
      float y,
      float releaseScale,
      float damping) {
    moveOnPad(motion, x, y);
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
    batch.networkPitchHz[row] = hz(keyHz * Pitch.centsToRatio(motion.cents));
    batch.oscillatorPitchHz[row] = hz(keyHz * Pitch.centsToRatio(motion.cents + cents));
    CounterRandom.noise(noiseStream, hops * hopFrames, batch.noise, row * hopFrames, hopFrames);
    scaleNoise(batch.noise, row * hopFrames, motion.noise);
    float pedalDamping = state == State.PEDALLED ? (caught ? 0 : damping) : 1;
    amplitude.aim(
        gainDb,
        motion.levelDb + startDb,
        Math.max(-1, Math.min(1, motion.pan)),
        releaseDb / releaseScale * releaseSpeed * pedalDamping);
    hops++;
  }

  private void moveOnPad(NoteMotion motion, float x, float y) {
    float rest = motion.towardsY - towardsY;
    boolean jump = hops == 0 || Math.abs(rest) < ARRIVED;
    towardsY = jump ? motion.towardsY : towardsY + smoothing * rest;
    blend.set(x, corners == 2 ? 0 : y + towardsY * (1 - y));
  }

  private void scaleNoise(float[] samples, int from, float beyond) {
    float before = hops == 0 ? beyond : noise;
    boolean jump = hops == 0 || Math.abs(beyond - noise) < ARRIVED;
    noise = jump ? beyond : noise + smoothing * (beyond - noise);
    if (before == 0 && noise == 0) {
      return;
    }
    float step = (noise - before) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      samples[from + i] *= 1 + before + step * i;
    }
  }

  private static float hz(double pitch) {
    return (float) Math.max(LOWEST_PITCH_HZ, Math.min(HIGHEST_PITCH_HZ, pitch));
  }

  /**
   * Adds the decoded hop of {@code audio[from, from + hopFrames)} to the mix, shaped; ends the note
   * where it is over.
   */
  void mix(float[] audio, int from, StereoHop mix) {
    delay(audio, from);
    float loudest = amplitude.mix(delayed, (hops - 1) * hopFrames - onsetOffset, mix);
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
    boolean fades = state == State.RELEASED || state == State.PEDALLED;
    boolean wasCut = state == State.CUT && amplitude.isCutOver();
    if (fades && amplitude.isFaded() || wasCut || quietHops > QUIET_HOPS) {
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
    return amplitude.peak();
  }

  /** Hops since the onset. */
  long hops() {
    return hops;
  }
}
