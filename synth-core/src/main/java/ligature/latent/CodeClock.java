package ligature.latent;

/**
 * Where a note reads a timbre, hop by hop: a position in codes, and while a loop closes a second
 * one with its share.
 *
 * <p>The attack is read once. After it, a sustaining timbre's position wanders to and fro in the
 * steady part, with turning points drawn at random for each voice: the codes never jump, so there
 * is no seam, and no two rounds are alike, so there is no period to hear. A decaying timbre is read
 * to its end and then fades at the rate its recording had. {@link Reading} may want it otherwise.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
final class CodeClock {

  /** The shortest way between two turning points, in codes: 128 ms at 32 ms a code. */
  static final int SHORTEST_LEG_CODES = 4;

  /** A loop's end fades into its start over so many codes, at most half the loop. */
  private static final double LOOP_FADE_CODES = 4;

  private static final double SHORTEST_LOOP_CODES = 2;

  /** Scrubbing goes no faster: across a note of four seconds in 0.1 s. */
  private static final double FASTEST_SCRUB_CODES = 3.5;

  /** Nor so fast that the level jumps: in a hop by so much at most. */
  private static final float SCRUB_DB = 1.2f;

  private static final int SCRUB_HALVINGS = 8;

  /** A note that is read back to its beginning is over: it fades so fast. */
  private static final float BEFORE_BEGINNING_DB_PER_SECOND = 200;

  /** What has decayed comes back so fast where the position leaves the end. */
  private static final float RECOVERY_DB_PER_SECOND = 180;

  private Timbre timbre;
  private double step;
  private double hopSeconds;
  private double position;
  private double other;
  private float otherShare;
  private boolean wandering;
  private boolean forward;
  private boolean backAtBeginning;
  private double turnAt;
  private long stream;
  private long legs;
  private float decayedDb;
  private float decayDbPerSecond;

  void start(Timbre of, int codeHops, double hopLength, long ofStream, Reading reading) {
    timbre = of;
    hopSeconds = hopLength;
    stream = ofStream;
    step = 1.0 / codeHops;
    // codes sit at the middle of the hops that they were averaged over
    double first = 0.5 * step - 0.5;
    if (reading.scrubbed) {
      position = reading.place * last();
    } else if (reading.speed < 0) {
      position = (1 - reading.start) * steadyEnd();
    } else {
      position = first + reading.start * (steadyEnd() - first);
    }
    otherShare = 0;
    wandering = false;
    forward = reading.speed >= 0;
    backAtBeginning = false;
    legs = 0;
    decayedDb = 0;
  }

  /** Goes to where a note is after some hops at this speed. */
  void goOn(long hops, Reading reading) {
    if (reading.scrubbed) {
      return;
    }
    double far = position + hops * step * reading.speed;
    boolean natural = reading.loop == Reading.Loop.NATURAL;
    boolean ends = natural || reading.loop == Reading.Loop.ONCE;
    if (ends && far > last()) {
      decayedDb = decay() * (float) (hopSeconds * (far - last()) / step);
    }
    double end = natural ? steadyEnd() : last();
    position = Math.max(Math.min(0, position), Math.min(end, far));
  }

  private double last() {
    return timbre.steps() - 1;
  }

  private double steadyEnd() {
    return timbre.sustains() ? timbre.loopEnd() - 1 : last();
  }

  /** Moves on by one hop. A released note goes on only where that does not make it louder. */
  void advance(boolean released, Reading reading, TimbreReader levels) {
    otherShare = 0;
    if (reading.scrubbed) {
      scrub(reading.place * last(), levels);
      return;
    }
    if (reading.frozen || reading.speed == 0) {
      return;
    }
    boolean looped = reading.loop == Reading.Loop.FORWARD || reading.loop == Reading.Loop.PING_PONG;
    if (released && !looped && !wandering && reading.speed > 0 && levels.isRising()) {
      return;
    }
    switch (reading.loop) {
      case NATURAL -> natural(reading.speed);
      case ONCE -> once(reading.speed);
      case FORWARD -> round(reading);
      case PING_PONG -> toAndFro(reading);
    }
  }

  private void natural(float speed) {
    if (!timbre.sustains() || speed < 0) {
      wandering = false;
      forward = true;
      once(speed);
      return;
    }
    recover();
    if (position > steadyEnd()) {
      position = Math.max(steadyEnd(), position - speed * step);
      forward = false;
      wandering = false;
      return;
    }
    if (!wandering && position >= timbre.loopStart()) {
      wandering = true;
      turnAt = nextTurn();
    }
    position += forward ? speed * step : -speed * step;
    if (wandering && (forward ? position >= turnAt : position <= turnAt)) {
      position = turnAt;
      forward = !forward;
      turnAt = nextTurn();
    }
  }

  private void once(float speed) {
    position += speed * step;
    backAtBeginning = false;
    if (position > last()) {
      position = last();
      decayedDb += decay() * (float) hopSeconds * speed;
    } else if (speed < 0 && position < 0) {
      position = 0;
      backAtBeginning = true;
      decayedDb += BEFORE_BEGINNING_DB_PER_SECOND * (float) hopSeconds;
    } else {
      recover();
    }
  }

  private float decay() {
    return timbre.sustains() ? 0 : decayDbPerSecond;
  }

  private void round(Reading reading) {
    recover();
    double from = loopStart(reading);
    double to = loopEnd(reading, from);
    double length = to - from;
    position += reading.speed * step;
    if (position > to) {
      position = from + (position - to) % length;
    } else if (position < from && reading.speed < 0) {
      position = to - (from - position) % length;
    }
    double fade = Math.min(LOOP_FADE_CODES, 0.5 * length);
    if (position > to - fade) {
      otherShare = (float) Math.min(1, (position - to + fade) / fade);
      other = position - length;
    }
  }

  private void toAndFro(Reading reading) {
    recover();
    double from = loopStart(reading);
    double to = loopEnd(reading, from);
    double way = Math.abs(reading.speed) * step;
    position += forward ? way : -way;
    if (forward && position >= to) {
      forward = false;
    } else if (!forward && position <= from) {
      forward = true;
    }
    position = Math.min(last(), position);
  }

  private double loopStart(Reading reading) {
    return Math.max(0, Math.min(reading.loopStart * last(), last() - SHORTEST_LOOP_CODES));
  }

  private double loopEnd(Reading reading, double from) {
    return Math.max(from + SHORTEST_LOOP_CODES, reading.loopEnd * last());
  }

  private void scrub(double to, TimbreReader levels) {
    recover();
    wandering = false;
    forward = true;
    backAtBeginning = false;
    double here = Math.max(0, position);
    double way = Math.max(-FASTEST_SCRUB_CODES, Math.min(FASTEST_SCRUB_CODES, to - here));
    float level = levels.levelAt(here);
    for (int i = 0;
        i < SCRUB_HALVINGS && Math.abs(levels.levelAt(here + way) - level) > SCRUB_DB;
        i++) {
      way *= 0.5;
    }
    position = here + way;
  }

  private void recover() {
    if (decayedDb > 0) {
      decayedDb = Math.max(0, decayedDb - RECOVERY_DB_PER_SECOND * (float) hopSeconds);
    }
  }

  /** A point ahead in the loop, at random, but not too near. */
  private double nextTurn() {
    double end = forward ? timbre.loopEnd() - 1 : timbre.loopStart();
    double ahead = Math.abs(end - position);
    double shortest = Math.min(ahead, SHORTEST_LEG_CODES);
    double length = shortest + (ahead - shortest) * CounterRandom.uniform(stream, legs++);
    double turn = forward ? position + length : position - length;
    // from close to an end the only way is to that end: turn there and go the long way back
    return ahead < SHORTEST_LEG_CODES ? end : turn;
  }

  /** How fast a note that is read to its end goes on to decay. */
  void setDecay(float dbPerSecond) {
    decayDbPerSecond = dbPerSecond;
  }

  /** What is lost beyond the last code. */
  float decayedDb() {
    return decayedDb;
  }

  /** In codes. */
  double position() {
    return position;
  }

  /** The place that is read as well, in codes. */
  double other() {
    return other;
  }

  /** How much of that: 0 to 1. */
  float otherShare() {
    return otherShare;
  }

  /** Whether a note that is held goes on for ever. */
  boolean isEndless(Reading reading) {
    boolean looped = reading.loop == Reading.Loop.FORWARD || reading.loop == Reading.Loop.PING_PONG;
    return reading.isStill() || looped || timbre.sustains() && !backAtBeginning;
  }
}
