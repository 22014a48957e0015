package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.Turnable;

/**
 * What moves the parameters of the sound that is loaded, and what was done to it. Every change can
 * be undone; turns of one movement of the hand are one change. Threads: {@code [ui-thread]}.
 */
public final class Modulation {

  private final Sound sound;
  private final Turns<ModulationMatrix> turns;
  private final List<Runnable> listeners = new ArrayList<>();

  public Modulation(Sound sound) {
    this(sound, System::nanoTime);
  }

  Modulation(Sound sound, LongSupplier nanoTime) {
    this.sound = sound;
    turns = new Turns<>(sound.history(), this::matrix, this::apply, nanoTime);
    sound.addListener(this::fire);
  }

  /** What moves what now. */
  public ModulationMatrix matrix() {
    return sound.patch().modulation();
  }

  /** Called when the matrix is another one. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Puts one more route behind the others; does nothing if there are as many as there can be. */
  public void add(ModulationRoute route) {
    if (matrix().routes().size() < ModulationMatrix.MOST_ROUTES) {
      edit("Add " + title(route), matrix().with(route));
    }
  }

  /** Takes a route away. */
  public void remove(int index) {
    List<ModulationRoute> next = new ArrayList<>(matrix().routes());
    edit("Remove " + title(next.remove(index)), matrix().withRoutes(next));
  }

  /** Puts another route in the place of one. */
  public void replace(int index, ModulationRoute route) {
    edit(title(route), with(index, route));
  }

  /** The matrix with another route at a place. */
  ModulationMatrix with(int index, ModulationRoute route) {
    List<ModulationRoute> next = new ArrayList<>(matrix().routes());
    next.set(index, route);
    return matrix().withRoutes(next);
  }

  /** Gives a macro a name, or "" for none. */
  public void nameMacro(int number, String name) {
    edit("Name of macro " + number, matrix().withMacro(number, name.strip()));
  }

  /** A source's name for people: "LFO 2", or what its macro is called. */
  public String title(ModulationSource source) {
    boolean named =
        source.kind() == ModulationSource.Kind.MACRO
            && !matrix().macros().get(source.number() - 1).isEmpty();
    return named ? matrix().macros().get(source.number() - 1) : RouteChoices.title(source);
  }

  private String title(ModulationRoute route) {
    return title(route.source()) + " to " + title(route.target());
  }

  /** A target's name for people; that of a macro is its own. */
  public String title(Turnable target) {
    if (target instanceof InsertParameter insert) {
      return "Slot " + (insert.slot() + 1) + " " + insert.name();
    }
    Parameter parameter = (Parameter) target;
    int macro = macroOf(parameter);
    return macro > 0 && !matrix().macros().get(macro - 1).isEmpty()
        ? matrix().macros().get(macro - 1)
        : ParameterGroups.title(parameter);
  }

  /** The number of the macro that a parameter is, from 1; 0 if it is none. */
  static int macroOf(Parameter parameter) {
    int number = 1 + parameter.ordinal() - Parameter.MACRO_1.ordinal();
    return number >= 1 && number <= ModulationMatrix.MACROS ? number : 0;
  }

  /** What a source moves, for people: "Air, Tilt"; "" for nothing. */
  public String movedBy(ModulationSource source) {
    return matrix().routes().stream()
        .filter(r -> r.source().equals(source) || source.equals(r.via()))
        .map(r -> title(r.target()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  void edit(String title, ModulationMatrix next) {
    turns.edit(title, next);
  }

  void turn(String title, ModulationMatrix next) {
    turns.turn(title, next);
  }

  void grab() {
    turns.grab();
  }

  void letGo() {
    turns.letGo();
  }

  /** Puts another matrix in its place, without a trace in the history. */
  void apply(ModulationMatrix next) {
    sound.setModulation(next);
    fire();
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
