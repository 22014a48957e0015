package ligature.ui.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;
import ligature.preset.KitPad;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.preset.PercussionKit;
import ligature.preset.Range;

/**
 * The parts of the sound that is loaded, one of which is edited, and what was done to them. Every
 * change can be undone; turns of one movement of the hand are one change. Threads: {@code
 * [ui-thread]}.
 */
public final class Parts {

  private static final int FIRST_PAD = 36;

  private final Sound sound;
  private final Turns<List<Part>> turns;
  private final List<Runnable> listeners = new ArrayList<>();
  private int edited;

  public Parts(Sound sound) {
    this(sound, System::nanoTime);
  }

  Parts(Sound sound, LongSupplier nanoTime) {
    this.sound = sound;
    turns = new Turns<>(sound.history(), this::all, sound::setParts, nanoTime);
    sound.addListener(this::fire);
  }

  /** One or two. */
  public List<Part> all() {
    return sound.patch().parts();
  }

  /** The number of the one that is edited, from 0. */
  public int edited() {
    return Math.min(edited, all().size() - 1);
  }

  /** The one that is edited. */
  public Part part() {
    return all().get(edited());
  }

  /** Edits another one. */
  public void edit(int index) {
    edited = index;
    fire();
  }

  /** Called when the parts are others, or another is edited. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  public boolean canAdd() {
    return all().size() < Patch.MOST_PARTS;
  }

  /** Adds a second part of two timbres of other families, which plays on all keys. */
  public void add() {
    if (canAdd()) {
      List<Part> more = new ArrayList<>(all());
      List<Timbre> pitched =
          timbres().stream().filter(t -> !t.family().equals(PercussionKit.FAMILY)).toList();
      more.add(Part.of(UnlikeTimbres.two(pitched, all().get(0).corners())));
      edited = 1;
      turns.edit("Add a part", more);
    }
  }

  /** Takes the second part away. */
  public void removeSecond() {
    if (!canAdd()) {
      edited = 0;
      turns.edit("Remove part 2", List.of(all().get(0)));
    }
  }

  /** All timbres that there are. */
  public List<Timbre> timbres() {
    return sound.timbres();
  }

  /** Changes the part that is edited. */
  void change(String title, UnaryOperator<Part> change) {
    turns.edit(title, with(edited(), change));
  }

  /** The same as part of a movement of the hand. */
  void turn(String title, int index, UnaryOperator<Part> change) {
    turns.turn(title, with(index, change));
  }

  private List<Part> with(int index, UnaryOperator<Part> change) {
    List<Part> next = new ArrayList<>(all());
    next.set(index, change.apply(next.get(index)));
    return next;
  }

  public void grab() {
    turns.grab();
  }

  public void letGo() {
    turns.letGo();
  }

  /** Which keys a part plays; for a drag, between {@link #grab} and {@link #letGo}. */
  public void setKeys(int index, int low, int high) {
    turn(
        "Keys of part " + (index + 1), index, p -> p.playing(new Range(low, high), p.velocities()));
  }

  /** Which velocities a part plays; for a drag, too. */
  public void setVelocities(int index, int low, int high) {
    turn(
        "Velocities of part " + (index + 1), index, p -> p.playing(p.keys(), new Range(low, high)));
  }

  /** Puts another timbre at a corner of the part that is edited. */
  public void setCorner(int corner, Timbre timbre) {
    change("Timbre of part " + (edited() + 1), part -> part.with(part.pad().with(corner, timbre)));
  }

  /**
   * Whether the part that is edited may have values of its own: those of the first are the sound's.
   */
  public boolean canOwn() {
    return edited() > 0;
  }

  /** The parameters that the part that is edited has its own values of, in their order. */
  public List<Parameter> own() {
    return part().own().keySet().stream().sorted().toList();
  }

  /** The parameters that it can have values of its own of and has not, by their groups. */
  public Map<String, List<Parameter>> ownable() {
    Map<String, List<Parameter>> groups = new LinkedHashMap<>();
    for (ParameterGroups.Group group : ParameterGroups.all()) {
      List<Parameter> some =
          group.parameters().stream()
              .filter(p -> Part.canOwn(p) && !part().own().containsKey(p))
              .toList();
      if (!some.isEmpty()) {
        groups.put(group.title(), some);
      }
    }
    return groups;
  }

  /** Gives the part that is edited a value of its own, which is the instrument's at first. */
  public void addOwn(Parameter parameter) {
    if (canOwn()) {
      float now = sound.current().value(parameter);
      change(ParameterGroups.title(parameter) + " of part 2", part -> part.with(parameter, now));
    }
  }

  /** Lets the part that is edited have the instrument's value again. */
  public void removeOwn(Parameter parameter) {
    change(
        ParameterGroups.title(parameter) + " as the instrument", part -> part.without(parameter));
  }

  /** Whether there are timbres to make a kit of. */
  public boolean canMakeKit() {
    return PercussionKit.isPossible(timbres());
  }

  /** Makes the part a kit of the percussion timbres. */
  public void makeKit() {
    if (canMakeKit()) {
      change("Make a kit", part -> part.withKit(PercussionKit.of(timbres())));
    }
  }

  /** Lets all keys play the corners again. */
  public void clearKit() {
    change("No kit", part -> part.withKit(List.of()));
  }

  /** The pads of the part that is edited, in their order. */
  public List<KitPad> pads() {
    return part().kit();
  }

  /** The keys that have a pad. */
  public BitSet padKeys() {
    BitSet keys = new BitSet();
    pads().forEach(pad -> keys.set(pad.key()));
    return keys;
  }

  /** Adds a pad on the first free key, with the timbre of the last one. */
  public void addPad() {
    int free = padKeys().nextClearBit(FIRST_PAD);
    int key = free < 128 ? free : padKeys().nextClearBit(0);
    if (key < 128) {
      Timbre timbre =
          pads().isEmpty() || pads().get(pads().size() - 1).timbres().isEmpty()
              ? part().corners().get(0)
              : pads().get(pads().size() - 1).timbres().get(0);
      List<KitPad> more = new ArrayList<>(pads());
      more.add(KitPad.of(key, timbre));
      change("Add a pad", part -> part.withKit(more));
    }
  }

  /** Takes a pad away; the last one is the end of the kit. */
  public void removePad(int index) {
    List<KitPad> fewer = new ArrayList<>(pads());
    fewer.remove(index);
    change("Remove a pad", part -> part.withKit(fewer));
  }

  /** Changes a pad, as an edit of its own. */
  public void changePad(int index, String title, UnaryOperator<KitPad> change) {
    change(title, part -> part.withKit(changed(part.kit(), index, change)));
  }

  /** Changes a pad as part of a movement of the hand. */
  void turnPad(int index, String title, UnaryOperator<KitPad> change) {
    turn(title, edited(), part -> part.withKit(changed(part.kit(), index, change)));
  }

  /** A pad does not come to a key that is taken: all stays as it is. */
  private static List<KitPad> changed(List<KitPad> pads, int index, UnaryOperator<KitPad> change) {
    List<KitPad> next = new ArrayList<>(pads);
    KitPad before = pads.get(index);
    KitPad after = change.apply(before);
    boolean taken =
        after.key() != before.key() && pads.stream().anyMatch(pad -> pad.key() == after.key());
    next.set(index, taken ? before : after);
    return next;
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
