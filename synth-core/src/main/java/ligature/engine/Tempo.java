package ligature.engine;

import ligature.midi.MidiClock;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;

/**
 * Which tempo holds: that of a MIDI clock, else that of a transport, else {@link Parameter#TEMPO}.
 *
 * <p>Threads: {@code [model-thread]}, but {@link #setTransport}; no allocation after the
 * constructor.
 */
final class Tempo {

  private final ParameterValues values;
  private final MidiClock clock;
  private volatile double transport;

  Tempo(ParameterValues values, int sampleRateHz) {
    this.values = values;
    clock = new MidiClock(sampleRateHz);
  }

  /** The MIDI clock, which events move on. */
  MidiClock clock() {
    return clock;
  }

  /** Says a transport's tempo, 0 for none. [any thread] */
  void setTransport(double beatsPerMinute) {
    transport = beatsPerMinute;
  }

  /** The MIDI clock's at a frame, in beats a minute; 0 if there is none. */
  double ofClock(long frame) {
    return clock.beatsPerMinute(frame);
  }

  /** The one that holds at a frame, in beats a minute. */
  double at(long frame) {
    double byClock = ofClock(frame);
    double known = byClock > 0 ? byClock : transport;
    return known > 0 ? known : values.value(Parameter.TEMPO);
  }
}
