package ligature.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.midi.LearnedControllers;
import ligature.midi.MidiClock;
import ligature.midi.MpeMode;
import ligature.modulation.Modulator;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.parameter.PluginControls;
import ligature.rt.EventSource;
import ligature.rt.HeldKeys;
import ligature.units.KeyPitch;
import ligature.voice.Performance;

/**
 * Takes the events of all sources in the order of their frames and hands each to what it is for:
 * notes and gestures to the {@link Performance}, wheels and windows to the parameters.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after {@link #addSource}.
 */
final class EventDispatch {

  private final List<EventSource> sources = new ArrayList<>();
  private final List<IntConsumer> programsOf = new ArrayList<>();
  private final Performance performance;
  private final ParameterValues values;
  private final MidiClock clock;
  private final TimbreKeys timbreKeys;
  private final Modulator modulator;
  private final MpeSetup mpe;
  private final PluginNotes pluginNotes;
  private final PluginControls pluginControls;
  private final LearnedControllers learned = new LearnedControllers();
  private final AtomicInteger program = new AtomicInteger(-1);
  private IntConsumer programs = program::set;
  private long noteOffs;

  EventDispatch(
      Performance performance,
      ParameterValues values,
      MidiClock clock,
      Modulator modulator,
      PluginNotes pluginNotes,
      PluginControls pluginControls,
      int sampleRateHz) {
    timbreKeys = new TimbreKeys(values, sampleRateHz);
    mpe = new MpeSetup(performance, values, sampleRateHz);
    this.performance = performance;
    this.values = values;
    this.clock = clock;
    this.modulator = modulator;
    this.pluginNotes = pluginNotes;
    this.pluginControls = pluginControls;
  }

  /**
   * Adds a source, before the first {@link #take}; among equal frames, the earlier added goes
   * first.
   *
   * @param itsPrograms told the program changes of this source; null: they are the player's
   */
  void addSource(EventSource source, IntConsumer itsPrograms) {
    sources.add(source);
    programsOf.add(itsPrograms);
  }

