package ligature.voice;

import java.util.ArrayList;
import java.util.List;
import ligature.midi.Controllers;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.preset.Patch;
import ligature.rt.HeldKeys;
import ligature.units.KeyPitch;

/**
 * All voices: starts, releases and steals them, and decodes the sounding ones as one batch.
 *
 * <p>There are four times as many slots as voices may play: a stolen note needs three hops to fade,
 * and in each of them every voice could be stolen again. Threads: {@code [model-thread]}; no
 * allocation after the constructor.
 */
public final class VoicePool {

  /** On all channels, in place of a channel. */
  public static final int ALL_CHANNELS = Performance.ALL_CHANNELS;

  /** Moved levels, places and blends reach their goal with this time constant. */
  private static final double SMOOTHING_SECONDS = 0.012;

  private static final int SLOTS_PER_VOICE = 4;

  private final Decoder decoder;
  private final ParameterValues values;
  private final int polyphony;
  private final long seed;
  private final double hopSeconds;
  private final Voice[] voices;
  private final Voice[] rows;
  private final HopBatch batch;
  private final Performance performance = new Performance();
  private final List<MotionSource> sources = new ArrayList<>();
  private final NoteMotion motion = new NoteMotion();
  private KeyPitch tuning = KeyPitch.EQUAL;
  private long notes;
  private long stolen;
  private float loudestStolen;

  /**
   * @param decoder is prepared here, for these voices
   * @param values the parameters, smoothed by their owner
   * @param polyphony the most notes that play at once, at least 1
   * @param seed of everything random: the same seed and events give the same sound
   */
  public VoicePool(Decoder decoder, ParameterValues values, int polyphony, long seed) {
    this.decoder = decoder;
    this.values = values;
    this.polyphony = polyphony;
    this.seed = seed;
    int hopFrames = decoder.hopFrames();
    hopSeconds = (double) hopFrames / decoder.sampleRateHz();
    float smoothing = (float) (1 - Math.exp(-hopSeconds / SMOOTHING_SECONDS));
    int slots = polyphony * SLOTS_PER_VOICE;
    voices = new Voice[slots];
    rows = new Voice[slots];
    for (int i = 0; i < slots; i++) {
      voices[i] = new Voice(i, hopFrames, decoder.sampleRateHz(), decoder.codeHops(), smoothing);
    }
    batch = new HopBatch(slots, decoder.codeSize(), hopFrames);
    decoder.prepare(slots, slots);
  }

  /** The most voices for a decoder of {@code capacity} slots. */
  public static int mostVoices(int capacity) {
    return capacity / SLOTS_PER_VOICE;
  }

  /** Adds something that moves notes, before the first {@link #render}. */
  public void addMotion(MotionSource source) {
    sources.add(source);
  }

  /** Sets which pitch a key has, from the next note on: notes that sound keep theirs. */
  public void tune(KeyPitch next) {
    tuning = next;
  }

  /**
   * Starts a note, unless the key has no pitch; a note of the same key is released first, as on a
   * real instrument.
   *
   * @param velocity in (0, 1], as it was played
   * @param offset the frame within the coming hop
   * @param source which producer pressed the key
   */
  public void noteOn(Patch patch, int channel, int key, float velocity, int offset, int source) {
    double keyHz = tuning.hz(channel & 15, key);
    if (!(keyHz > 0)) {
      return;
    }
    float sounding =
        performance.velocity(channel, velocity, values.target(Parameter.VELOCITY_CURVE));
    for (Voice voice : voices) {
      if (voice.isPlaying() && voice.plays(channel, key)) {
        voice.release(offset);
        partIfMember(voice);
      }
    }
    Voice free = freeVoice(offset);
    if (free != null) {
      free.start(patch, channel, key, keyHz, sounding, offset, source, seed, notes);
      free.soften(performance.softDb(channel));
      performance.addOwn(free.own(), channel, key, values.target(Parameter.BEND_RANGE));
    }
    notes++;
  }

