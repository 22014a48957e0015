package ligature.voice;

import ligature.latent.Blend;
import ligature.latent.CounterRandom;
import ligature.model.Colour;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.parameter.Parameter;
import ligature.preset.Layer;
import ligature.units.Decibels;
import ligature.units.Pitch;

/**
 * The sound of one note, hop by hop: {@link #fillRow} says what to decode, {@link #take} and {@link
 * #mix} shape what came out.
 *
 * <p>A note that begins in the middle of a hop is decoded from the hop's beginning and delayed by
 * its onset offset for life, so that notes begin on their exact frame while all voices are decoded
 * together. Everything that changes the amplitude acts per sample after the decoder. Threads:
 * {@code [model-thread]}, no allocation after the constructor.
 */
final class NoteSound {

  /** A note that moves to another key has its timbre there after this time. */
  private static final double ZONE_FADE_SECONDS = 0.03;

  private static final double LOWEST_LEARNED_HZ = 27.5;
  private static final double HIGHEST_LEARNED_HZ = 4186;
  private static final float FADE_DB = 60;

  /** That of the highest strings of a piano. */
  private static final float MOST_INHARMONICITY = 0.01f;

  private static final int LOWEST_PITCH_HZ = 8;
  private static final int HIGHEST_PITCH_HZ = 20_000;

  private final int hopFrames;
  private final int codeSize;
  private final int zoneFadeHops;
  private final NoteTimbre timbre;
  private final NoteNoise noise;
  private final OnsetDelay onset;
  private final Amplitude amplitude;
  private final UnisonReader unison;
  private final Variation variation;
  private final Vibrato vibrato;
  private final Adsr envelope;
  private final VoiceFilter filter;
  private boolean fades;
  private long hops;
  private double startDb;

  /**
   * @param smoothing the share of its way that a moved value goes in a hop
   */
  NoteSound(Decoder decoder, float smoothing) {
    hopFrames = decoder.hopFrames();
    codeSize = decoder.codeSize();
    int sampleRateHz = decoder.sampleRateHz();
    double hopSeconds = (double) hopFrames / sampleRateHz;
    zoneFadeHops = Math.max(1, (int) (ZONE_FADE_SECONDS * sampleRateHz / hopFrames));
    timbre = new NoteTimbre(decoder.codeHops(), codeSize, hopSeconds, smoothing);
    noise = new NoteNoise(smoothing);
    onset = new OnsetDelay(hopFrames);
    amplitude = new Amplitude(hopFrames, sampleRateHz, smoothing);
    unison = new UnisonReader(hopFrames, sampleRateHz, smoothing);
    variation = new Variation(codeSize, hopSeconds);
    vibrato = new Vibrato(hopSeconds);
    envelope = new Adsr(hopSeconds);
    filter = new VoiceFilter(hopFrames, sampleRateHz);
  }

  /**
   * Begins.
   *
   * @param keyHz the timbres are read where they were recorded at this pitch, whatever key plays it
   * @param offset the frame within the coming hop, [0, hopFrames)
   * @param stream the note's random numbers
   * @param varied how much it differs from the timbre as it is, 0 to 1
   * @param values of the voice, as they were set
   */
  void start(
      Layer layer,
      double keyHz,
      float velocity,
      int offset,
      long stream,
      float varied,
      VoiceValues values) {
    variation.draw(stream, varied);
    timbre.start(layer, recordedKey(keyHz), variation.velocity(velocity), stream, values);
    noise.start(stream);
    onset.begin(offset);
    filter.begin(velocity, values);
    envelope.begin(values.value(Parameter.ATTACK));
    amplitude.begin(envelope.value());
    vibrato.begin(CounterRandom.stream(stream, 66));
    unison.begin(CounterRandom.stream(stream, 65));
    hops = 0;
    startDb = variation.levelDb();
  }

  /** Changes the level of the note for life; right after {@link #start}. */
  void soften(double db) {
    startDb += db;
  }

  /** Goes on as another key: phase and network stay, the zones cross-fade. */
  void moveTo(double keyHz, float velocity) {
    timbre.moveTo(recordedKey(keyHz), velocity, zoneFadeHops);
  }

  private static int recordedKey(double hz) {
    return (int) Math.round(Math.max(0, Math.min(127, Pitch.hzToKey(hz))));
  }

  /** Goes on with the same timbres at other points of the pad. */
  void moveTo(Layer moved) {
    timbre.moveTo(moved);
  }

  boolean isOf(Layer layer) {
    return timbre.isOf(layer);
  }

  /** Hops since the onset. */
  long hops() {
    return hops;
  }

  /** The frame of this note's own clock that is heard at a frame of the coming hop, or the next. */
  long ownFrame(int offset) {
    return hops * hopFrames + Math.max(0, offset - onset.frames());
  }

  /** The first frame of the coming hop on the note's own clock. */
  long nextFrame() {
    return hops * hopFrames;
  }

  /** Lets the note fade from a frame of the coming hop on. */
  void releaseFrom(int offset) {
    amplitude.releaseFrom(offset);
  }

  /** Fades the note out from a frame of the coming hop on. */
  void cutFrom(int offset) {
    amplitude.cutFrom(offset);
  }

  /** Adds how the note began: softer, or with more noise. */
  void addTo(NoteMotion motion) {
    motion.levelDb += startDb;
    motion.noise += variation.noise(hops);
  }

