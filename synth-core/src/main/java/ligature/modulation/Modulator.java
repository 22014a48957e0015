package ligature.modulation;

import ligature.latent.CounterRandom;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;

/**
 * Runs a matrix: once a hop it says how far each parameter is moved, for every voice by itself
 * where voices read it, and for the whole instrument otherwise. There the sources of a note are
 * those of the note that began last.
 *
 * <p>Every movement reaches its goal with a time constant, so that a step of a source or another
 * matrix is no click. All that is random has an address, so that live and offline are the same.
 * Threads: {@code [model-thread]}; no allocation after the constructor.
 */
public final class Modulator {

  private static final double SMOOTHING_SECONDS = 0.012;
  private static final int NUMBERS = 67;

  /** Of a note's random numbers, behind those of the LFOs. */
  private static final int PATH_SHIFT = 6;

  private final ParameterValues values;
  private final double hopSeconds;
  private final long seed;
  private final NoteModulation[] notes;
  private final NotePath[] paths;
  private final NoteModulation latest;
  private final SharedSources shared;
  private final float[] lifts = new float[ParameterValues.CONTROLS];
  private ModulationMatrix matrix = ModulationMatrix.NONE;
  private double beatsPerMinute = Parameter.TEMPO.initial();
  private int latestSlot = -1;
  private int sounding;

  /**
   * @param values what is moved where it is not by voice, and the macros
   * @param slots the most notes at once
   * @param seed of all that is random
   */
  public Modulator(ParameterValues values, int slots, double hopSeconds, long seed) {
    this.values = values;
    this.hopSeconds = hopSeconds;
    this.seed = seed;
    float smoothing = (float) -Math.expm1(-hopSeconds / SMOOTHING_SECONDS);
    notes = new NoteModulation[slots];
    paths = new NotePath[slots];
    for (int i = 0; i < slots; i++) {
      notes[i] = new NoteModulation(hopSeconds, smoothing);
      paths[i] = new NotePath(smoothing);
    }
    latest = new NoteModulation(hopSeconds, smoothing);
    shared = new SharedSources(values, CounterRandom.stream(seed, -1));
  }

  /** Takes another matrix; notes that sound go to where it puts them. */
  public void load(ModulationMatrix next) {
    matrix = next;
  }

  /**
   * Another sound was loaded: what runs through for all notes begins anew, with the next note if
   * none sounds. So it is at the same place whenever the first note is played.
   */
  public void restart() {
    shared.restart(sounding == 0);
  }

  /** Whether some route follows this controller, so that it should move nothing else. */
  public boolean follows(int controller) {
    return matrix.follows(controller);
  }

  /** A controller moved, to a value from 0 to 1. */
  public void controller(int channel, int number, float value) {
    shared.take(channel, number, value);
  }

  /** A key came up, so fast, 0 to 1. */
  public void lift(int channel, int key, float velocity) {
    lifts[(channel & 15) * 128 + (key & 127)] = velocity;
  }

  /**
   * Moves what is not by voice on by one hop, before the voices.
   *
   * @param tempo in beats a minute, for what is synced
   */
  public void advance(double tempo) {
    beatsPerMinute = tempo;
    shared.advance(matrix, hopSeconds, tempo, sharedPathSpeed());
    if (latestSlot >= 0) {
      latest.advance(matrix, tempo);
    }
    moveShared(sounding == 0);
    sounding = 0;
  }

  /** Moves what is not by voice to where it goes, before the first hop. */
  public void settle() {
    moveShared(true);
  }

  /**
   * @param atOnce in silence there is nothing to smooth, and the first note is as any later one
   */
  private void moveShared(boolean atOnce) {
    boolean wasStill = latest.isStill();
    latest.sum(matrix, false, shared, atOnce);
    for (int p = 0; p < Parameter.count() && !(wasStill && latest.isStill()); p++) {
      values.move(Parameter.of(p), latest.moved[p]);
    }
  }

  /** Something that can be moved for a hop, and takes the sum of its movements. */
  @FunctionalInterface
  public interface InsertMover {

    /**
     * Moves a parameter.
     *
     * @param share of its range
     */
    void move(InsertParameter parameter, float share);
  }

