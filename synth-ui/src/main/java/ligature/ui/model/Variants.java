package ligature.ui.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import ligature.latent.Timbre;
import ligature.live.Player;
import ligature.parameter.Curve;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.preset.SoundGroup;
import ligature.preset.Variations;
import ligature.ui.control.KnobValue;

/**
 * Nine variations of the sound, by chance or with a second preset, to be heard: what was loaded
 * stays until one is kept, which is one edit, and is back without a trace if none is.
 *
 * <p>Threads: {@code [ui-thread]}; presets are read by the executor {@code io}, the children are
 * made by {@code work}.
 */
public final class Variants {

  private static final float USUAL_PERCENT = 100;

  private final Player player;
  private final Sound sound;
  private final VariantSearch search;
  private final HeldStrike strike;
  private final List<Runnable> listeners = new ArrayList<>();
  private final Set<SoundGroup> locks = EnumSet.noneOf(SoundGroup.class);
  private float percent = USUAL_PERCENT;
  private final KnobValue amount =
      new PlainKnob(
          ModulationKnob.number("Amount", "%", 10, 200, Curve.LINEAR),
          USUAL_PERCENT,
          () -> percent,
          value -> percent = value);
  private Consumer<String> fail = line -> {};
  private List<Patch> children = List.of();
  private Patch parent;
  private PresetEntry other;
  private long seed = 1;
  private boolean open;
  private boolean running;
  private int playing = -1;
  private int kept = -1;

  /**
   * @param io asks the store
   * @param work runs one task after the other, on a thread that may wait
   * @param ui runs tasks on {@code [ui-thread]}
   */
  public Variants(
      Player player,
      Sound sound,
      PresetStore store,
      VariationMaker maker,
      Executor io,
      Executor work,
      Executor ui) {
    this(player, sound, store, maker, io, work, ui, System::nanoTime);
  }

  Variants(
      Player player,
      Sound sound,
      PresetStore store,
      VariationMaker maker,
      Executor io,
      Executor work,
      Executor ui,
      LongSupplier nanoTime) {
    this.player = player;
    this.sound = sound;
    search = new VariantSearch(store, maker, io, work, ui);
    strike = new HeldStrike(player, nanoTime);
    sound.addListener(this::soundChanged);
  }

  /** Called when one of what is asked below has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Sets who is told in a line what went wrong. */
  public void setTell(Consumer<String> fail) {
    this.fail = fail;
  }

  /** As many as are made by now, in their order. */
  public List<Patch> children() {
    return children;
  }

  /** In which groups a child differs from its parent. */
  public Set<SoundGroup> changed(int child) {
    return SoundGroup.differing(parent, children.get(child));
  }

  /** Whether more are being made. */
  public boolean isRunning() {
    return running;
  }

  /** The one that is heard, from 0; -1 for none. */
  public int playing() {
    return playing;
  }

  /** The one that was kept, from 0; -1 for none. */
  public int kept() {
    return kept;
  }

  /** The same seed gives the same nine. */
  public long seed() {
    return seed;
  }

  /** The second parent; null for none. */
  public PresetEntry other() {
    return other;
  }

  /** What stays as it is. */
  public Set<SoundGroup> locks() {
    return Set.copyOf(locks);
  }

  /** How much is changed and how far, in per cent of the usual: it holds for the next nine. */
  public KnobValue amount() {
    return amount;
  }

  /** Begins with nine of the sound that is loaded, unless they are there from the last time. */
  public void open() {
    open = true;
    Patch now = sound.current();
    boolean ofNow =
        parent != null && (kept < 0 ? parent.equals(now) : parent.name().equals(now.name()));
    if (!ofNow || children.size() < Variations.COUNT) {
      make();
    }
  }

  /** Ends it; what is loaded is heard again. */
  public void close() {
    open = false;
    cancel();
    bringBack();
  }

  /** Makes no more. */
  public void cancel() {
    search.cancel();
    running = false;
  }

  /** Nine new ones, of what is loaded now. */
  public void again() {
    seed++;
    make();
  }

  /** Crosses with another preset, from the next nine on, which are made at once; null for none. */
  public void setOther(PresetEntry entry) {
    other = entry;
    make();
  }

  /**
   * Lets a group stay as it is, or vary; the nine are made anew.
   *
   * @return false if nothing would be left to vary
   */
  public boolean lock(SoundGroup group, boolean stays) {
    if (stays && locks.size() == SoundGroup.values().length - 1 && !locks.contains(group)) {
      return false;
    }
    if (stays ? locks.add(group) : locks.remove(group)) {
      make();
    }
    return true;
  }

  private void make() {
    bringBack();
    parent = sound.current();
    children = List.of();
    kept = -1;
    running = true;
    fire();
    Patch from = parent;
    List<Timbre> stock = player.bank().timbres();
    search.start(
        from,
        other,
        second -> new Variations(from, second, stock, seed, Set.copyOf(locks), percent / 100),
        this::found,
        this::failed);
  }

  private void found(Patch child) {
    List<Patch> more = new ArrayList<>(children);
    more.add(child.named(parent.name()));
    children = List.copyOf(more);
    running = children.size() < Variations.COUNT;
    fire();
  }

  private void failed(String line) {
    running = false;
    fail.accept(line);
    fire();
  }

  /** A hand is on a child: it is heard in the place of the sound, on the keys that are held. */
  public void press(int child) {
    if (child >= children.size()) {
      return;
    }
    if (child == playing && strike.isRepeated()) {
      strike.holdOn();
      return;
    }
    Patch patch = children.get(child);
    sound.audition(patch);
    strike.strike(patch);
    playing = child;
    fire();
  }

  /** The hand is away. */
  public void release() {
    strike.release();
  }

  /** Makes a child the sound, as one edit. */
  public void keep(int child) {
    if (child < children.size()) {
      Patch patch = children.get(child);
      playing = -1;
      kept = child;
      sound.edit("Variation " + (child + 1), before -> patch);
      fire();
    }
  }

  /**
   * What was loaded is heard again.
   *
   * @return whether something else was heard
   */
  public boolean bringBack() {
    strike.end();
    boolean was = playing >= 0;
    if (was) {
      playing = -1;
      sound.endAudition();
      fire();
    }
    return was;
  }

  /** Another sound was loaded, perhaps by somebody else: its own nine take the place of these. */
  private void soundChanged() {
    if (playing >= 0 && !sound.isAuditioning()) {
      playing = -1;
      fire();
    }
    if (open && parent != null && !sound.patch().name().equals(parent.name())) {
      make();
    }
  }

  /** About 30 Hz. */
  public void tick() {
    strike.tick();
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