  /** A voice for a new note, taken from another one if all play; null if all slots still fade. */
  private Voice freeVoice(int offset) {
    int playing = 0;
    for (Voice voice : voices) {
      playing += voice.isPlaying() ? 1 : 0;
    }
    if (playing >= polyphony) {
      steal(offset);
    }
    for (Voice voice : voices) {
      if (!voice.isActive()) {
        return voice;
      }
    }
    return null;
  }

  private boolean steal(int offset) {
    Voice victim = Stealing.leastMissed(voices, hopSeconds);
    if (victim == null) {
      return false;
    }
    loudestStolen = Math.max(loudestStolen, victim.peak());
    victim.cut(offset);
    stolen++;
    return true;
  }

  /**
   * Fades out the voices that are missed least, to save their time.
   *
   * @return how many there were to take, at most {@code count}
   */
  public int stealQuietest(int count) {
    int taken = 0;
    while (taken < count && steal(0)) {
      taken++;
    }
    return taken;
  }

  /**
   * Lifts a key.
   *
   * @param velocity how fast it came up, [0, 1]: a faster key ends its note faster
   */
  public void noteOff(int channel, int key, float velocity, int offset) {
    for (Voice voice : voices) {
      if (voice.isPlaying() && voice.plays(channel, key)) {
        keyUp(voice, releaseSpeed(velocity), offset);
      }
    }
  }

  /** From half the rate to twice; keys without a sensor send the middle or nothing. */
  private static float releaseSpeed(float velocity) {
    int played = Math.round(velocity * 127);
    return played == 0 || played == 64 ? 1 : (float) Math.pow(2, (played - 64) / 63.0);
  }

  private void keyUp(Voice voice, float releaseSpeed, int offset) {
    voice.keyUp(offset, !performance.isSustainUp(voice.channel()), releaseSpeed);
    partIfMember(voice);
  }

  /** The next note of a member channel is not to move this one. */
  private void partIfMember(Voice voice) {
    if (performance.isMember(voice.channel())) {
      voice.part();
    }
  }

  /** Takes a controller that moves or holds notes; others change nothing here. */
  public void controller(int channel, int number, float value, int offset) {
    switch (number) {
      case Controllers.SUSTAIN -> {
        performance.channel(channel).sustain = value;
        releaseUnpedalled(offset);
      }
      case Controllers.SOSTENUTO -> sostenuto(channel, ChannelState.isDown(value), offset);
      default -> performance.controller(channel, number, value);
    }
  }

  private void releaseUnpedalled(int offset) {
    for (Voice voice : voices) {
      if (voice.state() == Voice.State.PEDALLED
          && !voice.isCaught()
          && performance.isSustainUp(voice.channel())) {
        voice.release(offset);
      }
    }
  }

  private void sostenuto(int channel, boolean down, int offset) {
    ChannelState state = performance.channel(channel);
    if (down == state.sostenuto) {
      return;
    }
    state.sostenuto = down;
    for (Voice voice : voices) {
      if (voice.isPlaying() && performance.isFor(channel, voice.channel())) {
        voice.setCaught(down);
      }
    }
    releaseUnpedalled(offset);
  }

  /** Bends all notes of a channel, held and fading. */
  public void bend(int channel, float value) {
    performance.channel(channel).bend = value;
  }

  /** How far the wheel of a channel bends; for one member of an MPE zone it counts for all. */
  public void bendRange(int channel, float semitones) {
    performance.bendRange(channel, semitones);
  }

  /** The pressure on all keys of a channel. */
  public void channelPressure(int channel, float value) {
    performance.channel(channel).pressure = value;
  }

  /** The pressure on one key. */
  public void keyPressure(int channel, int key, float value) {
    performance.channel(channel).keyPressure(key, value);
  }

  /** Whether a channel is a member of an MPE zone, so that its slide is a note's own. */
  public boolean isMember(int channel) {
    return performance.isMember(channel);
  }

  /**
   * Sets up an MPE zone; its keys are lifted and its controllers reset.
   *
   * @param manager the zone's manager channel, 0 or 15
   */
  public void configureZone(int manager, int members, int offset) {
    if (performance.hasZone(manager, members)) {
      return; // some controllers announce theirs all the time
    }
    liftAll(manager, offset);
    performance.resetZone(manager);
    performance.configureZone(manager, members);
    liftAll(manager, offset);
    performance.resetZone(manager);
    releaseUnpedalled(offset);
  }

