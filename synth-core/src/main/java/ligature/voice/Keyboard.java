package ligature.voice;

import ligature.parameter.GlideMode;
import ligature.parameter.NotePriority;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.parameter.VoiceMode;
import ligature.preset.Patch;
import ligature.rt.HeldKeys;

/**
 * From keys to notes: one a key, or one for all of them, struck anew or moved; and where a note
 * glides from.
 *
 * <p>Offsets are frames within the coming hop. Threads: {@code [model-thread]}; no allocation after
 * the constructor.
 */
final class Keyboard {

  private static final VoiceMode[] MODES = VoiceMode.values();
  private static final NotePriority[] PRIORITIES = NotePriority.values();
  private static final GlideMode[] GLIDES = GlideMode.values();

  private final VoicePool pool;
  private final Voice[] voices;
  private final Channels channels;
  private final ParameterValues values;
  private final int sampleRateHz;
  private final Part[] parts = new Part[Channels.CHANNELS];
  private VoiceMode mode = VoiceMode.POLY;
  private Patch patch;

  Keyboard(VoicePool pool, ParameterValues values, int sampleRateHz) {
    this.pool = pool;
    this.values = values;
    this.sampleRateHz = sampleRateHz;
    voices = pool.voices();
    channels = pool.channels();
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new Part();
    }
  }

  /** The sound of the notes that begin from now on. */
  void load(Patch next) {
    patch = next;
  }

  /**
   * Presses a key, unless it has no pitch.
   *
   * @param velocity in (0, 1], as it was played
   * @param source which producer pressed it
   */
  void noteOn(int channel, int key, float velocity, int offset, int source) {
    double keyHz = pool.keyHz(channel, key);
    if (!(keyHz > 0)) {
      return;
    }
    channels.channel(channel).keyPressure(key, 0); // what pressed the key before is over
    float sounding = channels.velocity(channel, velocity, values.target(Parameter.VELOCITY_CURVE));
    takeMode();
    Part part = part(channel);
    if (mode == VoiceMode.POLY) {
      boolean overlaps = isAnyHeld(part);
      int caughtBy = -1;
      for (Voice voice : voices) {
        if (voice.isPlaying() && voice.plays(channel, key)) {
          // as on a real instrument: the key that is struck again ends its last note
          caughtBy = voice.isCaught() ? voice.caughtBy() : caughtBy;
          voice.release(offset);
          partIfMember(voice);
        }
      }
      double fromHz = part.pitchHz(offset);
      Voice voice = start(part, channel, key, keyHz, sounding, offset, source, fromHz, overlaps);
      if (voice != null && caughtBy >= 0) {
        voice.catchBy(caughtBy); // a pedal point that is struck again is a pedal point still
      }
      return;
    }
    part.keys.press(channel, key, sounding, source);
    if (part.keys.pick(priority()) == part.keys.newest()) {
      play(part, part.keys.newest(), offset);
    }
  }

  private void takeMode() {
    VoiceMode wanted = MODES[(int) values.target(Parameter.VOICE_MODE)];
    if (wanted != mode) {
      mode = wanted;
      for (Part part : parts) {
        part.keys.clear();
      }
    }
  }

  private NotePriority priority() {
    return PRIORITIES[(int) values.target(Parameter.NOTE_PRIORITY)];
  }

  private Part part(int channel) {
    return parts[channels.partOf(channel)];
  }

  private boolean isAnyHeld(Part part) {
    for (Voice voice : voices) {
      if (voice.state() == Voice.State.HELD && part(voice.channel()) == part) {
        return true;
      }
    }
    return false;
  }

  /** Sounds a held key as the part's only note: moved from another key, or struck. */
  private void play(Part part, int at, int offset) {
    int channel = part.keys.channel(at);
    int key = part.keys.key(at);
    float velocity = part.keys.velocity(at);
    int source = part.keys.source(at);
    double keyHz = pool.keyHz(channel, key);
    Voice sounding = part.sounding();
    boolean overlaps = sounding != null && sounding.state() == Voice.State.HELD;
    if (mode == VoiceMode.LEGATO && overlaps && sounding.isOf(patch) && keyHz > 0) {
      double frames = isGliding(true) ? glideFrames() : 0;
      sounding.moveTo(channel, key, keyHz, velocity, source, offset, frames);
      part.sounds(sounding);
      return;
    }
    double fromHz = part.pitchHz(offset);
    if (sounding != null) {
      sounding.cut(offset);
    }
    if (keyHz > 0) {
      start(part, channel, key, keyHz, velocity, offset, source, fromHz, overlaps);
    }
  }

  /** The note that begins; null if it has no voice. */
  private Voice start(
      Part part,
      int channel,
      int key,
      double keyHz,
      float velocity,
      int offset,
      int source,
      double fromHz,
      boolean overlaps) {
    Voice voice = pool.start(patch, channel, key, keyHz, velocity, offset, source);
    if (voice == null) {
      return null;
    }
    if (fromHz > 0 && isGliding(overlaps)) {
      voice.glideFrom(fromHz, glideFrames());
    }
    part.sounds(voice);
    return voice;
  }

  private boolean isGliding(boolean overlaps) {
    GlideMode glide = GLIDES[(int) values.target(Parameter.GLIDE_MODE)];
    return glide == GlideMode.ALWAYS || glide == GlideMode.LEGATO && overlaps;
  }

  private double glideFrames() {
    return values.target(Parameter.GLIDE_TIME) * (double) sampleRateHz;
  }

  /**
   * Lifts a key.
   *
   * @param velocity how fast it came up, [0, 1]: a faster key ends its note faster
   */
  void noteOff(int channel, int key, float velocity, int offset) {
    takeMode();
    part(channel).keys.release(channel, key);
    lift(channel, key, releaseSpeed(velocity), offset);
  }

  /** From half the rate to twice; keys without a sensor send the middle or nothing. */
  private static float releaseSpeed(float velocity) {
    int played = Math.round(velocity * 127);
    return played == 0 || played == 64 ? 1 : (float) Math.pow(2, (played - 64) / 63.0);
  }

  private void lift(int channel, int key, float releaseSpeed, int offset) {
    Part part = part(channel);
    Voice sounding = part.sounding();
    if (mode != VoiceMode.POLY
        && !part.keys.isEmpty()
        && sounding != null
        && sounding.state() == Voice.State.HELD
        && sounding.plays(channel, key)) {
      play(part, part.keys.pick(priority()), offset);
      return;
    }
    for (Voice voice : voices) {
      if (voice.isPlaying() && voice.plays(channel, key)) {
        keyUp(voice, releaseSpeed, offset);
      }
    }
  }

  private void keyUp(Voice voice, float releaseSpeed, int offset) {
    voice.keyUp(offset, !channels.isSustainUp(voice.channel()), releaseSpeed);
    partIfMember(voice);
  }

  /** The next note of a member channel is not to move this one. */
  private void partIfMember(Voice voice) {
    if (channels.isMember(voice.channel())) {
      voice.part();
    }
  }

  /** Lifts all keys of a channel, a zone, or everywhere. */
  void liftAll(int channel, int offset) {
    forget(channel);
    for (Voice voice : voices) {
      if (voice.isPlaying() && channels.isFor(channel, voice.channel())) {
        keyUp(voice, 1, offset);
      }
    }
  }

  /** No note returns to the keys of a channel, a zone, or everywhere. */
  void forget(int channel) {
    for (int c = 0; c < parts.length; c++) {
      if (channels.isFor(channel, c)) {
        for (Part part : parts) {
          part.keys.releaseChannel(c);
        }
      }
    }
  }

  /** Lifts the keys that their producer no longer holds: after events of it were lost. */
  void resynchronise(int source, HeldKeys held, int offset) {
    for (Part part : parts) {
      part.keys.releaseUnheld(source, held);
    }
    for (Voice voice : voices) {
      if (voice.state() == Voice.State.HELD
          && voice.source() == source
          && !held.isDown(voice.channel(), voice.key())) {
        lift(voice.channel(), voice.key(), 1, offset);
      }
    }
  }
}
