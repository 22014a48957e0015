package ligature.voice;

import ligature.midi.Controllers;
import ligature.midi.MpeZones;
import ligature.parameter.ParameterValues;
import ligature.preset.Patch;
import ligature.rt.HeldKeys;
import ligature.units.KeyPitch;

/**
 * What the player does: keys ({@link Keyboard}), pedals and controllers ({@link Channels}).
 *
 * <p>Offsets are frames within the coming hop. Threads: {@code [model-thread]}; no allocation after
 * the constructor.
 */
public final class Performance {

  /** On all channels, in place of a channel. */
  public static final int ALL_CHANNELS = Channels.ALL_CHANNELS;

  private final VoicePool pool;
  private final Keyboard keyboard;
  private final Voice[] voices;
  private final Channels channels;
  private final int[] keyboardsBefore = new int[Channels.CHANNELS];

  /**
   * @param values the parameters: voice mode, glide and so on
   */
  public Performance(VoicePool pool, ParameterValues values, int sampleRateHz) {
    this.pool = pool;
    keyboard = new Keyboard(pool, values, sampleRateHz);
    voices = pool.voices();
    channels = pool.channels();
  }

  /** The sound of the notes that begin from now on. */
  public void load(Patch next) {
    keyboard.load(next);
  }

  /** The same sound, its timbres at other points of the pad: notes that sound glide there. */
  public void move(Patch next) {
    keyboard.move(next);
  }

  /** Sets which pitch a key has, from the next note on: notes that sound keep theirs. */
  public void tune(KeyPitch next) {
    pool.tune(next);
  }

  /** Gives a key a pitch of its own, in Hz, until it is lifted; before {@link #noteOn}. */
  public void notePitch(int channel, int key, float hz) {
    pool.setOwnHz(channel, key, hz);
  }

  /**
   * Presses a key, unless it has no pitch.
   *
   * @param velocity in (0, 1], as it was played
   * @param source which producer pressed it
   */
  public void noteOn(int channel, int key, float velocity, int offset, int source) {
    keyboard.noteOn(channel, key, velocity, offset, source);
  }

  /**
   * Lifts a key.
   *
   * @param velocity how fast it came up, [0, 1]: a faster key ends its note faster
   */
  public void noteOff(int channel, int key, float velocity, int offset) {
    keyboard.noteOff(channel, key, velocity, offset);
    pool.setOwnHz(channel, key, 0);
  }

  /** Takes a controller that moves or holds notes; others change nothing here. */
  public void controller(int channel, int number, float value, int offset) {
    switch (number) {
      case Controllers.SUSTAIN -> {
        channels.channel(channel).sustain = value;
        releaseUnpedalled(offset);
      }
      case Controllers.SOSTENUTO -> sostenuto(channel, ChannelState.isDown(value), offset);
      default -> channels.controller(channel, number, value);
    }
  }

  private void releaseUnpedalled(int offset) {
    for (Voice voice : voices) {
      if (voice.life().isPedalledOnly() && channels.isSustainUp(voice.channel())) {
        voice.life().release(offset);
      }
    }
  }

  private void sostenuto(int channel, boolean down, int offset) {
    ChannelState state = channels.channel(channel);
    if (down != state.sostenuto) {
      state.sostenuto = down;
      if (down) {
        catchHeld(channel);
      } else {
        letGo(channel);
      }
      releaseUnpedalled(offset);
    }
  }

  private void catchHeld(int channel) {
    for (Voice voice : voices) {
      if (channels.isFor(channel, voice.channel())) {
        voice.life().catchBy(channel);
      }
    }
  }

  /** A note may have moved to another channel since it was caught. */
  private void letGo(int channel) {
    for (Voice voice : voices) {
      NoteLife life = voice.life();
      if (life.isCaught()
          && (channels.isFor(channel, life.caughtBy())
              || channels.isFor(channel, voice.channel()))) {
        life.letGo();
      }
    }
  }

  /** Bends all notes of a channel, held and fading; -1 to 1. */
  public void bend(int channel, float value) {
    channels.channel(channel).bend = value;
  }

  /** How far the wheel of a channel bends; for one member of an MPE zone it counts for all. */
  public void bendRange(int channel, float semitones) {
    channels.bendRange(channel, semitones);
  }

  /** The pressure on all keys of a channel, 0 to 1. */
  public void channelPressure(int channel, float value) {
    channels.channel(channel).pressure = value;
  }

  /** The pressure on one key, 0 to 1. */
  public void keyPressure(int channel, int key, float value) {
    channels.channel(channel).keyPressure(key, value);
  }

  /** Whether a channel is a member of an MPE zone, so that its slide is a note's own. */
  public boolean isMember(int channel) {
    return channels.isMember(channel);
  }

  /** Whether there is any MPE zone. */
  public boolean hasZone() {
    return !channels.hasZone(MpeZones.LOWER_MANAGER, 0)
        || !channels.hasZone(MpeZones.UPPER_MANAGER, 0);
  }

  /**
   * Sets up an MPE zone; its keys are lifted and its controllers reset.
   *
   * @param manager the zone's manager channel, 0 or 15
   */
  public void configureZone(int manager, int members, int offset) {
    if (channels.hasZone(manager, members)) {
      return; // some controllers announce theirs all the time
    }
    for (int c = 0; c < keyboardsBefore.length; c++) {
      keyboardsBefore[c] = channels.keyboardOf(c);
    }
    clear(manager, offset);
    channels.configureZone(manager, members);
    clear(manager, offset);
    for (int c = 0; c < keyboardsBefore.length; c++) {
      if (keyboardsBefore[c] != channels.keyboardOf(c)) {
        clear(c, offset); // taken from the other zone, or given back by it
      }
    }
    releaseUnpedalled(offset);
  }

  private void clear(int channel, int offset) {
    allNotesOff(channel, offset);
    letGo(channel);
    channels.resetForZone(channel);
  }

  /** Lifts all keys of a channel, or of {@link #ALL_CHANNELS}; pedals still hold their notes. */
  public void allNotesOff(int channel, int offset) {
    keyboard.liftAll(channel, offset);
    pool.clearOwnHz();
  }

  /** Cuts all notes of a channel, or of {@link #ALL_CHANNELS}, without a click. */
  public void allSoundOff(int channel, int offset) {
    keyboard.forget(channel);
    pool.clearOwnHz();
    for (Voice voice : voices) {
      if (channels.isFor(channel, voice.channel())) {
        voice.life().cut(offset);
      }
    }
  }

  /** Lets go of the controllers of a channel, or of {@link #ALL_CHANNELS}, as RP-015 says. */
  public void resetControllers(int channel, int offset) {
    channels.reset(channel);
    letGo(channel);
    releaseUnpedalled(offset);
  }

  /** Lifts the keys that their producer no longer holds: after events of it were lost. */
  public void resynchronise(int source, HeldKeys held, int offset) {
    keyboard.resynchronise(source, held, offset);
    pool.clearOwnHz(); // the note-off that ends a pitch of its own may be among the lost
  }
}
