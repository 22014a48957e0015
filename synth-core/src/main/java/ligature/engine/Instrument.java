package ligature.engine;

import java.util.ArrayList;
import java.util.List;
import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.midi.MidiClock;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.preset.Patch;
import ligature.rt.EventSource;
import ligature.rt.FrameRing;
import ligature.rt.HeldKeys;
import ligature.rt.OnThread;
import ligature.rt.Published;
import ligature.rt.ThreadRole;
import ligature.units.Decibels;
import ligature.units.StereoPan;
import ligature.voice.StereoHop;
import ligature.voice.VoicePool;

/**
 * The instrument: events in, stereo audio out.
 *
 * <p>It works in quanta of one hop on the stream's absolute grid, whatever the size of the blocks
 * that are asked for: so the output does not depend on block, period or ring. An event must be
 * there before the quantum that holds its frame begins; the live latency guarantees that, and
 * offline all events are there from the start.
 *
 * <p>Threads: {@code [model-thread]}, but {@link #publish}; nothing allocates after the
 * constructor.
 */
public final class Instrument {

  /** Parameters reach their target with this time constant: fast, and without zipper noise. */
  private static final double SMOOTHING_SECONDS = 0.012;

  private final int hopFrames;
  private final int sampleRateHz;
  private final String latentSpaceId;
  private final VoicePool voices;
  private final Limiter limiter;
  private final Meters meters;
  private final List<EventSource> sources = new ArrayList<>();
  private final Published<Patch> patches;
  private final ParameterValues values = new ParameterValues();
  private final MidiClock clock;
  private final StereoHop mix;
  private final float smoothing;
  private final long[] heldKeys = new long[2];
  private Patch patch;
  private float left;
  private float right;
  private long quantum;
  private int served;

  /**
   * @param decoder belongs to this instrument from now on, which prepares it; the caller closes it
   * @param polyphony the most notes at once
   * @param seed of all that is random
   */
  public Instrument(Decoder decoder, int polyphony, long seed, Patch patch, Meters meters) {
    hopFrames = decoder.hopFrames();
    sampleRateHz = decoder.sampleRateHz();
    latentSpaceId = decoder.latentSpaceId();
    voices = new VoicePool(decoder, values, polyphony, seed);
    limiter = new Limiter(sampleRateHz);
    this.meters = meters;
    clock = new MidiClock(sampleRateHz);
    mix = new StereoHop(hopFrames);
    served = hopFrames;
    quantum = -hopFrames;
    smoothing = (float) (1 - Math.exp(-hopFrames / (SMOOTHING_SECONDS * sampleRateHz)));
    patches = new Published<>(checked(patch));
    takePatch();
    values.acceptAnyControl();
    values.smooth(1);
    left = levelFactor() * StereoPan.left(values.value(Parameter.PAN));
    right = levelFactor() * StereoPan.right(values.value(Parameter.PAN));
  }

  /**
   * Adds a source of events, before the first {@link #render}; among equal frames, the earlier
   * added goes first.
   */
  public void addSource(EventSource source) {
    sources.add(source);
  }

  /**
   * Hands over a sound; it is taken at the next quantum. [any one thread]
   *
   * @throws IllegalArgumentException if its timbres belong to another model
   */
  public void publish(Patch next) {
    patches.publish(checked(next));
  }

  private Patch checked(Patch next) {
    if (!next.corner(0).latentSpaceId().equals(latentSpaceId)) {
      throw new IllegalArgumentException(
          "the timbres of "
              + next.name()
              + " belong to another model: "
              + next.corner(0).latentSpaceId());
    }
    return next;
  }

  /**
   * Writes the next {@code frames} stereo frames to {@code out}, from frame {@code offsetFrames} of
   * it on.
   */
  @OnThread(ThreadRole.MODEL)
  public void render(float[] out, int offsetFrames, int frames) {
    assert ThreadRole.MODEL.isCurrent();
    int done = 0;
    while (done < frames) {
      if (served == hopFrames) {
        renderQuantum();
      }
      int n = Math.min(frames - done, hopFrames - served);
      for (int i = 0; i < n; i++) {
        int at = (offsetFrames + done + i) * FrameRing.CHANNELS;
        out[at] = mix.left[served + i];
        out[at + 1] = mix.right[served + i];
      }
      served += n;
      done += n;
    }
  }

  private void renderQuantum() {
    quantum += hopFrames;
    served = 0;
    takePatch();
    takeEvents();
    // while nothing sounds, values jump: the first note after a change is heard as it was set
    values.smooth(voices.isSounding() ? smoothing : 1);
    voices.render(mix);
    applyLevel();
    limiter.process(mix.left, mix.right, hopFrames);
    updateMeters();
  }

  private void takePatch() {
    Patch next = patches.current();
    if (next != patch) {
      patch = next;
      for (int i = 0; i < Parameter.count(); i++) {
        values.set(Parameter.of(i), patch.value(Parameter.of(i)));
      }
      showValues();
    }
  }

