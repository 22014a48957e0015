package ligature.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.modulation.Follower;
import ligature.modulation.Lfo;
import ligature.modulation.LfoDrawing;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.MorphPath;

/** Sources of modulation at random, each anywhere in its ranges. */
final class AnyMovement {

  private final Random random;

  AnyMovement(Random random) {
    this.random = random;
  }

  Lfo lfo() {
    Lfo.Shape[] shapes = Lfo.Shape.values();
    return Lfo.PLAIN
        .withDrawing(drawing())
        .withShape(shapes[random.nextInt(shapes.length)])
        .withHz(0.05f + 12 * random.nextFloat())
        .withBeats(random.nextBoolean() ? 0 : 0.25f + 4 * random.nextFloat())
        .withPlay(random.nextBoolean(), random.nextInt(4) == 0)
        .withPhase(random.nextFloat(), random.nextFloat());
  }

  LfoDrawing drawing() {
    float[] places = new float[1 + random.nextInt(LfoDrawing.MOST_POINTS)];
    for (int i = 0; i < places.length; i++) {
      places[i] = random.nextInt(33) / 32f; // some on one place: steps
    }
    Arrays.sort(places);
    List<LfoDrawing.Point> points = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      if (i < 2 || places[i] > places[i - 2]) {
        points.add(new LfoDrawing.Point(places[i], 2 * random.nextFloat() - 1));
      }
    }
    return new LfoDrawing(points, random.nextBoolean());
  }

  ModulationEnvelope envelope() {
    return new ModulationEnvelope(
        random.nextInt(3) == 0 ? 0 : random.nextFloat(),
        0.001f + 2 * random.nextFloat(),
        random.nextFloat(),
        0.001f + random.nextFloat());
  }

  MorphPath path() {
    List<MorphPath.Point> points = new ArrayList<>();
    double at = 0;
    for (int i = 2 + random.nextInt(20); i > 0; i--) {
      points.add(new MorphPath.Point(at, random.nextFloat(), random.nextFloat()));
      at += MorphPath.LEAST_STEP + random.nextDouble();
    }
    MorphPath.Mode[] modes = MorphPath.Mode.values();
    return MorphPath.of(points)
        .inBeats(random.nextBoolean())
        .withSmooth(random.nextBoolean())
        .withMode(modes[random.nextInt(modes.length)], random.nextDouble())
        .withByNote(random.nextBoolean())
        .withOffsets(2 * random.nextFloat() - 1, random.nextFloat());
  }

  Follower follower() {
    return new Follower(
        0.001f + random.nextFloat(), 0.001f + random.nextFloat(), 48 * random.nextFloat() - 12);
  }
}
