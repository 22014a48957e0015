package ligature.voice;

import ligature.latent.CounterRandom;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.preset.Layer;
import ligature.units.Pitch;

/**
 * A slot that sounds one note: which key it is, and from where it glides there. What the key and
 * the pedals do to it is {@link NoteLife}'s, how it sounds {@link NoteSound}'s. Threads: {@code
 * [model-thread]}, no allocation after the constructor.
 */
final class Voice {

  private final int slot;
  private final int hopFrames;
  private final NoteSound sound;
  private final NoteLife life;
  private final Glide glide = new Glide();
  private final NoteMotion own = new NoteMotion();
  private final Rest rest = new Rest();

  private Layer layer;
  private int channel;
  private int key;
  private double keyHz;
  private int source;
  private long ordinal;
  private boolean parted;

  /**
   * @param smoothing the share of its way that a moved value goes in a hop
   */
  Voice(int slot, Decoder decoder, float smoothing) {
    this.slot = slot;
    hopFrames = decoder.hopFrames();
    sound = new NoteSound(decoder, smoothing);
    life = new NoteLife(sound);
  }

  /**
   * Begins a note.
   *
   * @param newLayer what it is made of
   * @param keyHz the pitch of the key, which the note keeps; its timbres are read where they were
   *     recorded at this pitch, whatever key plays it
   * @param offset the frame within the coming hop, [0, hopFrames)
   * @param ordinal the number of the note since the start: with the seed it addresses all that is
   *     random in it
   * @param varied how much it differs from the timbre as it is, 0 to 1
   * @param values of this voice, as they were set
   */
  void start(
      Layer newLayer,
      int channel,
      int key,
      double keyHz,
      float velocity,
      int offset,
      int source,
      long seed,
      long ordinal,
      float varied,
      VoiceValues values) {
    layer = newLayer;
    this.channel = channel;
    this.key = key;
    this.keyHz = keyHz;
    this.source = source;
    this.ordinal = ordinal;
    long stream = CounterRandom.stream(seed, ordinal);
    sound.start(layer, keyHz, velocity, offset, stream, varied, values);
    glide.clear();
    own.clear();
    life.setOneShot(layer.isOneShot());
    life.begin();
    rest.clear();
    parted = false;
  }

  /** Glides from another pitch; right after {@link #start}. */
  void glideFrom(double hz, double frames) {
    glide.begin(Pitch.ratioToCents(hz / keyHz), 0, frames);
  }

  /** Changes the level of the note for life; right after {@link #start}. */
  void soften(double db) {
    sound.soften(db);
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
    glide.begin(Pitch.ratioToCents(pitchHz(offset) / toHz), sound.ownFrame(offset), glideFrames);
    channel = toChannel;
    key = toKey;
    keyHz = toHz;
    source = fromSource;
    sound.moveTo(keyHz, velocity);
  }

  /** The pitch of the key or on the way to it, at a frame of the coming hop. */
  double pitchHz(int offset) {
    return keyHz * Pitch.centsToRatio(glide.centsAt(sound.ownFrame(offset)));
  }

  /** What the key and the pedals do to the note. */
  NoteLife life() {
    return life;
  }

  /** How the note sounds. */
  NoteSound sound() {
    return sound;
  }

  /** What the note is made of. */
  Layer layer() {
    return layer;
  }

  /** From now on the note's own channel moves it no more: another note may have the channel. */
  void part() {
    parted = true;
  }

  boolean isParted() {
    return parted;
  }

  /**
   * What the note's own channel does to it: to be filled anew every hop until it {@link #part}s.
   */
  NoteMotion own() {
    return own;
  }

  /** Adds what the note does by itself in the coming hop: its glide, and how it began. */
  void addTo(NoteMotion motion) {
    motion.levelDb += layer.levelDb();
    motion.pan += layer.pan();
    motion.cents += glide.meanCents(sound.nextFrame(), hopFrames);
    sound.addTo(motion);
  }

  /**
   * Writes this voice's row of the batch for the coming hop and moves on.
   *
   * @param motion all that moves the note in this hop
   * @param values of this voice
   * @param damping how fast a pedalled note fades against a released one, 0 to 1
   */
  void fillRow(HopBatch batch, int row, NoteMotion motion, VoiceValues values, float damping) {
    batch.slots[row] = slot;
    batch.fresh[row] = sound.hops() == 0;
    batch.resumed[row] = rest.isReturning();
    sound.fillRow(batch, row, keyHz, motion, values, life.isFading(), life.fading(damping));
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
    rest.shape(audio, from, hopFrames);
    if (!sound.take(audio, from)) {
      life.cut(0);
    }
    float loudest = sound.mix(pitchHz, players, detuneCents, spread, scratch, mix);
    life.endIfOver(loudest, rest.isNone());
  }

  /** Whether it is decoded. */
  Rest rest() {
    return rest;
  }

  /** Whether it sounds a note. */
  boolean isActive() {
    return life.isActive();
  }

  /** Whether the voice counts against the polyphony: a cut one is on its way out. */
  boolean isPlaying() {
    return life.isPlaying();
  }

  /** Whether the key of its note is down. */
  boolean isHeld() {
    return life.isHeld();
  }

  boolean plays(int ofChannel, int ofKey) {
    return channel == ofChannel && key == ofKey;
  }

  /** Goes on with the same timbres at other points of the pad. */
  void moveTo(Layer moved) {
    layer = moved;
    life.setOneShot(moved.isOneShot());
    sound.moveTo(moved);
  }

  boolean isOf(Layer ofLayer) {
    return sound.isOf(ofLayer);
  }

  int slot() {
    return slot;
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
    return sound.peak();
  }

  /** Hops since the onset. */
  long hops() {
    return sound.hops();
  }

  /** Whether it sounds as the pad says: hits have one timbre, and the pad is the first part's. */
  boolean isOnPad() {
    return layer.part() == 0 && layer.cornerCount() > 1 && !layer.isHit();
  }
}
