package ligature.voice;

import ligature.parameter.GlideMode;
import ligature.parameter.NotePriority;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.parameter.VoiceMode;
import ligature.preset.Layer;
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
  private final Line[][] lines = new Line[Channels.CHANNELS][Patch.MOST_PARTS];
  private VoiceMode mode = VoiceMode.POLY;
  private Patch patch;

  Keyboard(VoicePool pool, ParameterValues values, int sampleRateHz) {
    this.pool = pool;
    this.values = values;
    this.sampleRateHz = sampleRateHz;
    voices = pool.voices();
    channels = pool.channels();
    for (Line[] keyboard : lines) {
      for (int p = 0; p < keyboard.length; p++) {
        keyboard[p] = new Line();
      }
    }
  }

  /** The sound of the notes that begin from now on. */
  void load(Patch next) {
    patch = next;
  }

  /** The same sound, its timbres at other points of the pad: notes that sound go there, too. */
  void move(Patch next) {
    for (int p = 0; p < patch.partCount(); p++) {
      Layer before = patch.layer(p);
      for (int v = 0; v < voices.length && before != null; v++) {
        if (voices[v].isActive() && voices[v].isOf(before)) {
          voices[v].moveTo(next.layer(p));
        }
      }
    }
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
    Line[] keyboard = keyboard(channel);
    int overlapping = 0;
    for (int p = 0; p < patch.partCount(); p++) {
      overlapping |= isAnyHeld(keyboard, p) ? 1 << p : 0;
    }
    int caughtBy = endStruck(channel, key, offset);
    for (int p = 0; p < patch.partCount(); p++) {
      Layer layer = patch.layer(p, key, sounding);
      Line line = keyboard[p];
      if (layer == null) {
        continue;
      }
      if (isByKey(layer)) {
        double hz = layer.pitchKey(key) == key ? keyHz : pool.keyHz(channel, layer.pitchKey(key));
        double fromHz = line.pitchHz(offset);
        boolean overlaps = (overlapping & 1 << p) != 0;
        Voice voice =
            hz > 0
                ? start(line, layer, channel, key, hz, sounding, offset, source, fromHz, overlaps)
                : null;
        if (voice != null && caughtBy >= 0) {
          voice
              .life()
              .catchBy(caughtBy); // a pedal point that is struck again is a pedal point still
        }
        continue;
      }
      line.keys.press(channel, key, sounding, source);
      if (line.keys.pick(priority()) == line.keys.newest()) {
        play(line, p, line.keys.newest(), offset);
      }
    }
  }

  /** Whether every key has a note of its own. */
  private boolean isByKey(Layer layer) {
    return mode == VoiceMode.POLY || layer.isHit();
  }

  /**
   * As on a real instrument: the key that is struck again ends its last note.
   *
   * @return the channel whose sostenuto pedal held it; -1 if none did
   */
  private int endStruck(int channel, int key, int offset) {
    int caughtBy = -1;
    for (Voice voice : voices) {
      if (voice.isPlaying() && voice.plays(channel, key) && isByKey(voice.layer())) {
        NoteLife life = voice.life();
        caughtBy = life.isCaught() ? life.caughtBy() : caughtBy;
        life.release(offset);
        partIfMember(voice);
      }
    }
    return caughtBy;
  }

  private void takeMode() {
    VoiceMode wanted = MODES[(int) values.target(Parameter.VOICE_MODE)];
    if (wanted != mode) {
      mode = wanted;
      for (Line[] keyboard : lines) {
        for (Line line : keyboard) {
          line.keys.clear();
        }
      }
    }
  }

  private NotePriority priority() {
    return PRIORITIES[(int) values.target(Parameter.NOTE_PRIORITY)];
  }

  /** The lines of a channel or its zone, by part. */
  private Line[] keyboard(int channel) {
    return lines[channels.keyboardOf(channel)];
  }

  private boolean isAnyHeld(Line[] keyboard, int part) {
    for (Voice voice : voices) {
      if (voice.isHeld() && keyboard(voice.channel()) == keyboard && voice.layer().part() == part) {
        return true;
      }
    }
    return false;
  }

  /** Sounds a held key as the line's only note: moved from another key, or struck. */
  private void play(Line line, int part, int at, int offset) {
    int channel = line.keys.channel(at);
    int key = line.keys.key(at);
    float velocity = line.keys.velocity(at);
    int source = line.keys.source(at);
    double keyHz = pool.keyHz(channel, key);
    Voice sounding = line.sounding();
    boolean overlaps = sounding != null && sounding.isHeld();
    // another preset may have come since the key was pressed
    Layer layer = part < patch.partCount() ? patch.layer(part, key, velocity) : null;
    boolean plays = layer != null && keyHz > 0;
    if (mode == VoiceMode.LEGATO && overlaps && plays && sounding.isOf(layer)) {
      double frames = isGliding(true) ? glideFrames() : 0;
      sounding.moveTo(channel, key, keyHz, velocity, source, offset, frames);
      line.sounds(sounding);
      return;
    }
    double fromHz = line.pitchHz(offset);
    if (sounding != null) {
      sounding.life().cut(offset);
    }
    if (plays) {
      start(line, layer, channel, key, keyHz, velocity, offset, source, fromHz, overlaps);
    }
  }

  /** The note that begins; null if it has no voice. */
  private Voice start(
      Line line,
      Layer layer,
      int channel,
      int key,
      double keyHz,
      float velocity,
      int offset,
      int source,
      double fromHz,
      boolean overlaps) {
    Voice voice = pool.start(layer, channel, key, keyHz, velocity, offset, source);
    if (voice == null) {
      return null;
    }
    if (fromHz > 0 && !layer.isHit() && isGliding(overlaps)) {
      voice.glideFrom(fromHz, glideFrames());
    }
    line.sounds(voice);
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
    for (Line line : keyboard(channel)) {
      line.keys.release(channel, key);
    }
    lift(channel, key, releaseSpeed(velocity), offset);
  }

  /** From half the rate to twice; keys without a sensor send the middle or nothing. */
  private static float releaseSpeed(float velocity) {
    int played = Math.round(velocity * 127);
    return played == 0 || played == 64 ? 1 : (float) Math.pow(2, (played - 64) / 63.0);
  }

  private void lift(int channel, int key, float releaseSpeed, int offset) {
    Line[] keyboard = keyboard(channel);
    for (int p = 0; p < keyboard.length && mode != VoiceMode.POLY; p++) {
      Line line = keyboard[p];
      Voice sounding = line.sounding();
      if (!line.keys.isEmpty()
          && sounding != null
          && sounding.isHeld()
          && sounding.plays(channel, key)) {
        play(line, p, line.keys.pick(priority()), offset);
      }
    }
    for (Voice voice : voices) {
      if (voice.isPlaying() && voice.plays(channel, key)) {
        keyUp(voice, releaseSpeed, offset);
      }
    }
  }

  private void keyUp(Voice voice, float releaseSpeed, int offset) {
    voice.life().keyUp(offset, !channels.isSustainUp(voice.channel()), releaseSpeed);
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
    for (int c = 0; c < lines.length; c++) {
      if (channels.isFor(channel, c)) {
        for (Line[] keyboard : lines) {
          for (Line line : keyboard) {
            line.keys.releaseChannel(c);
          }
        }
      }
    }
  }

  /** Lifts the keys that their producer no longer holds: after events of it were lost. */
  void resynchronise(int source, HeldKeys held, int offset) {
    for (Line[] keyboard : lines) {
      for (Line line : keyboard) {
        line.keys.releaseUnheld(source, held);
      }
    }
    for (Voice voice : voices) {
      if (voice.isHeld()
          && voice.source() == source
          && !held.isDown(voice.channel(), voice.key())) {
        lift(voice.channel(), voice.key(), 1, offset);
      }
    }
  }
}
