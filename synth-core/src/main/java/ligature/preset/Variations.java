package ligature.preset;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ligature.latent.CounterRandom;
import ligature.latent.Timbre;
import ligature.modulation.Lfo;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.InsertParameter;
import ligature.plugin.InsertSetting;

/**
 * Children of a sound: some groups of what it is made of are changed at random, or taken from
 * another sound, the later children more than the first. What is locked stays. The same seed gives
 * the same children.
 *
 * <p>Level, tuning, the keyboard's settings and what the parts play are never touched. How a child
 * sounds, and whether it is as loud, only shows when it is played. Immutable; any thread.
 */
public final class Variations {

  /** How many there are. */
  public static final int COUNT = 9;

  /** The strongest hand. */
  public static final double MOST_AMOUNT = 2;

  private static final double LEAST_STRENGTH = 0.35;
  private static final double STRENGTH_A_CHILD = 0.08;

  /** What a child of two sounds is changed beyond what its parents are. */
  private static final double CROSSED_STRENGTH = 0.25;

  private static final double SAME_FAMILY_SHARE = 0.6;

  private final Patch parent;
  private final Patch other;
  private final List<Timbre> stock;
  private final long seed;
  private final Set<SoundGroup> open;
  private final double amount;

  /**
   * @param other a sound to cross with, of the same model; null to vary the one alone
   * @param stock the timbres that may come in
   * @param locks what stays
   * @throws IllegalArgumentException if everything is locked
   */
  public Variations(
      Patch parent, Patch other, List<Timbre> stock, long seed, Set<SoundGroup> locks) {
    this(parent, other, stock, seed, locks, 1);
  }

  /**
   * The same with another strength.
   *
   * @param amount how much is changed, and how far, (0, {@link #MOST_AMOUNT}]; 1 is the usual
   * @throws IllegalArgumentException if everything is locked, or the amount is out of its range
   */
  public Variations(
      Patch parent,
      Patch other,
      List<Timbre> stock,
      long seed,
      Set<SoundGroup> locks,
      double amount) {
    if (!(amount > 0 && amount <= MOST_AMOUNT)) {
      throw new IllegalArgumentException(
          "the amount should be above 0, at most " + MOST_AMOUNT + ": " + amount);
    }
    this.amount = amount;
    this.parent = parent;
    this.other = other;
    this.stock = List.copyOf(stock);
    this.seed = seed;
    open = EnumSet.allOf(SoundGroup.class);
    open.removeAll(locks);
    if (open.isEmpty()) {
      throw new IllegalArgumentException("everything is locked: nothing is left to vary");
    }
  }

  /** How much is changed, and how far; 1 is the usual. */
  public double amount() {
    return amount;
  }

  /** The nine, as they are drawn first. */
  public List<Patch> all() {
    List<Patch> children = new ArrayList<>();
    for (int child = 0; child < COUNT; child++) {
      children.add(draw(child, 0));
    }
    return children;
  }

  /**
   * Draws a child.
   *
   * @param child its number, [0, {@link #COUNT})
   * @param attempt from 0: another one in its place, changed further
   */
  public Patch draw(int child, int attempt) {
    Dice dice = new Dice(CounterRandom.stream(CounterRandom.stream(seed, child), attempt));
    double strength = amount * (LEAST_STRENGTH + STRENGTH_A_CHILD * (child + 2 * attempt));
    Patch drawn = other == null ? parent : crossed(dice);
    double share = (other == null ? 0.3 + 0.4 * child / COUNT : 0.2) + 0.1 * attempt;
    share = Math.min(0.9, amount * share);
    Set<SoundGroup> changed = EnumSet.noneOf(SoundGroup.class);
    for (SoundGroup group : open) {
      if (dice.next() < share) {
        changed.add(group);
      }
    }
    if (changed.isEmpty() && (drawn.equals(parent) || attempt > 0)) {
      changed.add(dice.of(List.copyOf(open)));
    }
    for (SoundGroup group : changed) {
      drawn =
          mutated(
              drawn,
              group,
              other == null
                  ? strength
                  : amount * (CROSSED_STRENGTH + STRENGTH_A_CHILD * 2 * attempt),
              dice);
    }
    return drawn.named(parent.name() + " " + (child + 1));
  }

  /** Every open group as one parent has it or the other, some as each. */
  private Patch crossed(Dice dice) {
    List<SoundGroup> groups = List.copyOf(open);
    Set<SoundGroup> taken = EnumSet.of(dice.of(groups));
    for (SoundGroup group : groups) {
      if (dice.next() < 0.5) {
        taken.add(group);
      }
    }
    Patch child = parent;
    for (SoundGroup group : taken) {
      child = taken(child, group, dice);
    }
    boolean apart = taken.contains(SoundGroup.MODULATION) != taken.contains(SoundGroup.EFFECTS);
    return apart ? withoutInsertRoutes(child) : child;
  }

  /** Routes onto the effects of one parent mean nothing to those of the other. */
  private static Patch withoutInsertRoutes(Patch child) {
    return child.withModulation(
        child
            .modulation()
            .withRoutes(
                child.modulation().routes().stream()
                    .filter(route -> !(route.target() instanceof InsertParameter))
                    .toList()));
  }

