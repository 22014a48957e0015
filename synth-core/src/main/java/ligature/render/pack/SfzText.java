package ligature.render.pack;

import java.util.List;
import java.util.Locale;

/**
 * The pack as an SFZ instrument: a group for every morph step, cross-faded by controllers, a region
 * for every sample. Format: sfz 1.0 with the controller fades and loops that all of its players
 * have.
 *
 * <p>The steps of a note are in phase, so their amplitudes, not their powers, must sum to 1: {@code
 * xf_cccurve=gain}. Threads: one.
 */
final class SfzText {

  /** The modulation wheel, as in Ligature itself. */
  static final int MORPH_X_CONTROLLER = 1;

  /** General Purpose Controller 2, as in Ligature itself. */
  static final int MORPH_Y_CONTROLLER = 17;

  private static final int MAX = 127;

  private final PackPlan plan;
  private final List<PackFile> samples;
  private final Zones zones;
  private final StringBuilder out = new StringBuilder();

  SfzText(PackManifest manifest) {
    plan = manifest.plan();
    samples = manifest.files().stream().filter(f -> f.kind() == PackFile.Kind.SAMPLE).toList();
    zones = Zones.of(plan, samples);
  }

  String write() {
    header();
    for (int step = 0; step < plan.steps(); step++) {
      group(step);
      for (PackFile sample : samples) {
        if (sample.step() == step) {
          region(sample);
        }
      }
    }
    return out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void header() {
    line("// %s: %s", plan.name(), String.join(", ", titles()));
    line(
        "// Rendered by Ligature with the model %s %s.",
        plan.model().name(), plan.model().version());
    line("<control>");
    controller(plan.stepsX(), MORPH_X_CONTROLLER, plan.stepsY() == 1 ? "Morph" : "Morph X");
    controller(plan.stepsY(), MORPH_Y_CONTROLLER, "Morph Y");
    line("<global>");
    line("amp_veltrack=%.1f", 100 * zones.velocityTracking());
    if (plan.steps() > 1) {
      line("xf_cccurve=gain");
    }
  }

  private List<String> titles() {
    return plan.timbres().stream().map(PackPlan.TimbreEntry::title).toList();
  }

  private void controller(int steps, int number, String label) {
    if (steps > 1) {
      line("label_cc%d=%s", number, label);
      line("set_cc%d=%d", number, steps % 2 == 1 ? value(steps / 2, steps) : 64);
    }
  }

  /** The controller's value at which a step sounds alone. */
  static int value(int step, int steps) {
    return (int) Math.round(MAX * step / (steps - 1.0));
  }

  private void group(int step) {
    line("");
    line("<group> // step %d: x %.3f, y %.3f", step, plan.x(step), plan.y(step));
    fades(step % plan.stepsX(), plan.stepsX(), MORPH_X_CONTROLLER);
    fades(step / plan.stepsX(), plan.stepsY(), MORPH_Y_CONTROLLER);
  }

  private void fades(int step, int steps, int controller) {
    if (step > 0) {
      line(
          "xfin_locc%d=%d xfin_hicc%d=%d",
          controller, value(step - 1, steps), controller, value(step, steps));
    }
    if (step < steps - 1) {
      line(
          "xfout_locc%d=%d xfout_hicc%d=%d",
          controller, value(step, steps), controller, value(step + 1, steps));
    }
  }

  private void region(PackFile sample) {
    Zones.Range keys = zones.keys(sample.key());
    Zones.Range velocities = zones.velocities(sample.velocity());
    line(
        "<region> sample=%s lokey=%d hikey=%d pitch_keycenter=%d lovel=%d hivel=%d volume=%.2f"
            + " ampeg_release=%.3f %s",
        sample.path(),
        keys.low(),
        keys.high(),
        sample.key(),
        velocities.low(),
        velocities.high(),
        zones.volumeDb(sample.velocity()),
        sample.releaseSeconds(),
        sample.loopStart() == null
            ? "loop_mode=no_loop"
            : "loop_mode=loop_continuous loop_start="
                + sample.loopStart()
                + " loop_end="
                + sample.loopEnd());
  }
}
