package ligature.engine;

import java.util.concurrent.atomic.AtomicInteger;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;

/**
 * What the instrument says of itself, for windows and statistics.
 *
 * <p>Threads: written by {@code [model-thread]} and {@code [audio-thread]}, each its own fields;
 * read by any, wait-free.
 */
public final class Meters {

  private final AtomicInteger peakLeft = new AtomicInteger();
  private final AtomicInteger peakRight = new AtomicInteger();
  private final AtomicInteger[] values = new AtomicInteger[Parameter.count()];
  private final AtomicInteger[] controls = new AtomicInteger[Parameter.count()];
  private volatile double beatsPerMinute;
  private volatile double pathTime;
  private final SoundTap tap = new SoundTap();
  private final NotePlaces places = new NotePlaces();
  private volatile int voices;
  private volatile int governorVoices;
  private volatile int governorSteps;
  private volatile long governorRests;
  private volatile long modelFaults;
  private volatile boolean modelFailing;
  private volatile long frame;
  private volatile float limiterDb;
  private volatile long noteOffs;
  private volatile long lowKeys;
  private volatile long highKeys;

  private final boolean isRead;

  public Meters() {
    this(true);
  }

  private Meters(boolean isRead) {
    this.isRead = isRead;
    for (int i = 0; i < values.length; i++) {
      values[i] = new AtomicInteger(Float.floatToRawIntBits(Parameter.of(i).initial()));
      controls[i] = new AtomicInteger(Float.floatToRawIntBits(Float.NaN));
    }
  }

  /** Meters that nobody reads, so that nothing need be written to them. */
  public static Meters ofNobody() {
    return new Meters(false);
  }

  boolean isRead() {
    return isRead;
  }

  /** [model-thread] Takes the state after a quantum; peaks are kept until somebody reads them. */
  void update(long frame, int voices, float left, float right, float limiterDb) {
    this.frame = frame;
    this.voices = voices;
    this.limiterDb = limiterDb;
    raise(peakLeft, left);
    raise(peakRight, right);
  }

  /** [model-thread] Takes the keys that are down, a bit a key. */
  void setKeys(long low, long high) {
    lowKeys = low;
    highKeys = high;
  }

  /** [model-thread] */
  void setNoteOffs(long count) {
    noteOffs = count;
  }

  /** The note-offs that came since the start, whether their keys were down or not. */
  public long noteOffs() {
    return noteOffs;
  }

  /** Whether somebody holds this key, 0 to 127. */
  public boolean isKeyDown(int key) {
    return ((key < 64 ? lowKeys : highKeys) >>> (key & 63) & 1) != 0;
  }

  /** [model-thread] Takes all parameters as they are set, and where their hardware stands. */
  void setValues(ParameterValues from) {
    for (int i = 0; isRead && i < Parameter.count(); i++) {
      Parameter parameter = Parameter.of(i);
      setValue(parameter, from.setting(parameter));
      setControl(parameter, from.isPickedUp(parameter) ? Float.NaN : from.controlAt(parameter));
    }
  }

  /** [model-thread] */
  void setValue(Parameter parameter, float value) {
    values[parameter.ordinal()].setRelease(Float.floatToRawIntBits(value));
  }

  /** [model-thread] Takes where hardware stands that does not hold its parameter, NaN for none. */
  void setControl(Parameter parameter, float standsAt) {
    controls[parameter.ordinal()].setRelease(Float.floatToRawIntBits(standsAt));
  }

  /** [model-thread] */
  void setTempo(double clockBeatsPerMinute) {
    beatsPerMinute = clockBeatsPerMinute;
  }

  /** [model-thread] */
  void setPathTime(double time) {
    pathTime = time;
  }

  /**
   * Where the path is that all notes share, in its own unit, without {@link Parameter#PATH_PHASE};
   * at its beginning until a note has begun.
   */
  public double pathTime() {
    return pathTime;
  }

  /** Bits of floats that are not negative compare as the floats do. */
  private static void raise(AtomicInteger peak, float value) {
    int bits = Float.floatToRawIntBits(value);
    int old = peak.get();
    while (bits > old && !peak.compareAndSet(old, bits)) {
      old = peak.get();
    }
  }

  /** The highest amplitude on the left since the last call, full scale 1. */
  public float takePeakLeft() {
    return Float.intBitsToFloat(peakLeft.getAndSet(0));
  }

  /** The highest amplitude on the right since the last call, full scale 1. */
  public float takePeakRight() {
    return Float.intBitsToFloat(peakRight.getAndSet(0));
  }

  /**
   * Where a hardware control of this parameter stands that has to be moved past {@link #value}
   * before it takes hold; NaN if none is waiting. In the parameter's range.
   */
  public float waitingControl(Parameter parameter) {
    return Float.intBitsToFloat(controls[parameter.ordinal()].get());
  }

  /** The tempo of a MIDI clock that is received, 0 if there is none. */
  public double clockBeatsPerMinute() {
    return beatsPerMinute;
  }

  /** The value that sounds now, whoever set it. */
  public float value(Parameter parameter) {
    return Float.intBitsToFloat(values[parameter.ordinal()].get());
  }

  /** Where on the pad the notes are that sound now. */
  public NotePlaces places() {
    return places;
  }

  /** What sounded in the last moments. */
  public SoundTap tap() {
    return tap;
  }

  /** Voices that sound now, fading ones included. */
  public int voices() {
    return voices;
  }

  /** Frames rendered since the start, at the model's rate. */
  public long frame() {
    return frame;
  }

  /** [model-thread] */
  void setGovernor(int voiceLimit, int steps, long rests) {
    governorVoices = voiceLimit;
    governorSteps = steps;
    governorRests = rests;
  }

  /** The voices that may play because the machine is too slow for more; 0 while it is not. */
  public int governorVoices() {
    return governorVoices;
  }

  /** How often voices were taken because the machine was too slow, since the start. */
  public int governorSteps() {
    return governorSteps;
  }

  /**
   * How often voices rested for some hops because frames were about to be late, since the start.
   */
  public long governorRests() {
    return governorRests;
  }

  /** [model-thread] A voice, or all of them, lost a hop to what the model did wrong. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void addModelFault() {
    modelFaults++;
  }

  /** [model-thread] */
  void setModelFailing(boolean failing) {
    modelFailing = failing;
  }

  /** Hops that a voice or all voices lost to what the model did wrong, since the start. */
  public long modelFaults() {
    return modelFaults;
  }

  /** Whether the model threw when it was tried last: it is silent, and tried again and again. */
  public boolean isModelFailing() {
    return modelFailing;
  }

  /** By how much the limiter holds the level down now: 0 or less. */
  public float limiterDb() {
    return limiterDb;
  }
}
