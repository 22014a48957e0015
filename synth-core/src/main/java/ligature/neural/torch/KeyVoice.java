package ligature.neural.torch;

import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;

/**
 * One note of a model that is played from the keys: the recordings' latents, blended and decoded by
 * an instance of the model that is this voice's alone, read at the speed that gives its pitch.
 *
 * <p>There is no method with which a model forgets. So a note begins with a chunk that nobody
 * hears, in which the model settles on the note's first step.
 *
 * <p>Threads: one at a time.
 */
final class KeyVoice implements AutoCloseable {

  private static final double FADE_SECONDS = 0.005;

  /** In which a weight goes most of its way. */
  private static final double PAD_SECONDS = 0.015;

  private final NnCodec codec;
  private final KeyTrajectory trajectory;
  private final TorchModule module;
  private final TorchModule.Input latents;
  private final Varispeed reader;
  private final KeyEnvelope envelope;
  private final double rateRatio;
  private final float[] block;
  private final float[] frame = new float[2];
  private final float[] fadeLeft;
  private final float[] fadeRight;
  private int fadeAt;
  private double step;
  private float gain;
  private float blockGain;
  private boolean begins;
  private int channel;
  private int key;
  private boolean down;
  private float velocity;
  private float playedKey;
  private int octaves;
  private long ordinal;

  /**
   * Loads an instance of the model.
   *
   * @param tracks two or four
   * @param rateHz of what is heard
   */
  KeyVoice(TorchFile source, NnCodec codec, List<LatentTrack> tracks, int rateHz) {
    this.codec = codec;
    trajectory = new KeyTrajectory(tracks, codec.size());
    module = TorchModule.load(source);
    latents = module.new Input(1, codec.size(), codec.chunkSteps());
    rateRatio = (double) codec.rateHz() / rateHz;
    double mostStep = rateRatio * ratio(KeyParameters.MOST_SEMITONES);
    reader = new Varispeed(codec.decode().outs(), codec.chunkFrames(), mostStep);
    envelope = new KeyEnvelope(rateHz);
    block = new float[codec.decode().outs() * codec.chunkFrames()];
    fadeLeft = new float[(int) (FADE_SECONDS * rateHz)];
    fadeRight = new float[fadeLeft.length];
    fadeAt = fadeLeft.length;
  }

  private static double ratio(double semitones) {
    return Math.pow(2, semitones / 12);
  }

  /** Decodes what nobody hears: after that all calls take the same time. */
  void warmUp() {
    settle();
    settle();
  }

  boolean isPlaying() {
    return !envelope.isOver();
  }

  /** Whether it is this key of this channel that holds it. */
  boolean isHeldBy(int atChannel, int byKey) {
    return isDown(atChannel) && key == byKey;
  }

  boolean isOn(int ofChannel) {
    return isPlaying() && channel == ofChannel;
  }

  /** Whether its key is down. */
  boolean isDown(int ofChannel) {
    return isOn(ofChannel) && down;
  }

  boolean isReleased() {
    return envelope.isReleased();
  }

  int channel() {
    return channel;
  }

  long ordinal() {
    return ordinal;
  }

  /**
   * Begins a note.
   *
   * @param semitones by which the key differs from equal temperament
   * @param number of the note since the start
   * @param pad the weights of the corners
   */
  void begin(
      int ofChannel, int ofKey, float semitones, float ofVelocity, long number, float[] pad) {
    channel = ofChannel;
    key = ofKey;
    playedKey = ofKey + semitones;
    velocity = ofVelocity;
    ordinal = number;
    down = true;
    begins = true;
    trajectory.begin(pad);
    octaves = 0;
    while (playedKey - trajectory.key() + 12 * octaves > KeyParameters.MOST_SEMITONES) {
      octaves--;
    }
    while (playedKey - trajectory.key() + 12 * octaves < -KeyParameters.MOST_SEMITONES) {
      octaves++;
    }
    reader.reset();
    settle();
    envelope.begin();
  }

  /** Its key came up, but a pedal may hold it. */
  void keyUp() {
    down = false;
  }

  void lift() {
    down = false;
    envelope.lift();
  }