  /**
   * Says how far the parameters of inserts are moved in this hop, after the voices; nothing is
   * smoothed, for inserts glide by themselves.
   */
  public void moveInserts(InsertMover mover) {
    for (int i = 0; i < matrix.routes().size(); i++) {
      ModulationRoute route = matrix.routes().get(i);
      if (route.target() instanceof InsertParameter target) {
        mover.move(target, latest.share(matrix, route, shared));
      }
    }
  }

  /** Tells how loud the instrument was in this hop, before its inserts: peaks, full scale 1. */
  public void follow(float peak) {
    shared.follow(matrix.follower(), peak, hopSeconds);
  }

  /** Where the path is that all notes share, in its unit; without its phase. */
  public double pathTime() {
    return shared.pathTime();
  }

  private float sharedPathSpeed() {
    return latestSlot < 0
        ? values.value(Parameter.PATH_SPEED)
        : value(latestSlot, Parameter.PATH_SPEED);
  }

  /**
   * A note begins: it is moved at once.
   *
   * @param ordinal its number since the start: with the seed it addresses what is random in it
   */
  public void begin(int slot, int channel, int key, float velocity, long ordinal) {
    long stream = CounterRandom.stream(CounterRandom.stream(seed, ordinal), NUMBERS);
    notes[slot].begin(matrix, stream, channel, key, velocity);
    notes[slot].pressure = 0;
    notes[slot].slide = 0;
    notes[slot].sum(matrix, true, shared, true);
    float speed = target(slot, Parameter.PATH_SPEED);
    shared.begin(matrix.path(), sounding == 0, speed);
    sounding++;
    paths[slot].begin(matrix.path(), CounterRandom.uniform(stream, PATH_SHIFT), speed);
    aim(slot, key, target(slot, Parameter.PATH_PHASE), target(slot, Parameter.PATH), true);
    latest.begin(matrix, stream, channel, key, velocity);
    latestSlot = slot;
  }

  /**
   * Moves a note on by one hop.
   *
   * @param channel where it is played now, and {@code key}: a legato note goes elsewhere
   * @param pressure 0 to 1
   * @param slide 0 to 1
   * @param released whether its key is up
   */
  public void advance(
      int slot, int channel, int key, float pressure, float slide, boolean released) {
    NoteModulation note = notes[slot];
    play(note, channel, key, pressure, slide, released);
    if (slot == latestSlot) {
      play(latest, channel, key, pressure, slide, released);
    }
    note.sum(matrix, true, shared, false);
    note.advance(matrix, beatsPerMinute);
    sounding++;
    aim(slot, key, value(slot, Parameter.PATH_PHASE), value(slot, Parameter.PATH), false);
    double step = matrix.path().step(hopSeconds, beatsPerMinute);
    paths[slot].advance(matrix.path(), step * value(slot, Parameter.PATH_SPEED));
  }

  private void aim(int slot, int key, float phase, float share, boolean atOnce) {
    paths[slot].aim(matrix.path(), shared.pathTime(), key, phase, share, atOnce);
  }

  private void play(
      NoteModulation note, int channel, int key, float pressure, float slide, boolean released) {
    note.channel = channel;
    note.key = key;
    note.pressure = pressure;
    note.slide = slide;
    if (released && !note.released) {
      note.lift = lifts[(channel & 15) * 128 + (key & 127)];
    }
    note.released = released;
  }

  /** A voice's value of a parameter, in its range. */
  public float value(int slot, Parameter parameter) {
    return moved(onPath(values.value(parameter), slot, parameter), slot, parameter);
  }

  /** The same on the way from the value that was set last: for a note that begins. */
  public float target(int slot, Parameter parameter) {
    return moved(onPath(values.target(parameter), slot, parameter), slot, parameter);
  }

  private float onPath(float value, int slot, Parameter parameter) {
    boolean isX = parameter == Parameter.MORPH_X;
    return isX || parameter == Parameter.MORPH_Y ? paths[slot].moved(value, isX) : value;
  }

  /** Where a voice is moved to from another value than the instrument's. */
  public float moved(float value, int slot, Parameter parameter) {
    float by = notes[slot].moved[parameter.ordinal()];
    return by == 0 ? value : parameter.clamp(value + by);
  }
}
