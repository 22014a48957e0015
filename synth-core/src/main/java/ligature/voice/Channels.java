package ligature.voice;

import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.midi.MpeZones;

/**
 * The controllers of all 16 channels: what {@link ChannelState} holds, put together with the MPE
 * zones.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class Channels {

  static final int CHANNELS = 16;

  /** In place of a channel: all of them. */
  static final int ALL_CHANNELS = Event.ALL_CHANNELS;

  /** How far a member channel of an MPE zone bends if nothing else was said. */
  private static final float MEMBER_BEND_SEMITONES = 48;

  /** A soft pedal takes this much of the velocity, and as many dB of what is left. */
  private static final float SOFT_VELOCITY = 0.25f;

  private static final float SOFT_DB = 2;

  private final ChannelState[] channels = new ChannelState[CHANNELS];
  private final MpeZones zones = new MpeZones();

  Channels() {
    for (int i = 0; i < CHANNELS; i++) {
      channels[i] = new ChannelState();
    }
  }

  ChannelState channel(int channel) {
    return channels[channel & 15];
  }

  /** Takes a controller that moves notes; pedals have their own ways. */
  void controller(int channel, int number, float value) {
    ChannelState state = channel(channel);
    switch (number) {
      case Controllers.BREATH -> state.breath = value;
      case Controllers.VOLUME -> state.volume(value);
      case Controllers.PAN -> state.panController(value);
      case Controllers.EXPRESSION -> state.expression(value);
      case Controllers.SOFT -> state.soft = value;
      case Controllers.SLIDE -> {
        if (zones.managerOf(channel & 15) >= 0) {
          state.slide = value;
        }
      }
      default -> {
        // nothing that moves a note
      }
    }
  }

  /** RPN 0; for one member of a zone it counts for all. */
  void bendRange(int channel, float semitones) {
    int manager = zones.managerOf(channel & 15);
    for (int c = 0; c < CHANNELS; c++) {
      if (c == (channel & 15) || manager >= 0 && zones.managerOf(c) == manager) {
        channels[c].bendRangeSemitones = semitones;
      }
    }
  }

  boolean hasZone(int manager, int members) {
    return zones.members(manager) == members;
  }

  void configureZone(int manager, int members) {
    zones.configure(manager, members);
  }

  boolean isMember(int channel) {
    return zones.managerOf(channel & 15) >= 0;
  }

  int keyboardOf(int channel) {
    return zones.keyboardOf(channel & 15);
  }

  /** Whether a message to {@code target} is meant for {@code channel}: a manager speaks for all. */
  boolean isFor(int target, int channel) {
    return target == ALL_CHANNELS || target == channel || zones.managerOf(channel & 15) == target;
  }

  /** Adds what the note's own channel does to it. */
  void addOwn(NoteMotion motion, int channel, int key, float bendSemitones) {
    channel(channel).addTo(motion, key, isMember(channel) ? MEMBER_BEND_SEMITONES : bendSemitones);
  }

  /** Adds what the manager of the note's zone does to it. */
  void addZone(NoteMotion motion, int channel, int key, float bendSemitones) {
    int manager = zones.managerOf(channel & 15);
    if (manager >= 0) {
      channels[manager].addTo(motion, key, bendSemitones);
    }
  }

  /** The pressure on a key: its own, its channel's or its zone's, whichever is most. */
  float pressure(int channel, int key) {
    float own = channel(channel).pressureOn(key);
    int manager = zones.managerOf(channel & 15);
    return manager < 0 ? own : Math.max(own, channels[manager].pressureOn(key));
  }

  /** The slide of a member channel; 0 on others. */
  float slide(int channel) {
    return channel(channel).slide;
  }

  /** How fast notes fade whose keys are up: 1 to 0. */
  float damping(int channel) {
    float own = channel(channel).damping();
    int manager = zones.managerOf(channel & 15);
    return manager < 0 ? own : Math.min(own, channels[manager].damping());
  }

  boolean isSustainUp(int channel) {
    int manager = zones.managerOf(channel & 15);
    return channel(channel).isSustainUp() && (manager < 0 || channels[manager].isSustainUp());
  }

  private float soft(int channel) {
    int manager = zones.managerOf(channel & 15);
    float own = channel(channel).soft;
    return manager < 0 ? own : Math.max(own, channels[manager].soft);
  }

  /**
   * The velocity that a note sounds with.
   *
   * @param curve from -1, hard to play, to 1, easy
   */
  float velocity(int channel, float velocity, float curve) {
    float soft = soft(channel);
    float played = soft == 0 ? velocity : velocity * (1 - SOFT_VELOCITY * soft);
    return curve == 0 ? played : (float) Math.pow(played, Math.pow(4, -curve));
  }

  /** What the soft pedal does to the level of a note that begins. */
  float softDb(int channel) {
    return -SOFT_DB * soft(channel);
  }

  /** Lets go of all controllers that are held, not of those that set a channel up. */
  void reset(int target) {
    for (int c = 0; c < CHANNELS; c++) {
      if (isFor(target, c)) {
        channels[c].reset();
      }
    }
  }

  /** Begins anew on a channel, and if it is a manager on all of its zone. */
  void resetForZone(int manager) {
    for (int c = 0; c < CHANNELS; c++) {
      if (isFor(manager, c)) {
        channels[c].resetForZone();
      }
    }
  }
}