  /** Takes all events of this quantum, from all sources, by frame. */
  private void takeEvents() {
    long end = quantum + hopFrames;
    while (true) {
      int first = -1;
      long frame = end;
      for (int i = 0; i < sources.size(); i++) {
        long next = sources.get(i).nextFrame();
        if (next < frame) {
          frame = next;
          first = i;
        }
      }
      if (first < 0) {
        break;
      }
      handle(sources.get(first).take(), (int) Math.max(0, frame - quantum), first);
    }
    for (int i = 0; i < sources.size(); i++) {
      HeldKeys held = sources.get(i).takeResynchronisation();
      if (held != null) {
        voices.resynchronise(i, held, 0);
      }
    }
  }

  private void handle(long event, int offset, int source) {
    int channel = Event.channel(event);
    int number = Event.number(event);
    float value = Event.value(event);
    switch (Event.kind(event)) {
      case Event.NOTE_ON -> voices.noteOn(patch, channel, number, value, offset, source);
      case Event.NOTE_OFF -> voices.noteOff(channel, number, value, offset);
      case Event.PITCH_BEND -> voices.bend(channel, value);
      case Event.BEND_RANGE -> voices.bendRange(channel, value);
      case Event.CHANNEL_PRESSURE -> voices.channelPressure(channel, value);
      case Event.KEY_PRESSURE -> voices.keyPressure(channel, number, value);
      case Event.CONTROLLER -> controller(channel, number, value, offset);
      case Event.ALL_NOTES_OFF -> voices.allNotesOff(channel, offset);
      case Event.ALL_SOUND_OFF -> voices.allSoundOff(channel, offset);
      case Event.RESET_CONTROLLERS -> resetControllers(channel, offset);
      case Event.MPE_ZONE -> voices.configureZone(channel, number, offset);
      case Event.PARAMETER -> values.set(Parameter.of(number), value);
      case Event.CLOCK -> clock.take(number, quantum + offset);
      default -> {
        // an event of a newer kind: nothing here answers to it
      }
    }
  }

  private void controller(int channel, int number, float value, int offset) {
    switch (number) {
      case Controllers.MODULATION, Controllers.PAD_X ->
          values.turn(control(channel, number), Parameter.MORPH_X, value);
      case Controllers.PAD_Y -> values.turn(control(channel, number), Parameter.MORPH_Y, value);
      case Controllers.SLIDE -> {
        if (!voices.isMember(channel)) {
          values.turn(control(channel, number), Parameter.MORPH_Y, value);
        }
      }
      default -> {
        // not one that turns a parameter
      }
    }
    voices.controller(channel, number, value, offset);
  }

  private static int control(int channel, int number) {
    return (channel & 15) * 128 + (number & 127);
  }

  /** A wheel that is reset is at rest, but the pad stays where it is: nobody moved it. */
  private void resetControllers(int channel, int offset) {
    for (int c = 0; c < 16; c++) {
      if (channel == c || channel == VoicePool.ALL_CHANNELS) {
        values.put(control(c, Controllers.MODULATION), Parameter.MORPH_X, 0);
      }
    }
    voices.resetControllers(channel, offset);
  }

  private float levelFactor() {
    return (float) Decibels.toFactor(values.value(Parameter.LEVEL));
  }

  private void applyLevel() {
    float pan = values.value(Parameter.PAN);
    float level = levelFactor();
    float leftTarget = level * StereoPan.left(pan);
    float rightTarget = level * StereoPan.right(pan);
    float leftStep = (leftTarget - left) / hopFrames;
    float rightStep = (rightTarget - right) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      mix.left[i] *= left + leftStep * i;
      mix.right[i] *= right + rightStep * i;
    }
    left = leftTarget;
    right = rightTarget;
  }

  private void updateMeters() {
    float peakLeft = 0;
    float peakRight = 0;
    for (int i = 0; i < hopFrames; i++) {
      peakLeft = Math.max(peakLeft, Math.abs(mix.left[i]));
      peakRight = Math.max(peakRight, Math.abs(mix.right[i]));
    }
    voices.heldKeys(heldKeys);
    meters.update(quantum + hopFrames, voices.active(), peakLeft, peakRight, limiter.reductionDb());
    meters.setKeys(heldKeys[0], heldKeys[1]);
    meters.setTempo(clock.beatsPerMinute(quantum + hopFrames));
    showValues();
  }

  private void showValues() {
    for (int i = 0; i < Parameter.count(); i++) {
      Parameter parameter = Parameter.of(i);
      meters.setValue(parameter, values.target(parameter));
      meters.setControl(
          parameter, values.isPickedUp(parameter) ? Float.NaN : values.controlAt(parameter));
    }
  }

  /**
   * Lets {@code frames} frames pass unheard: their events count, all notes that sound now end. For
   * a late stream.
   */
  public void skip(long frames) {
    voices.kill();
    quantum += frames;
    served = hopFrames;
  }

  /** Whether anything sounds. */
  public boolean isSilent() {
    return voices.active() == 0;
  }

  /** The highest recent peak among the notes stolen, full scale 1. */
  public float loudestStolen() {
    return voices.loudestStolen();
  }

  /** Notes stolen since the start. */
  public long stolen() {
    return voices.stolen();
  }

  public int hopFrames() {
    return hopFrames;
  }

  public int sampleRateHz() {
    return sampleRateHz;
  }
}