  /**
   * Writes a row of the batch for the coming hop, but for slot and freshness, and moves on.
   *
   * @param keyHz the pitch that {@code motion} moves
   * @param values of the voice
   * @param released whether its key is up for good
   * @param fading how fast it fades against that: 0 is held
   */
  void fillRow(
      HopBatch batch,
      int row,
      double keyHz,
      NoteMotion motion,
      VoiceValues values,
      boolean released,
      float fading) {
    timbre.read(hops, values, motion.towardsY, released, batch.codes, row * codeSize, codeSize);
    variation.addTo(batch.codes, row * codeSize);
    batch.networkPitchHz[row] = told(keyHz, motion.cents, values.value(Parameter.SIZE));
    filter.aim(values, Pitch.hzToKey(keyHz) + motion.cents / 100, released);
    double cents = timbre.cents() * (values.value(Parameter.DRIFT) / 100) + vibrato.next(values);
    batch.oscillatorPitchHz[row] = hz(keyHz * Pitch.centsToRatio(motion.cents + cents));
    writeColour(values, batch.colours, row * Colour.SIZE);
    noise.write(
        hops * hopFrames,
        motion.noise + air(values, motion.noise),
        batch.noise,
        row * hopFrames,
        hopFrames);
    amplitude.aim(
        timbre.gainDb(),
        motion.levelDb,
        Math.max(-1, Math.min(1, motion.pan)),
        fadeDbPerSecond(values) * fading,
        nextEnvelope(values, released));
    hops++;
  }

  private static void writeColour(VoiceValues values, float[] colours, int at) {
    colours[at + Colour.TILT] = values.value(Parameter.TILT);
    colours[at + Colour.ODD_EVEN] = values.value(Parameter.ODD_EVEN);
    float stretch = values.value(Parameter.STRETCH) / 100;
    colours[at + Colour.STRETCH] = MOST_INHARMONICITY * stretch * stretch;
  }

  /** What the air adds to the noise, which is 1 and {@code more}, as a factor. */
  private static float air(VoiceValues values, float more) {
    float db = values.value(Parameter.AIR);
    if (db == 0) {
      return 0;
    }
    float factor = db <= Parameter.AIR.min() ? 0 : (float) Decibels.toFactor(db);
    return (1 + more) * (factor - 1);
  }

  /** The pitch that the network is told; a size takes it no further than it has learned. */
  private static float told(double keyHz, double cents, float size) {
    double hz = keyHz * Pitch.centsToRatio(cents);
    if (size == 0) {
      return hz(hz);
    }
    double moved = hz * Pitch.centsToRatio(100.0 * size);
    double lowest = Math.min(hz, LOWEST_LEARNED_HZ);
    return hz(Math.max(lowest, Math.min(Math.max(hz, HIGHEST_LEARNED_HZ), moved)));
  }

  private float fadeDbPerSecond(VoiceValues values) {
    float recorded = timbre.releaseDbPerSecond() / values.value(Parameter.RELEASE);
    float contour = values.value(Parameter.CONTOUR) / 100;
    return contour == 1
        ? recorded
        : contour * recorded + (1 - contour) * FADE_DB / values.value(Parameter.FADE);
  }

  /** A released note stays where its envelope was and fades from there. */
  private float nextEnvelope(VoiceValues values, boolean released) {
    float sustain = values.value(Parameter.SUSTAIN);
    fades = sustain == 0;
    return released
        ? envelope.value()
        : envelope.hold(values.value(Parameter.ATTACK), values.value(Parameter.DECAY), sustain);
  }

  private static float hz(double pitch) {
    return (float) Math.max(LOWEST_PITCH_HZ, Math.min(HIGHEST_PITCH_HZ, pitch));
  }

  /**
   * Takes the decoded hop at {@code audio[from, from + hopFrames)}, and filters it there.
   *
   * @return false if it is no sound but a broken network
   */
  boolean take(float[] audio, int from) {
    timbre.take(audio, from, hopFrames);
    filter.process(audio, from);
    return onset.take(audio, from);
  }

  /**
   * Adds the hop that was taken to the mix, shaped.
   *
   * @param pitchHz of the audio
   * @param players of a unison, with their detune and spread
   * @param scratch room for a hop
   * @return the loudest frame before level and place
   */
  float mix(
      double pitchHz,
      int players,
      float detuneCents,
      float spread,
      StereoHop scratch,
      StereoHop mix) {
    float[] heard = onset.delayed();
    amplitude.shape(heard, (hops - 1) * hopFrames - onset.frames(), onset.frames());
    return unison.read(heard, players, detuneCents, spread, pitchHz, scratch)
        ? amplitude.mix(scratch.left, scratch.right, mix)
        : amplitude.mix(heard, heard, mix);
  }

  /** Whether the note has no end of its own. */
  boolean isEndless() {
    return timbre.isEndless() && !fades;
  }

  /** Whether time stands in it. */
  boolean isStill() {
    return timbre.isStill();
  }

  /** Whether its timbres have come to their ends. */
  boolean isRead() {
    return timbre.isRead();
  }

  /** Whether its release is over. */
  boolean isFaded() {
    return amplitude.isFaded();
  }

  /** Whether its cut is over. */
  boolean isCutOver() {
    return amplitude.isCutOver();
  }

  /** The recent peak after all gains, full scale 1. */
  float peak() {
    return amplitude.peak();
  }

  /** Where it is on the pad, as weights of the pad's four corners. */
  void atCorners(Blend out) {
    timbre.atCorners(out);
  }

  /** The point of the pad whose blend it has, in [0, 1]. */
  float padX() {
    return timbre.padX();
  }

  float padY() {
    return timbre.padY();
  }

  /** Where the first of its timbres is read, in [0, 1]. */
  float position() {
    return timbre.position();
  }
}
