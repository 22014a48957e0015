package ligature.testing;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Timbre;
import ligature.modulation.Follower;
import ligature.modulation.Lfo;
import ligature.modulation.LfoDrawing;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.modulation.MorphPath;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.Turnable;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;

/** A sound in which all that can move moves: a full matrix, every kind of source, path, inserts. */
public final class MovedSound {

  private static final String[] SOURCES = {
    "envelope-1", "envelope-2", "envelope-3", "lfo-1", "lfo-2", "lfo-3", "lfo-4", "macro-1",
    "macro-8", "random", "key", "velocity", "release-velocity", "pressure", "slide", "follower",
    "cc-11"
  };

  private MovedSound() {}

  /** The sound of these corners. */
  public static Patch of(List<Timbre> corners) {
    return Patch.of("moved", corners)
        .with(Parameter.MACRO_1, 0.4f)
        .with(Parameter.MACRO_8, 0.7f)
        .with(Parameter.FILTER, 1)
        .with(Parameter.FILTER_CUTOFF, 110)
        .with(Parameter.PATH, 0.8f)
        .withInserts(
            List.of(
                InsertSetting.of("java:drive").withWet(0.3f),
                InsertSetting.of("java:filter").with("cutoff", 9000),
                InsertSetting.of("java:chorus").withWet(0.3f),
                InsertSetting.of("java:delay").withWet(0.2f),
                InsertSetting.of("java:reverb").withWet(0.2f)))
        .withModulation(matrix());
  }

  private static ModulationMatrix matrix() {
    LfoDrawing drawing =
        new LfoDrawing(
            List.of(
                new LfoDrawing.Point(0, -1),
                new LfoDrawing.Point(0.3f, 0.8f),
                new LfoDrawing.Point(0.3f, -0.2f)),
            true);
    MorphPath path =
        new MorphPath(
            List.of(
                new MorphPath.Point(0, 0.2f, 0.1f),
                new MorphPath.Point(1, 1, 0.3f),
                new MorphPath.Point(2.5, 0.4f, 1),
                new MorphPath.Point(4, 0, 0.6f)),
            true,
            true,
            MorphPath.Mode.LOOP,
            1,
            false,
            0.25f,
            0.3f);
    ModulationMatrix matrix =
        ModulationMatrix.NONE
            .withLfo(1, Lfo.PLAIN.withDrawing(drawing).withBeats(1.5f))
            .withLfo(2, Lfo.PLAIN.withShape(Lfo.Shape.DRIFT).withHz(3).withPhase(0.2f, 1))
            .withLfo(3, Lfo.PLAIN.withShape(Lfo.Shape.STEPS).withHz(5).withRetrigger(false))
            .withLfo(4, Lfo.PLAIN.withShape(Lfo.Shape.TRIANGLE).withHz(0.7f))
            .withEnvelope(2, new ModulationEnvelope(0.2f, 1, 0.4f, 0.5f))
            .withFollower(new Follower(0.05f, 0.4f, 6))
            .withPath(path);
    List<Turnable> targets = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      // loudness is not what is looked for, and macros that move macros are a loop
      boolean fits = parameter != Parameter.LEVEL && !parameter.isWhole();
      if (fits && !parameter.id().startsWith("macro")) {
        targets.add(parameter);
      }
    }
    for (String name : List.of("cutoff", "resonance", "wet")) {
      targets.add(new InsertParameter(1, name));
    }
    targets.add(new InsertParameter(4, "decay"));
    targets.add(new InsertParameter(0, "amount"));
    for (int i = 0; i < ModulationMatrix.MOST_ROUTES; i++) {
      // from the end, so that inserts and the path are among them, then every third
      Turnable target =
          targets.get(targets.size() - 1 - (i < 8 ? i : 8 + 3 * i % (targets.size() - 8)));
      float amount = (i % 2 == 0 ? 0.08f : -0.06f) * (1 + i % 3);
      ModulationSource source = ModulationSource.find(SOURCES[i % SOURCES.length]);
      ModulationSource via = i % 5 == 0 ? ModulationSource.find("velocity") : null;
      matrix = matrix.with(new ModulationRoute(source, target, amount, i % 4 == 1 ? 0.5f : 0, via));
    }
    return matrix;
  }
}