  private void liftAll(int channel, int offset) {
    for (Voice voice : voices) {
      if (voice.isPlaying() && performance.isFor(channel, voice.channel())) {
        keyUp(voice, 1, offset);
      }
    }
  }

  /** Lifts all keys of a channel, or of {@link #ALL_CHANNELS}; pedals still hold their notes. */
  public void allNotesOff(int channel, int offset) {
    liftAll(channel, offset);
  }

  /** Cuts all notes of a channel, or of {@link #ALL_CHANNELS}, without a click. */
  public void allSoundOff(int channel, int offset) {
    for (Voice voice : voices) {
      if (performance.isFor(channel, voice.channel())) {
        voice.cut(offset);
      }
    }
  }

  /** Lets go of the controllers of a channel, or of {@link #ALL_CHANNELS}, as RP-015 says. */
  public void resetControllers(int channel, int offset) {
    performance.reset(channel);
    for (Voice voice : voices) {
      if (performance.isFor(channel, voice.channel())) {
        voice.setCaught(false);
      }
    }
    releaseUnpedalled(offset);
  }

  /** Lifts the keys that their producer no longer holds: after events of it were lost. */
  public void resynchronise(int source, HeldKeys held, int offset) {
    for (Voice voice : voices) {
      if (voice.isPlaying()
          && voice.source() == source
          && !held.isDown(voice.channel(), voice.key())) {
        keyUp(voice, 1, offset);
      }
    }
  }

  /** Decodes one hop of all sounding voices and writes their sum to {@code mix}. */
  public void render(StereoHop mix) {
    int n = 0;
    for (Voice voice : voices) {
      if (voice.isActive()) {
        move(voice);
        voice.fillRow(
            batch,
            n,
            decoder.codeSize(),
            motion,
            values.value(Parameter.MORPH_X),
            values.value(Parameter.MORPH_Y),
            values.value(Parameter.RELEASE),
            performance.damping(voice.channel()));
        rows[n++] = voice;
      }
    }
    batch.voices = n;
    mix.clear();
    decoder.decode(batch);
    for (int i = 0; i < n; i++) {
      rows[i].mix(batch.audio, i * decoder.hopFrames(), mix);
    }
  }

  /** Sums up all that moves a note in the coming hop. */
  private void move(Voice voice) {
    float bendSemitones = values.target(Parameter.BEND_RANGE);
    if (!voice.isParted()) {
      voice.own().clear();
      performance.addOwn(voice.own(), voice.channel(), voice.key(), bendSemitones);
    }
    motion.clear();
    motion.add(voice.own());
    performance.addZone(motion, voice.channel(), voice.key(), bendSemitones);
    for (int i = 0; i < sources.size(); i++) {
      sources.get(i).addTo(motion, voice.channel(), voice.key(), voice.ordinal());
    }
  }

  /** Ends all notes at once, with a click if one sounds: for frames that nobody will hear. */
  public void kill() {
    for (Voice voice : voices) {
      voice.kill();
    }
  }

  /**
   * Whether a note has begun to sound and is not over: one that starts with the coming hop does not
   * count.
   */
  public boolean isSounding() {
    for (Voice voice : voices) {
      if (voice.isActive() && voice.hops() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Voices that sound, fading ones included. */
  public int active() {
    int n = 0;
    for (Voice voice : voices) {
      n += voice.isActive() ? 1 : 0;
    }
    return n;
  }

  /** Sets the bit of every key that is down: 128 bits in two longs. */
  public void heldKeys(long[] bits) {
    bits[0] = 0;
    bits[1] = 0;
    for (Voice voice : voices) {
      if (voice.state() == Voice.State.HELD) {
        bits[voice.key() >> 6] |= 1L << (voice.key() & 63);
      }
    }
  }

  /** Notes that were taken from sounding voices since the start. */
  public long stolen() {
    return stolen;
  }

  /** The highest recent peak among the notes stolen since the start, full scale 1. */
  public float loudestStolen() {
    return loudestStolen;
  }
}
