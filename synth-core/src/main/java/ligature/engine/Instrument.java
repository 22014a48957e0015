package ligature.engine;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Blend;
import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.rt.EventSource;
import ligature.rt.FrameRing;
import ligature.rt.HeldKeys;
import ligature.rt.OnThread;
import ligature.rt.Published;
import ligature.rt.ThreadRole;
import ligature.units.Decibels;
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

  /** Controllers reach their target with this time constant: fast, and without zipper noise. */
  private static final double SMOOTHING_SECONDS = 0.012;

  private final int hopFrames;
  private final int sampleRateHz;
  private final String latentSpaceId;
  private final VoicePool voices;
  private final Limiter limiter;
  private final Meters meters;
  private final List<EventSource> sources = new ArrayList<>();
  private final Published<Patch> patches;
  private final float[] targets = new float[Parameter.count()];
  private final float[] values = new float[Parameter.count()];
  private final Blend twoCorners = new Blend();
  private final Blend fourCorners = new Blend();
  private final float[] mix;
  private final float smoothing;
  private final long[] heldKeys = new long[2];
  private Patch patch;
  private float gain;
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
    voices = new VoicePool(decoder, polyphony, seed);
    limiter = new Limiter(sampleRateHz);
    this.meters = meters;
    mix = new float[hopFrames];
    served = hopFrames;
    quantum = -hopFrames;
    smoothing = (float) (1 - Math.exp(-hopFrames / (SMOOTHING_SECONDS * sampleRateHz)));
    patches = new Published<>(checked(patch));
    takePatch();
    System.arraycopy(targets, 0, values, 0, values.length);
    gain = (float) Decibels.toFactor(values[Parameter.LEVEL.ordinal()]);
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
        out[at] = mix[served + i];
        out[at + 1] = mix[served + i];
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
    smoothParameters();
    voices.render(twoCorners, fourCorners, values[Parameter.RELEASE.ordinal()], mix);
    applyLevel();
    limiter.process(mix, hopFrames);
    updateMeters();
  }

  private void takePatch() {
    Patch next = patches.current();
    if (next != patch) {
      patch = next;
      for (int i = 0; i < targets.length; i++) {
        setTarget(Parameter.of(i), patch.value(Parameter.of(i)));
      }
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
    float value = Event.value(event);
    switch (Event.kind(event)) {
      case Event.NOTE_ON ->
          voices.noteOn(patch, channel, Event.number(event), value, offset, source);
      case Event.NOTE_OFF -> voices.noteOff(channel, Event.number(event), offset);
      case Event.PITCH_BEND -> voices.bend(channel, value);
      case Event.CONTROLLER -> controller(channel, Event.number(event), value, offset);
      case Event.ALL_NOTES_OFF -> voices.allNotesOff(channel, offset);
      case Event.ALL_SOUND_OFF -> voices.allSoundOff(channel, offset);
      case Event.RESET_CONTROLLERS -> voices.resetControllers(channel, offset);
      case Event.PARAMETER -> setTarget(Parameter.of(Event.number(event)), value);
      default -> {
        // an event of a newer kind: nothing here answers to it
      }
    }
  }

  private void controller(int channel, int number, float value, int offset) {
    switch (number) {
      case Controllers.MODULATION, Controllers.PAD_X -> setTarget(Parameter.MORPH_X, value);
      case Controllers.PAD_Y -> setTarget(Parameter.MORPH_Y, value);
      case Controllers.SUSTAIN -> voices.sustain(channel, value >= 64 / 127f, offset);
      default -> {
        // not one that we answer to
      }
    }
  }

  private void setTarget(Parameter parameter, float value) {
    float inRange = parameter.clamp(value);
    targets[parameter.ordinal()] = inRange;
    meters.setValue(parameter, inRange);
  }

  /** While nothing sounds, values jump: the first note after a change is heard as it was set. */
  private void smoothParameters() {
    boolean jump = !voices.isSounding();
    for (int i = 0; i < values.length; i++) {
      float rest = targets[i] - values[i];
      values[i] = jump || Math.abs(rest) < 1e-5f ? targets[i] : values[i] + smoothing * rest;
    }
    float x = values[Parameter.MORPH_X.ordinal()];
    twoCorners.set(x, 0);
    fourCorners.set(x, values[Parameter.MORPH_Y.ordinal()]);
  }

  private void applyLevel() {
    float target = (float) Decibels.toFactor(values[Parameter.LEVEL.ordinal()]);
    float step = (target - gain) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      mix[i] *= gain + step * i;
    }
    gain = target;
  }

  private void updateMeters() {
    float peak = 0;
    for (int i = 0; i < hopFrames; i++) {
      peak = Math.max(peak, Math.abs(mix[i]));
    }
    voices.heldKeys(heldKeys);
    meters.update(quantum + hopFrames, voices.active(), peak, peak, limiter.reductionDb());
    meters.setKeys(heldKeys[0], heldKeys[1]);
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
