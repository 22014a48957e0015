package ligature.voice;

import java.util.Arrays;
import ligature.latent.Blend;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.preset.Patch;
import ligature.rt.HeldKeys;

/**
 * All voices: starts, releases and steals them, and decodes the sounding ones as one batch.
 *
 * <p>There are four times as many slots as voices may play: a stolen note needs three hops to fade,
 * and in each of them every voice could be stolen again. Threads: {@code [model-thread]}; no
 * allocation after the constructor.
 */
public final class VoicePool {

  /** On all channels, in place of a channel. */
  public static final int ALL_CHANNELS = 0xFF;

  private static final int CHANNELS = 16;
  private static final int SLOTS_PER_VOICE = 4;

  /** How far a wheel bends at its end. */
  private static final double BEND_RANGE_CENTS = 200;

  private final Decoder decoder;
  private final int polyphony;
  private final long seed;
  private final Voice[] voices;
  private final Voice[] rows;
  private final HopBatch batch;
  private final boolean[] pedals = new boolean[CHANNELS];
  private final double[] bendCents = new double[CHANNELS];
  private long notes;
  private long stolen;

  /**
   * @param decoder is prepared here, for these voices
   * @param polyphony the most notes that play at once, at least 1
   * @param seed of everything random: the same seed and events give the same sound
   */
  public VoicePool(Decoder decoder, int polyphony, long seed) {
    this.decoder = decoder;
    this.polyphony = polyphony;
    this.seed = seed;
    int slots = polyphony * SLOTS_PER_VOICE;
    voices = new Voice[slots];
    rows = new Voice[slots];
    for (int i = 0; i < slots; i++) {
      voices[i] = new Voice(i, decoder.hopFrames(), decoder.sampleRateHz(), decoder.codeHops());
    }
    batch = new HopBatch(slots, decoder.codeSize(), decoder.hopFrames());
    decoder.prepare(slots, slots);
  }

  /** The most voices for a decoder of {@code capacity} slots. */
  public static int mostVoices(int capacity) {
    return capacity / SLOTS_PER_VOICE;
  }

  /**
   * Starts a note; a note of the same key is released first, as on a real instrument.
   *
   * @param offset the frame within the coming hop
   * @param source which producer pressed the key
   */
  public void noteOn(Patch patch, int channel, int key, float velocity, int offset, int source) {
    int playing = 0;
    Voice free = null;
    for (Voice voice : voices) {
      if (voice.isPlaying()) {
        playing++;
        if (voice.plays(channel, key)) {
          voice.release(offset);
        }
      } else if (free == null && !voice.isActive()) {
        free = voice;
      }
    }
    if (playing >= polyphony) {
      Voice victim = leastMissed();
      victim.cut(offset);
      stolen++;
      if (!victim.isActive() && free == null) {
        free = victim;
      }
    }
    if (free != null) {
      free.start(patch, channel, key, velocity, offset, source, seed, notes);
    }
    notes++;
  }

  /** Released notes go before held ones, quiet before loud, old before new. */
  private Voice leastMissed() {
    Voice least = null;
    for (Voice voice : voices) {
      if (voice.isPlaying() && (least == null || isMissedLess(voice, least))) {
        least = voice;
      }
    }
    return least;
  }

  private static boolean isMissedLess(Voice a, Voice b) {
    boolean aReleased = a.state() == Voice.State.RELEASED;
    boolean bReleased = b.state() == Voice.State.RELEASED;
    if (aReleased != bReleased) {
      return aReleased;
    }
    // a note that has not sounded yet has no peak, but taking it would lose a note just played
    float aPeak = a.hops() == 0 ? Float.MAX_VALUE : a.peak();
    float bPeak = b.hops() == 0 ? Float.MAX_VALUE : b.peak();
    return aPeak != bPeak ? aPeak < bPeak : a.ordinal() < b.ordinal();
  }

  /** Lifts a key. */
  public void noteOff(int channel, int key, int offset) {
    for (Voice voice : voices) {
      if (voice.isPlaying() && voice.plays(channel, key)) {
        voice.keyUp(offset, pedals[channel & 15]);
      }
    }
  }

  /** Moves the sustain pedal. */
  public void sustain(int channel, boolean down, int offset) {
    pedals[channel & 15] = down;
    if (!down) {
      for (Voice voice : voices) {
        if (voice.state() == Voice.State.PEDALLED && voice.channel() == channel) {
          voice.release(offset);
        }
      }
    }
  }

  /** Bends all notes of a channel, held and fading. */
  public void bend(int channel, float value) {
    bendCents[channel & 15] = value * BEND_RANGE_CENTS;
  }

  /** Lifts all keys of a channel, or of {@link #ALL_CHANNELS}. */
  public void allNotesOff(int channel, int offset) {
    for (Voice voice : voices) {
      if (voice.isPlaying() && isOn(voice, channel)) {
        voice.keyUp(offset, pedals[voice.channel() & 15]);
      }
    }
  }

  /** Cuts all notes of a channel, or of {@link #ALL_CHANNELS}, without a click. */
  public void allSoundOff(int channel, int offset) {
    for (Voice voice : voices) {
      if (isOn(voice, channel)) {
        voice.cut(offset);
      }
    }
  }

  /** Pedal up and bend to the middle. */
  public void resetControllers(int channel, int offset) {
    for (int c = 0; c < CHANNELS; c++) {
      if (c == channel || channel == ALL_CHANNELS) {
        sustain(c, false, offset);
        bend(c, 0);
      }
    }
  }

  /** Lifts the keys that their producer no longer holds: after events of it were lost. */
  public void resynchronise(int source, HeldKeys held, int offset) {
    for (Voice voice : voices) {
      if (voice.isPlaying()
          && voice.source() == source
          && !held.isDown(voice.channel(), voice.key())) {
        voice.keyUp(offset, pedals[voice.channel() & 15]);
      }
    }
  }

  private static boolean isOn(Voice voice, int channel) {
    return channel == ALL_CHANNELS || voice.channel() == channel;
  }

  /** Decodes one hop of all sounding voices and writes their sum to {@code mix[0, hopFrames)}. */
  public void render(Blend two, Blend four, float releaseScale, float[] mix) {
    int hopFrames = decoder.hopFrames();
    int n = 0;
    for (Voice voice : voices) {
      if (voice.isActive()) {
        voice.fillRow(
            batch, n, decoder.codeSize(), two, four, bendCents[voice.channel() & 15], releaseScale);
        rows[n++] = voice;
      }
    }
    batch.voices = n;
    Arrays.fill(mix, 0, hopFrames, 0);
    decoder.decode(batch);
    for (int i = 0; i < n; i++) {
      rows[i].mix(batch.audio, i * hopFrames, mix);
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
}
