package ligature.modulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What moves which parameters, as data. Immutable; any thread.
 *
 * @param envelopes three, begun by each note
 * @param lfos four
 * @param macros the names of the eight macros for people; empty ones have none
 * @param routes in any order; their movements add up
 * @param follower how the source of this name follows the level
 * @param path the way over the pad; {@link MorphPath#NONE} for none
 */
public record ModulationMatrix(
    List<ModulationEnvelope> envelopes,
    List<Lfo> lfos,
    List<String> macros,
    List<ModulationRoute> routes,
    Follower follower,
    MorphPath path) {

  public static final int ENVELOPES = 3;
  public static final int LFOS = 4;
  public static final int MACROS = 8;

  /** The most routes. */
  public static final int MOST_ROUTES = 64;

  /** Nothing is moved. */
  public static final ModulationMatrix NONE =
      new ModulationMatrix(
          Collections.nCopies(ENVELOPES, ModulationEnvelope.PLAIN),
          Collections.nCopies(LFOS, Lfo.PLAIN),
          Collections.nCopies(MACROS, ""),
          List.of(),
          Follower.PLAIN,
          MorphPath.NONE);

  /**
   * A matrix.
   *
   * @throws IllegalArgumentException if there are too many or too few of anything
   */
  public ModulationMatrix {
    if (envelopes.size() != ENVELOPES
        || lfos.size() != LFOS
        || macros.size() != MACROS
        || routes.size() > MOST_ROUTES) {
      throw new IllegalArgumentException(
          "there are 3 envelopes, 4 LFOs, 8 macros and at most " + MOST_ROUTES + " routes");
    }
    Objects.requireNonNull(follower);
    Objects.requireNonNull(path);
    envelopes = List.copyOf(envelopes);
    lfos = List.copyOf(lfos);
    macros = List.copyOf(macros);
    routes = List.copyOf(routes);
  }

  /** With one more route. */
  public ModulationMatrix with(ModulationRoute route) {
    List<ModulationRoute> more = new ArrayList<>(routes);
    more.add(route);
    return new ModulationMatrix(envelopes, lfos, macros, more, follower, path);
  }

  /** With other routes. */
  public ModulationMatrix withRoutes(List<ModulationRoute> next) {
    return new ModulationMatrix(envelopes, lfos, macros, next, follower, path);
  }

  /** With another LFO of a number, from 1. */
  public ModulationMatrix withLfo(int number, Lfo lfo) {
    return new ModulationMatrix(envelopes, with(lfos, number, lfo), macros, routes, follower, path);
  }

  /** With another envelope of a number, from 1. */
  public ModulationMatrix withEnvelope(int number, ModulationEnvelope envelope) {
    return new ModulationMatrix(
        with(envelopes, number, envelope), lfos, macros, routes, follower, path);
  }

  /** With another name of a macro of a number, from 1. */
  public ModulationMatrix withMacro(int number, String name) {
    return new ModulationMatrix(
        envelopes, lfos, with(macros, number, name), routes, follower, path);
  }

  /** With another follower. */
  public ModulationMatrix withFollower(Follower next) {
    return new ModulationMatrix(envelopes, lfos, macros, routes, next, path);
  }

  /** With another way over the pad. */
  public ModulationMatrix withPath(MorphPath next) {
    return new ModulationMatrix(envelopes, lfos, macros, routes, follower, next);
  }

  private static <T> List<T> with(List<T> list, int number, T value) {
    List<T> changed = new ArrayList<>(list);
    changed.set(number - 1, value);
    return changed;
  }

  /** Whether some route has a source of a kind. */
  public boolean uses(ModulationSource.Kind kind) {
    return routes.stream()
        .anyMatch(r -> r.source().kind() == kind || r.via() != null && r.via().kind() == kind);
  }

  /** Whether some route follows a controller of this number. */
  public boolean follows(int controller) {
    for (int i = 0; i < routes.size(); i++) { // no iterator: the model thread asks
      ModulationRoute route = routes.get(i);
      if (isController(route.source(), controller) || isController(route.via(), controller)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isController(ModulationSource source, int controller) {
    return source != null
        && source.kind() == ModulationSource.Kind.CC
        && source.number() == controller;
  }
}
