package ligature.voice;

import java.util.Arrays;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.preset.Layer;
import ligature.preset.Patch;
import ligature.units.KeyPitch;

/**
 * All voices: starts and steals them, and decodes the sounding ones as one batch. What the player
 * does to them is told by {@link Performance}.
 *
 * <p>There are four times as many slots as voices may play: a stolen note needs three hops to fade,
 * and in each of them every voice could be stolen again. Threads: {@code [model-thread]}; no
 * allocation after the constructor.
 */
public final class VoicePool {

  /** Moved levels, places and blends reach their goal with this time constant. */
  private static final double SMOOTHING_SECONDS = 0.012;

  private static final int SLOTS_PER_VOICE = 4;

  private final Decoder decoder;
  private final ParameterValues values;
  private final VoiceValues setValues;
  private final int polyphony;
  private final long seed;
  private final double hopSeconds;
  private final Voice[] voices;
  private final VoiceRows rows;
  private final int[] strikes = new int[Patch.MOST_PARTS * 128];
  private final Channels channels = new Channels();
  private final float[] ownHz = new float[16 * 128];
  private ValuesByVoice byVoice;
  private KeyPitch tuning = KeyPitch.EQUAL;
  private long notes;
  private long stolen;
  private float loudestStolen;
  private int mostAwake = Integer.MAX_VALUE;

  /**
   * @param decoder is prepared here, for these voices
   * @param values the parameters, smoothed by their owner
   * @param polyphony the most notes that play at once, at least 1
   * @param seed of everything random: the same seed and events give the same sound
   */
  public VoicePool(Decoder decoder, ParameterValues values, int polyphony, long seed) {
    this.decoder = decoder;
    this.values = values;
    setValues = values::target;
    this.polyphony = polyphony;
    this.seed = seed;
    int hopFrames = decoder.hopFrames();
    hopSeconds = (double) hopFrames / decoder.sampleRateHz();
    float smoothing = (float) (1 - Math.exp(-hopSeconds / SMOOTHING_SECONDS));
    int slots = polyphony * SLOTS_PER_VOICE;
    voices = new Voice[slots];
    for (int i = 0; i < slots; i++) {
      voices[i] = new Voice(i, decoder, smoothing);
    }
    rows = new VoiceRows(decoder, values, channels, slots);
    decoder.prepare(slots, slots);
  }

  /** The most voices for a decoder of {@code capacity} slots. */
  public static int mostVoices(int capacity) {
    return capacity / SLOTS_PER_VOICE;
  }

  /** Adds something that moves notes, before the first {@link #render}. */
  public void addMotion(MotionSource source) {
    rows.addMotion(source);
  }

  /** Lays something over the parameters, before the first note. */
  public void addValues(ValuesByVoice laidOver) {
    byVoice = laidOver;
    rows.addValues(laidOver);
  }

  /** Slots of voices: more than notes that may play, for stolen ones fade. */
  public int slots() {
    return voices.length;
  }

  /** Sets which pitch a key has, from the next note on: notes that sound keep theirs. */
  void tune(KeyPitch next) {
    tuning = next;
  }

  /** Gives the notes of a key a pitch of their own, in Hz; 0: that of the tuning again. */
  void setOwnHz(int channel, int key, float hz) {
    ownHz[(channel & 15) * 128 + (key & 127)] = hz;
  }

  /** No key has a pitch of its own any more. */
  void clearOwnHz() {
    Arrays.fill(ownHz, 0);
  }

  /** The pitch of a key, 0 if it has none. */
  double keyHz(int channel, int key) {
    float own = ownHz[(channel & 15) * 128 + (key & 127)];
    int asked = channels.isMember(channel) ? KeyPitch.NO_CHANNEL : channel & 15;
    return own > 0 ? own : tuning.hz(asked, key);
  }

  /**
   * Starts a note, and ends those that it chokes; null if there is no slot for it. The first strike
   * of a key is the timbre as it is, later ones differ a little.
   */
  Voice start(
      Layer layer, int channel, int key, double keyHz, float velocity, int offset, int source) {
    choke(layer, offset);
    Voice free = freeVoice(offset);
    if (free != null) {
      int strike = layer.part() * 128 + (key & 127);
      float varied = strikes[strike] == 0 ? 0 : values.target(Parameter.VARIATION);
      VoiceValues set =
          byVoice == null
              ? setValues
              : byVoice.begin(free.slot(), layer, channel, key, velocity, notes);
      free.start(layer, channel, key, keyHz, velocity, offset, source, seed, notes, varied, set);
      strikes[strike]++;
      free.soften(channels.softDb(channel));
      channels.addOwn(free.own(), channel, key, values.target(Parameter.BEND_RANGE));
    }
    notes++;
    return free;
  }

  private void choke(Layer layer, int offset) {
    for (Voice voice : voices) {
      if (layer.choke() > 0
          && voice.isPlaying()
          && voice.layer().choke() == layer.choke()
          && voice.layer().part() == layer.part()) {
        voice.life().cut(offset);
      }
    }
  }

  /** A voice for a new note, taken from another one if all play; null if all slots still fade. */
  private Voice freeVoice(int offset) {
    if (playing() >= polyphony) {
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
    victim.life().cut(offset);
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

  Channels channels() {
    return channels;
  }

  Voice[] voices() {
    return voices;
  }

  /** Decodes one hop of all sounding voices and writes their sum to {@code mix}. */
  public void render(StereoHop mix) {
    chooseRests();
    rows.render(voices, mix);
  }

  /**
   * Lets at most so many voices be decoded from the next hop on: those that are missed least fade
   * out over a hop and rest, silent, while their notes go on. They come back together as soon as
   * all of them may. Voices that are being cut are decoded to their end.
   */
  public void restBeyond(int most) {
    mostAwake = most;
  }

  private void chooseRests() {
    int active = 0;
    int awake = 0;
    for (Voice voice : voices) {
      if (voice.isActive()) {
        voice.rest().advance();
        active++;
        awake += voice.rest().isNone() ? 1 : 0;
      }
    }
    boolean all = active <= mostAwake;
    for (Voice voice : voices) {
      if (all && voice.isPlaying()) {
        voice.rest().end();
      }
    }
    for (int more = awake - Math.max(1, mostAwake); more > 0; more--) {
      Voice least = Stealing.leastMissedAwake(voices, hopSeconds);
      if (least == null) {
        return;
      }
      least.rest().begin();
    }
  }

  /** Ends all notes at once, with a click if one sounds: for frames that nobody will hear. */
  public void kill() {
    for (Voice voice : voices) {
      voice.life().kill();
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

  /** Voices that count against the polyphony: those that are being cut do not. */
  public int playing() {
    int n = 0;
    for (Voice voice : voices) {
      n += voice.isPlaying() ? 1 : 0;
    }
    return n;
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
      if (voice.isHeld()) {
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

  /** What the last hop took. */
  public HopTimes times() {
    return rows.times();
  }

  /** What the voices say of themselves. */
  public VoiceWatch watch() {
    return rows.watch();
  }
}
