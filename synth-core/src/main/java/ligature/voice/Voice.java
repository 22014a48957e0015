package ligature.voice;

import ligature.latent.CounterRandom;
import ligature.model.Decoder;
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

  /** A note that moves to another key has its timbre there after this time. */
  private static final double ZONE_FADE_SECONDS = 0.03;

  private static final int NOBODY = -1;

  private static final int LOWEST_PITCH_HZ = 8;
  private static final int HIGHEST_PITCH_HZ = 20_000;

  private final int slot;
  private final int hopFrames;
  private final int zoneFadeHops;
  private final NoteTimbre timbre;
  private final NoteNoise noise;
  private final OnsetDelay onset;
  private final Amplitude amplitude;
  private final UnisonReader unison;
  private final Variation variation;
  private final Glide glide = new Glide();
  private final NoteMotion own = new NoteMotion();

  private State state = State.IDLE;
  private int channel;
  private int key;
  private double keyHz;
  private int source;
  private long ordinal;
  private long hops;
  private double startDb;
  private float releaseSpeed;
  private int caughtBy = NOBODY;
  private boolean parted;
  private int quietHops;

  /**
   * @param smoothing the share of its way that a moved value goes in a hop
   */
  Voice(int slot, Decoder decoder, float smoothing) {
    this.slot = slot;
    hopFrames = decoder.hopFrames();
    int sampleRateHz = decoder.sampleRateHz();
    double hopSeconds = (double) hopFrames / sampleRateHz;
    zoneFadeHops = Math.max(1, (int) (ZONE_FADE_SECONDS * sampleRateHz / hopFrames));
    timbre = new NoteTimbre(decoder.codeHops(), hopSeconds, smoothing);
    noise = new NoteNoise(smoothing);
    onset = new OnsetDelay(hopFrames);
    amplitude = new Amplitude(hopFrames, sampleRateHz, smoothing);
    unison = new UnisonReader(hopFrames, sampleRateHz, smoothing);
    variation = new Variation(decoder.codeSize(), hopSeconds);
  }

  /**
   * Begins a note.
   *
   * @param keyHz the pitch of the key, which the note keeps; its timbres are read where they were
   *     recorded at this pitch, whatever key plays it
   * @param offset the frame within the coming hop, [0, hopFrames)
   * @param ordinal the number of the note since the start: with the seed it addresses all that is
   *     random in it
   * @param varied how much it differs from the timbre as it is, 0 to 1
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
      long ordinal,
      float varied) {
    this.channel = channel;
    this.key = key;
    this.keyHz = keyHz;
    this.source = source;
    this.ordinal = ordinal;
    long stream = CounterRandom.stream(seed, ordinal);
    variation.draw(stream, varied);
    timbre.start(patch, recordedKey(keyHz), variation.velocity(velocity), stream);
    noise.start(stream);
    onset.begin(offset);
    amplitude.begin();
    unison.begin(CounterRandom.stream(stream, 65));
    glide.clear();
    own.clear();
    state = State.HELD;
    hops = 0;
    startDb = variation.levelDb();
    releaseSpeed = 1;
    caughtBy = NOBODY;
    parted = false;
    quietHops = 0;
  }

  /** Glides from another pitch; right after {@link #start}. */
  void glideFrom(double hz, double frames) {
    glide.begin(Pitch.ratioToCents(hz / keyHz), 0, frames);
  }

  /** Changes the level of the note for life; right after {@link #start}. */
  void soften(double db) {
    startDb += db;
  }

  /**
   * Moves the note to another key without a new attack: phase and network go on, the zones
   * cross-fade, the pitch glides or steps. The step is as exact as hops allow: the first one has
   * the mean of both pitches.
   *
   * @param glideFrames how long the pitch takes; 0 for a step
   */
  void moveTo(
      int toChannel,
      int toKey,
      double toHz,
      float velocity,
      int fromSource,
      int offset,
      double glideFrames) {
    glide.begin(Pitch.ratioToCents(pitchHz(offset) / toHz), ownFrame(offset), glideFrames);
    channel = toChannel;
    key = toKey;
    keyHz = toHz;
    source = fromSource;
    timbre.moveTo(recordedKey(keyHz), velocity, zoneFadeHops);
  }

  private static int recordedKey(double hz) {
    return (int) Math.round(Math.max(0, Math.min(127, Pitch.hzToKey(hz))));
  }

  /** The frame of this note's own clock that is heard at a frame of the coming hop, or the next. */
  private long ownFrame(int offset) {
    return hops * hopFrames + Math.max(0, offset - onset.frames());
  }

  /** The pitch of the key or on the way to it, at a frame of the coming hop. */
  double pitchHz(int offset) {
    return keyHz * Pitch.centsToRatio(glide.centsAt(ownFrame(offset)));
  }

  /**
   * Lifts the key at a frame of the coming hop; a pedal may hold the note.
   *
   * @param speed how fast the note fades against its timbre's own rate
   */
  void keyUp(int offset, boolean pedalDown, float speed) {
    if (state == State.HELD) {
      releaseSpeed = speed;
      if (pedalDown || isCaught()) {
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

  /** The sostenuto pedal of a channel catches the note, if its key is down. */
  void catchBy(int pedalChannel) {
    if (state == State.HELD && !isCaught()) {
      caughtBy = pedalChannel;
    }
  }

  /** The sostenuto pedal that caught the note lets go of it. */
  void letGo() {
    caughtBy = NOBODY;
  }

  /** The channel whose sostenuto pedal holds the note; -1 if none does. */
  int caughtBy() {
    return caughtBy;
  }

  boolean isCaught() {
    return caughtBy != NOBODY;
  }

  /** From now on the note's own channel moves it no more: another note may have the channel. */
  void part() {
    parted = true;
  }

  boolean isParted() {
    return parted;
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

  /** Adds what the note does by itself in the coming hop: its glide, and how it began. */
  void addTo(NoteMotion motion) {
    motion.cents += glide.meanCents(hops * hopFrames, hopFrames);
    motion.levelDb += startDb;
    motion.noise += variation.noise(hops);
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
    batch.slots[row] = slot;
    batch.fresh[row] = hops == 0;
    boolean released = state == State.RELEASED || state == State.CUT;
    timbre.read(x, y, motion.towardsY, released, batch.codes, row * codeSize, codeSize);
    variation.addTo(batch.codes, row * codeSize);
    batch.networkPitchHz[row] = hz(keyHz * Pitch.centsToRatio(motion.cents));
    batch.oscillatorPitchHz[row] = hz(keyHz * Pitch.centsToRatio(motion.cents + timbre.cents()));
    noise.write(hops * hopFrames, motion.noise, batch.noise, row * hopFrames, hopFrames);
    float pedalDamping = state == State.PEDALLED ? (isCaught() ? 0 : damping) : 1;
    amplitude.aim(
        timbre.gainDb(),
        motion.levelDb,
        Math.max(-1, Math.min(1, motion.pan)),
        timbre.releaseDbPerSecond() / releaseScale * releaseSpeed * pedalDamping);
    hops++;
  }

  private static float hz(double pitch) {
    return (float) Math.max(LOWEST_PITCH_HZ, Math.min(HIGHEST_PITCH_HZ, pitch));
  }

  /**
   * Adds the decoded hop of {@code audio[from, from + hopFrames)} to the mix, shaped; ends the note
   * where it is over.
   *
   * @param pitchHz of the audio
   * @param players of a unison, with their detune and spread
   * @param scratch room for a hop
   */
  void mix(
      float[] audio,
      int from,
      double pitchHz,
      int players,
      float detuneCents,
      float spread,
      StereoHop scratch,
      StereoHop mix) {
    if (!onset.take(audio, from)) {
      cut(0);
    }
    float[] heard = onset.delayed();
    amplitude.shape(heard, (hops - 1) * hopFrames - onset.frames());
    boolean several = unison.read(heard, players, detuneCents, spread, pitchHz, scratch);
    float loudest =
        several
            ? amplitude.mix(scratch.left, scratch.right, mix)
            : amplitude.mix(heard, heard, mix);
    endIfOver(loudest);
  }

  private void endIfOver(float loudest) {
    boolean maySilence = state == State.RELEASED || !timbre.isEndless();
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

  boolean isOf(Patch patch) {
    return timbre.isOf(patch);
  }

  int channel() {
    return channel;
  }

  int key() {
    return key;
  }

  double keyHz() {
    return keyHz;
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
