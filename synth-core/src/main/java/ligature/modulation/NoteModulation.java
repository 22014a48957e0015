package ligature.modulation;

import ligature.latent.CounterRandom;
import ligature.parameter.Parameter;

/**
 * The sources of one note, and how far they move each parameter. Threads: {@code [model-thread]},
 * no allocation after the constructor.
 */
final class NoteModulation {

  private static final float ARRIVED = 1e-6f;

  /** Where a one-shot stays: at the end of its cycle, which is not the beginning of the next. */
  private static final double END = 1 - 1e-9;

  final float[] moved = new float[Parameter.count()];
  private final float[] goals = new float[Parameter.count()];
  private final float[] levels = new float[ModulationMatrix.ENVELOPES];
  private final boolean[] attacks = new boolean[ModulationMatrix.ENVELOPES];
  private final double[] cycles = new double[ModulationMatrix.LFOS];
  private final double[] shifts = new double[ModulationMatrix.LFOS];
  private final double hopSeconds;
  private final float smoothing;

  int channel;
  int key = 60;
  float velocity;
  float pressure;
  float slide;
  float lift;
  boolean released = true; // until a note begins
  private boolean still;
  private float random;
  private long stream;

  /**
   * @param smoothing the share of its way that a movement goes in a hop
   */
  NoteModulation(double hopSeconds, float smoothing) {
    this.hopSeconds = hopSeconds;
    this.smoothing = smoothing;
  }

  /**
   * A note begins.
   *
   * @param stream its random numbers
   */
  void begin(ModulationMatrix matrix, long stream, int channel, int key, float velocity) {
    this.stream = stream;
    this.channel = channel;
    this.key = key;
    this.velocity = velocity;
    random = (float) (2 * CounterRandom.uniform(stream, 0) - 1);
    lift = 0;
    released = false;
    for (int e = 0; e < levels.length; e++) {
      levels[e] = matrix.envelopes().get(e).attack() == 0 ? 1 : 0;
      attacks[e] = levels[e] == 0;
    }
    for (int l = 0; l < cycles.length; l++) {
      cycles[l] = 0;
      shifts[l] = CounterRandom.uniform(stream, 1 + l);
    }
  }

  /** Moves envelopes and LFOs on by one hop. */
  void advance(ModulationMatrix matrix, double beatsPerMinute) {
    for (int e = 0; e < levels.length; e++) {
      advance(e, matrix.envelopes().get(e));
    }
    for (int l = 0; l < cycles.length; l++) {
      cycles[l] += hopSeconds * matrix.lfos().get(l).rateHz(beatsPerMinute);
    }
  }

  private void advance(int e, ModulationEnvelope shape) {
    if (attacks[e] && !released) {
      levels[e] += shape.attack() == 0 ? 1 : (float) (hopSeconds / shape.attack());
      if (levels[e] >= 1) {
        levels[e] = 1;
        attacks[e] = false;
      }
      return;
    }
    float goal = released ? 0 : shape.sustain();
    float seconds = released ? shape.release() : shape.decay();
    levels[e] +=
        (goal - levels[e])
            * (float) -Math.expm1(-ModulationEnvelope.TO_A_THOUSANDTH * hopSeconds / seconds);
  }

  /**
   * Sums up the routes onto parameters of one kind.
   *
   * @param byVoice whether onto those that each voice reads for itself, or onto the others
   * @param atOnce whether they are where they go: a note begins
   */
  void sum(ModulationMatrix matrix, boolean byVoice, SharedSources shared, boolean atOnce) {
    if (still && matrix.routes().isEmpty()) {
      return;
    }
    still = true;
    java.util.Arrays.fill(goals, 0);
    for (int i = 0; i < matrix.routes().size(); i++) {
      ModulationRoute route = matrix.routes().get(i);
      if (route.target() instanceof Parameter target && target.isByVoice() == byVoice) {
        float share = share(matrix, route, shared);
        goals[target.ordinal()] += share * (target.max() - target.min());
      }
    }
    for (int p = 0; p < moved.length; p++) {
      float rest = goals[p] - moved[p];
      boolean there =
          atOnce || Math.abs(rest) <= ARRIVED * (Parameter.of(p).max() - Parameter.of(p).min());
      moved[p] = there ? goals[p] : moved[p] + smoothing * rest;
      still &= moved[p] == 0;
    }
  }

  /** How far a route moves its target now, as a share of the target's range. */
  float share(ModulationMatrix matrix, ModulationRoute route, SharedSources shared) {
    float x = bent(value(matrix, route.source(), shared), route.curve());
    float depth = route.via() == null ? 1 : value(matrix, route.via(), shared);
    return route.amount() * depth * x;
  }

  /** Whether nothing is moved. */
  boolean isStill() {
    return still;
  }

  private static float bent(float x, float curve) {
    return curve == 0 ? x : Math.copySign((float) Math.pow(Math.abs(x), Math.pow(4, curve)), x);
  }

  private float value(ModulationMatrix matrix, ModulationSource source, SharedSources shared) {
    int i = source.number() - 1;
    return switch (source.kind()) {
      case ENVELOPE -> levels[i];
      case LFO -> lfo(matrix.lfos().get(i), i, shared);
      case MACRO -> shared.macro(i);
      case RANDOM -> random;
      case KEY -> Math.max(-1, Math.min(1, (key - 60) / 60f));
      case VELOCITY -> velocity;
      case RELEASE_VELOCITY -> lift;
      case PRESSURE -> pressure;
      case SLIDE -> slide;
      case FOLLOWER -> shared.followed();
      case CC -> shared.controller(channel, source.number());
    };
  }

  private float lfo(Lfo lfo, int l, SharedSources shared) {
    boolean own = lfo.retrigger() || lfo.oneShot();
    double cycle = own ? cycles[l] : shared.cycles(l);
    double at = lfo.oneShot() ? Math.min(END, cycle) : cycle;
    double place = at + lfo.phase() + lfo.spread() * shifts[l];
    long numbers = CounterRandom.stream(own ? stream : shared.stream(), 7 + l);
    return lfo.at(place, numbers);
  }
}
