package ligature.engine;

import java.util.Arrays;
import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.midi.MpeMode;
import ligature.midi.MpeZones;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.voice.Performance;

/**
 * Which MPE zones there are: those of the player's {@link MpeMode}, until a controller announces
 * others.
 *
 * <p>In the mode {@link MpeMode#AUTO} a controller that announces nothing is known by what the MPE
 * specification has it send before each note: bend, slide (controller 74) and pressure of a channel
 * of its own. No hand moves all three within a hundredth of a second before a key.
 *
 * <p>Threads: {@code [model-thread]}, but {@link #want}; no allocation after the constructor.
 */
final class MpeSetup {

  private static final double TOGETHER_SECONDS = 0.01;
  private static final int CHANNELS = 16;
  private static final long NEVER = Long.MIN_VALUE / 2;

  /** What a note begins with, for each channel: which of the three, when, and where they stand. */
  private static final class Starts {
    private final long[] frames = new long[CHANNELS];
    private final float[] values = new float[CHANNELS];

    Starts() {
      Arrays.fill(frames, NEVER);
    }

    void take(long frame, int channel, float value) {
      frames[channel] = frame;
      values[channel] = value;
    }
  }

  private final Performance performance;
  private final ParameterValues values;
  private final long togetherFrames;
  private final Starts bends = new Starts();
  private final Starts slides = new Starts();
  private final Starts pressures = new Starts();
  private volatile MpeMode wanted = MpeMode.AUTO;
  private MpeMode mode = MpeMode.AUTO;
  private final MpeZones announced = new MpeZones();
  private boolean anyAnnounced;
  private float padBefore;
  private long padMoved = NEVER;

  MpeSetup(Performance performance, ParameterValues values, int sampleRateHz) {
    this.performance = performance;
    this.values = values;
    togetherFrames = Math.round(TOGETHER_SECONDS * sampleRateHz);
  }

  /** Says the mode, from the next quantum on. [any thread] */
  void want(MpeMode next) {
    wanted = next;
  }

  /** Takes another mode, if one was said. */
  void advance() {
    MpeMode next = wanted;
    if (next != mode) {
      mode = next;
      setUp(0);
    }
  }

  /** Begins anew after a reset of everything: zones that were announced last still hold in AUTO. */
  void reset(int offset) {
    if (mode != MpeMode.AUTO) {
      setUp(offset);
    }
  }

  private void setUp(int offset) {
    boolean auto = mode == MpeMode.AUTO;
    int lower = auto ? announced.members(MpeZones.LOWER_MANAGER) : mode.lowerMembers();
    int upper = auto ? announced.members(MpeZones.UPPER_MANAGER) : mode.upperMembers();
    performance.configureZone(MpeZones.LOWER_MANAGER, lower, offset);
    performance.configureZone(MpeZones.UPPER_MANAGER, upper, offset);
  }

  /** A controller announces a zone: it knows best, unless the player wants none. */
  void announced(int manager, int members, int offset) {
    announced.configure(manager, members);
    anyAnnounced = true;
    if (mode != MpeMode.OFF) {
      performance.configureZone(manager, members, offset);
    }
  }

  /** Looks at an event, before anybody else does, at its frame in the stream. */
  void watch(long event, long frame, int offset) {
    if (mode != MpeMode.AUTO) {
      return;
    }
    int channel = Event.channel(event) & 15;
    float value = Event.value(event);
    switch (Event.kind(event)) {
      case Event.PITCH_BEND -> bends.take(frame, channel, value);
      case Event.CHANNEL_PRESSURE -> pressures.take(frame, channel, value);
      case Event.CONTROLLER -> {
        if (Event.number(event) == Controllers.SLIDE) {
          slides.take(frame, channel, value);
          padWillMove(frame);
        }
      }
      case Event.NOTE_ON -> {
        if (isMpe(channel, frame)) {
          guess(channel, offset);
        }
      }
      default -> {
        // says nothing of zones
      }
    }
  }

  /** Until there is a zone a slide turns the pad: where it was is kept for when that was wrong. */
  private void padWillMove(long frame) {
    if (frame - padMoved > togetherFrames) {
      padBefore = values.setting(Parameter.MORPH_Y);
    }
    padMoved = frame;
  }

  private boolean isMpe(int channel, long frame) {
    long first =
        Math.min(
            bends.frames[channel], Math.min(slides.frames[channel], pressures.frames[channel]));
    return channel != MpeZones.LOWER_MANAGER
        && frame - first <= togetherFrames
        && !anyAnnounced
        && !performance.hasZone();
  }

  private void guess(int channel, int offset) {
    values.set(Parameter.MORPH_Y, padBefore);
    performance.configureZone(MpeZones.LOWER_MANAGER, MpeMode.LOWER.lowerMembers(), offset);
    performance.bend(channel, bends.values[channel]);
    performance.controller(channel, Controllers.SLIDE, slides.values[channel], offset);
    performance.channelPressure(channel, pressures.values[channel]);
  }
}