  /** Takes all events of a quantum that begins at a frame, from all sources, by frame. */
  void take(long quantum, int hopFrames) {
    long end = quantum + hopFrames;
    timbreKeys.advance(quantum);
    mpe.advance();
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
      handle(sources.get(first).take(), quantum, (int) Math.max(0, frame - quantum), first);
    }
    for (int i = 0; i < sources.size(); i++) {
      HeldKeys held = sources.get(i).takeResynchronisation();
      if (held != null) {
        resynchronise(i, held);
      }
    }
  }

  /** Makes up for lost events: keys that are up are lifted, controllers go where they stand. */
  private void resynchronise(int source, HeldKeys held) {
    for (int channel = 0; channel < 16; channel++) { // a zone resets its channels: so it is first
      float members = held.controller(channel, HeldKeys.ZONE);
      if (!Float.isNaN(members)) {
        mpe.announced(channel, (int) members, 0);
      }
    }
    for (int channel = 0; channel < 16; channel++) {
      for (int number = 0; number < HeldKeys.CONTROLLERS; number++) {
        float value = held.controller(channel, number);
        if (Float.isNaN(value)) {
          continue;
        }
        switch (number) {
          case HeldKeys.BEND -> performance.bend(channel, value);
          case HeldKeys.PRESSURE -> performance.channelPressure(channel, value);
          case HeldKeys.BEND_RANGE -> performance.bendRange(channel, value);
          case HeldKeys.ZONE -> {
            // done before
          }
          default -> controller(channel, number, value, 0);
        }
      }
    }
    for (int i = 0; i < 16 * 128; i++) {
      float pressure = held.pressure(i >> 7, i & 127);
      if (!Float.isNaN(pressure)) {
        keyPressure(i >> 7, i & 127, pressure);
      }
    }
    timbreKeys.resynchronise(source, held);
    performance.resynchronise(source, held, 0);
    pluginNotes.resynchronise(source, held);
  }

  /** The note-offs that were taken since the start. */
  long noteOffs() {
    return noteOffs;
  }

  private void handle(long event, long quantum, int offset, int source) {
    noteOffs += Event.kind(event) == Event.NOTE_OFF ? 1 : 0;
    if (!choosesTimbre(event, quantum + offset, source)) {
      pluginNotes.take(event, offset, source);
      play(event, quantum, offset, source);
    }
  }

  /** Whether it is a key that plays no note but chooses a timbre. */
  private boolean choosesTimbre(long event, long frame, int source) {
    int channel = Event.channel(event);
    int number = Event.number(event);
    return switch (Event.kind(event)) {
      case Event.NOTE_ON -> timbreKeys.press(channel, number, Event.value(event), source);
      case Event.NOTE_OFF -> timbreKeys.lift(channel, number, frame);
      case Event.KEY_PRESSURE -> timbreKeys.pressure(channel, number, Event.value(event));
      default -> false;
    };
  }

  private void play(long event, long quantum, int offset, int source) {
    int channel = Event.channel(event);
    int number = Event.number(event);
    float value = Event.value(event);
    mpe.watch(event, quantum + offset, offset);
    switch (Event.kind(event)) {
      case Event.NOTE_ON -> performance.noteOn(channel, number, value, offset, source);
      case Event.NOTE_OFF -> {
        modulator.lift(channel, number, value);
        performance.noteOff(channel, number, value, offset);
      }
      case Event.PROGRAM_CHANGE -> {
        IntConsumer own = programsOf.get(source);
        (own == null ? programs : own).accept(number);
      }
      case Event.NOTE_PITCH -> performance.notePitch(channel, number, value);
      case Event.PITCH_BEND -> performance.bend(channel, value);
      case Event.BEND_RANGE -> performance.bendRange(channel, value);
      case Event.CHANNEL_PRESSURE -> performance.channelPressure(channel, value);
      case Event.KEY_PRESSURE -> keyPressure(channel, number, value);
      case Event.CONTROLLER -> controller(channel, number, value, offset);
      case Event.ALL_NOTES_OFF -> {
        timbreKeys.liftAll(channel);
        performance.allNotesOff(channel, offset);
      }
      case Event.ALL_SOUND_OFF -> {
        timbreKeys.liftAll(channel);
        performance.allSoundOff(channel, offset);
      }
      case Event.RESET_CONTROLLERS -> resetControllers(channel, offset);
      case Event.MPE_ZONE -> mpe.announced(channel, number, offset);
      case Event.PARAMETER -> values.set(Parameter.of(number), value);
      case Event.CLOCK -> clock.take(number, quantum + offset);
      default -> {
        // an event of a newer kind: nothing here answers to it
      }
    }
  }

  /** Notes that begin from now on have this tuning. */
  void tune(KeyPitch tuning) {
    performance.tune(tuning);
    pluginNotes.tune(tuning);
  }

  /** Another preset was loaded. */
  void loaded() {
    timbreKeys.forget();
  }

  /** Says which MPE zones there are when none is announced. [any thread] */
  void setMpe(MpeMode mode) {
    mpe.want(mode);
  }

  /** The controllers that were learned, and the learning of more. [its methods say the threads] */
  LearnedControllers learned() {
    return learned;
  }

  /** Hands programs over when they come, in place of {@link #takeProgram}. */
  void setPrograms(IntConsumer loader) {
    programs = loader;
  }

  /** The last program that was asked for since the last call, from 0; -1 for none. [any thread] */
  int takeProgram() {
    return program.getAndSet(-1);
  }

  private void keyPressure(int channel, int key, float value) {
    if (!timbreKeys.pressure(channel, key, value)) {
      performance.keyPressure(channel, key, value);
    }
  }

  private void controller(int channel, int number, float value, int offset) {
    if (learned.accept(channel, number, value, values, pluginControls)) {
      return;
    }
    modulator.controller(channel, number, value);
    if (!modulator.follows(number)) {
      turn(channel, number, value);
    }
    performance.controller(channel, number, value, offset);
  }

  /** The controllers that turn a parameter by themselves, where the sound has no use for them. */
  private void turn(int channel, int number, float value) {
    switch (number) {
      case Controllers.MODULATION, Controllers.PAD_X ->
          values.turn(control(channel, number), Parameter.MORPH_X, value);
      case Controllers.PAD_Y -> values.turn(control(channel, number), Parameter.MORPH_Y, value);
      case Controllers.SLIDE -> {
        if (!performance.isMember(channel)) {
          values.turn(control(channel, number), Parameter.MORPH_Y, value);
        }
      }
      default -> {
        // not one that turns a parameter
      }
    }
  }

  private static int control(int channel, int number) {
    return (channel & 15) * 128 + (number & 127);
  }

  /** A wheel that is reset is at rest, but the pad stays where it is: nobody moved it. */
  private void resetControllers(int channel, int offset) {
    for (int c = 0; c < 16; c++) {
      if (channel == c || channel == Performance.ALL_CHANNELS) {
        values.put(control(c, Controllers.MODULATION), Parameter.MORPH_X, 0);
        modulator.controller(c, Controllers.MODULATION, 0);
        modulator.controller(c, Controllers.BREATH, 0);
      }
    }
    performance.resetControllers(channel, offset);
    if (channel == Performance.ALL_CHANNELS) {
      mpe.reset(offset);
    }
  }
}