  private Patch taken(Patch child, SoundGroup group, Dice dice) {
    return switch (group) {
      case TIMBRES -> child.with(child.pad().withTimbres(corners(child.corners(), dice)));
      case MODULATION -> child.withModulation(other.modulation());
      case EFFECTS -> child.withInserts(other.inserts());
      default -> {
        Patch next = child;
        for (VariedParameter varied : VariedParameter.of(group)) {
          next = next.with(varied.parameter(), other.value(varied.parameter()));
        }
        yield next;
      }
    };
  }

  private List<Timbre> corners(List<Timbre> own, Dice dice) {
    List<Timbre> theirs = other.corners();
    List<Timbre> mixed = new ArrayList<>(own);
    int first = (int) (dice.next() * own.size());
    for (int c = 0; c < own.size(); c++) {
      if (c == first || dice.next() < 0.5) {
        mixed.set(c, theirs.get(c % theirs.size()));
      }
    }
    return mixed;
  }

  private Patch mutated(Patch patch, SoundGroup group, double strength, Dice dice) {
    return switch (group) {
      case TIMBRES -> withOtherTimbres(patch, strength, dice);
      case MODULATION -> patch.withModulation(moved(patch.modulation(), strength, dice));
      case EFFECTS ->
          patch.withInserts(patch.inserts().stream().map(i -> wetter(i, strength, dice)).toList());
      default -> {
        Patch next = patch;
        for (VariedParameter varied : VariedParameter.of(group)) {
          if (dice.next() < 0.7) {
            float now = next.value(varied.parameter());
            next = next.with(varied.parameter(), varied.near(now, strength, dice.around()));
          }
        }
        yield next;
      }
    };
  }

  private Patch withOtherTimbres(Patch patch, double strength, Dice dice) {
    List<Part> parts = new ArrayList<>();
    for (Part part : patch.parts()) {
      List<KitPad> pads = new ArrayList<>();
      for (KitPad pad : part.kit()) {
        pads.add(
            new KitPad(
                pad.key(),
                others(pad.timbres(), strength, dice),
                pad.pitch(),
                pad.oneShot(),
                pad.choke(),
                pad.levelDb(),
                pad.pan()));
      }
      parts.add(part.withTimbres(others(part.corners(), strength, dice)).withKit(pads));
    }
    return patch.withParts(parts);
  }

  /** Equal timbres stay equal: a pad of a kit has one at both of its corners. */
  private List<Timbre> others(List<Timbre> timbres, double strength, Dice dice) {
    List<Timbre> changed = new ArrayList<>(timbres);
    for (Timbre timbre : timbres.stream().distinct().toList()) {
      Timbre next = dice.next() < strength ? another(timbre, dice) : timbre;
      changed.replaceAll(t -> t.equals(timbre) ? next : t);
    }
    return changed;
  }

  private Timbre another(Timbre timbre, Dice dice) {
    boolean related = dice.next() < SAME_FAMILY_SHARE;
    boolean drum = timbre.family().equals("percussion");
    List<Timbre> fitting =
        stock.stream()
            .filter(t -> !t.equals(timbre))
            .filter(
                t ->
                    related || drum
                        ? t.family().equals(timbre.family())
                        : !t.family().equals("percussion"))
            .toList();
    return fitting.isEmpty() ? timbre : dice.of(fitting);
  }

  private ModulationMatrix moved(ModulationMatrix matrix, double strength, Dice dice) {
    ModulationMatrix next = matrix;
    for (int l = 1; l <= ModulationMatrix.LFOS; l++) {
      Lfo lfo = matrix.lfos().get(l - 1);
      float hz = lfo.hz() * (float) Math.pow(2, 2 * strength * dice.around());
      if (lfo.beats() == 0) {
        next = next.withLfo(l, lfo.withHz(Math.max(0.01f, Math.min(40, hz))));
      }
    }
    List<ModulationRoute> routes = new ArrayList<>();
    for (ModulationRoute r : matrix.routes()) {
      double amount = r.amount() * (1 + strength * dice.around());
      float within = (float) Math.max(-1, Math.min(1, amount));
      routes.add(new ModulationRoute(r.source(), r.target(), within, r.curve(), r.via()));
    }
    VariedParameter target = dice.of(VariedParameter.moving());
    ModulationSource source =
        ModulationSource.find(dice.of(List.of("lfo-4", "envelope-3", "random", "key")));
    double amount = 0.5 * strength * (dice.next() < 0.5 ? -1 : 1) * (0.4 + 0.6 * dice.next());
    if (routes.size() < ModulationMatrix.MOST_ROUTES && open.contains(target.group())) {
      routes.add(ModulationRoute.of(source, target.parameter(), (float) amount));
    }
    return next.withRoutes(routes);
  }

  private static InsertSetting wetter(InsertSetting insert, double strength, Dice dice) {
    float wet = Float.isNaN(insert.wet()) ? 0.3f : insert.wet();
    return insert.withWet((float) Math.max(0, Math.min(0.9, wet + 0.6 * strength * dice.around())));
  }
}