  /** Ends it within 5 ms from the next frame on; it can begin another note at once. */
  void fade(KeyParameters turned, float[] pad, float bend) {
    Arrays.fill(fadeLeft, 0);
    Arrays.fill(fadeRight, 0);
    play(fadeLeft, fadeRight, 0, fadeLeft.length, turned, pad, bend);
    for (int i = 0; i < fadeLeft.length; i++) {
      float share = 1 - (i + 1f) / fadeLeft.length;
      fadeLeft[i] *= share;
      fadeRight[i] *= share;
    }
    fadeAt = 0;
    down = false;
    envelope.end();
  }

  /**
   * Adds itself to {@code left[from, to)} and {@code right[from, to)}.
   *
   * @param pad the weights of the four corners, which sum to 1
   * @param bend of its channel, in [-1, 1]
   */
  void render(
      float[] left,
      float[] right,
      int from,
      int to,
      KeyParameters turned,
      float[] pad,
      float bend) {
    for (int i = from; i < to && fadeAt < fadeLeft.length; i++, fadeAt++) {
      left[i] += fadeLeft[fadeAt];
      right[i] += fadeRight[fadeAt];
    }
    play(left, right, from, to, turned, pad, bend);
  }

  private void play(
      float[] left,
      float[] right,
      int from,
      int to,
      KeyParameters turned,
      float[] pad,
      float bend) {
    if (envelope.isOver() || from == to) {
      return;
    }
    envelope.follow(turned);
    double stepEnd = rateRatio * ratio(semitones(turned, bend));
    float gainEnd = turned.gain(velocity);
    if (begins) {
      step = stepEnd;
      gain = gainEnd;
      begins = false;
    }
    double stepRise = (stepEnd - step) / (to - from);
    float gainRise = (gainEnd - gain) / (to - from);
    for (int i = from; i < to && !envelope.isOver(); i++) {
      step += stepRise;
      gain += gainRise;
      while (!reader.isReady(step)) {
        decode(turned, pad);
      }
      reader.read(step, frame);
      float level = gain * envelope.next();
      left[i] += level * frame[0];
      right[i] += level * frame[codec.decode().outs() - 1];
    }
    step = stepEnd;
    gain = gainEnd;
  }

  private double semitones(KeyParameters turned, float bend) {
    double moved = turned.tuneSemitones() + bend * turned.bendSemitones();
    double semitones =
        turned.followsKeys() ? playedKey - trajectory.key() + 12 * octaves + moved : moved;
    double most = KeyParameters.MOST_SEMITONES;
    return Math.max(-most, Math.min(most, semitones));
  }

  private void decode(KeyParameters turned, float[] pad) {
    double speed = turned.speed() * rateRatio / step; // transposed, they last as long
    double seconds = codec.stepFrames() / (codec.rateHz() * step / rateRatio);
    float share = (float) -Math.expm1(-seconds / PAD_SECONDS);
    for (int s = 0; s < codec.chunkSteps(); s++) {
      trajectory.aim(pad, share);
      trajectory.write(turned.loops(), latents.floats, s, codec.chunkSteps());
      trajectory.advance(speed);
    }
    call();
    level();
    reader.append(block, codec.chunkFrames());
    if (!turned.loops() && trajectory.isOver()) {
      lift();
    }
  }

  private void settle() {
    for (int s = 0; s < codec.chunkSteps(); s++) {
      trajectory.write(false, latents.floats, s, codec.chunkSteps());
    }
    call();
    blockGain = trajectory.gain();
  }

  private void call() {
    try (IValue result = module.callWith("decode", latents)) {
      int count = module.copy(result, block);
      if (count != block.length) {
        throw new IllegalStateException("decode gives " + count + " numbers for " + block.length);
      }
    }
  }

  /** Brings the block to the level of all timbres. */
  private void level() {
    float end = trajectory.gain();
    int frames = codec.chunkFrames();
    for (int i = 0; i < block.length; i++) {
      block[i] *= blockGain + (end - blockGain) * (i % frames) / frames;
    }
    blockGain = end;
  }

  @Override
  public void close() {
    latents.close();
    module.close();
  }
}
