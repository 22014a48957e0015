package ligature.engine;

import ligature.parameter.Parameter;

/** Writes meters as the instrument would. */
public final class MeterFeed {

  private MeterFeed() {}

  public static void peaks(Meters meters, int voices, float left, float right, float limiterDb) {
    meters.update(meters.frame() + 128, voices, left, right, limiterDb);
  }

  public static void value(Meters meters, Parameter parameter, float value) {
    meters.setValue(parameter, value);
  }

  public static void waitingControl(Meters meters, Parameter parameter, float standsAt) {
    meters.setControl(parameter, standsAt);
  }

  /** The path that all notes share is there. */
  public static void path(Meters meters, double time) {
    meters.setPathTime(time);
  }

  /** The governor lets so many voices play; 0 for all. */
  public static void governor(Meters meters, int voices) {
    meters.setGovernor(voices, 1, 0);
  }
}
