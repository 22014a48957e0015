package ligature.render.pack;

import java.util.List;
import java.util.Locale;

/**
 * The pack as a DecentSampler preset: a group for every morph step, and a knob that fades between
 * their volumes, moved by the modulation wheel too. Two knobs for four timbres: one fades the
 * groups of a column, the other the tags of a row. Threads: one.
 */
final class DecentSamplerText {

  private static final int WIDTH = 812;
  private static final int HEIGHT = 375;

  private final PackPlan plan;
  private final List<PackFile> samples;
  private final Zones zones;
  private final StringBuilder out = new StringBuilder();

  DecentSamplerText(PackManifest manifest) {
    plan = manifest.plan();
    samples = manifest.files().stream().filter(f -> f.kind() == PackFile.Kind.SAMPLE).toList();
    zones = Zones.of(plan, samples);
  }

  String write() {
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line("<!-- %s, rendered by Ligature -->", plan.name());
    line("<DecentSampler minVersion=\"1.0.0\">");
    line("  <ui width=\"%d\" height=\"%d\">", WIDTH, HEIGHT);
    line("    <tab name=\"main\">");
    if (plan.stepsX() > 1) {
      knob(plan.stepsY() > 1 ? "Morph X" : "Morph", 100, plan.stepsX(), true);
    }
    if (plan.stepsY() > 1) {
      knob("Morph Y", 250, plan.stepsY(), false);
    }
    line("    </tab>");
    line("  </ui>");
    line("  <groups attack=\"0\" ampVelTrack=\"%.3f\">", zones.velocityTracking());
    for (int step = 0; step < plan.steps(); step++) {
      group(step);
    }
    line("  </groups>");
    if (plan.steps() > 1) {
      midi();
    }
    line("  <tags>");
    for (int row = 0; plan.stepsY() > 1 && row < plan.stepsY(); row++) {
      line("    <tag name=\"row%d\" volume=\"%.4f\"/>", row, share(row, plan.stepsY()));
    }
    line("  </tags>");
    line("</DecentSampler>");
    return out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void knob(String label, int x, int steps, boolean columns) {
    line(
        "      <labeled-knob x=\"%d\" y=\"100\" width=\"110\" textSize=\"18\" label=\"%s\""
            + " type=\"float\" minValue=\"0\" maxValue=\"1\" value=\"0.5\">",
        x, label);
    if (columns) {
      for (int step = 0; step < plan.steps(); step++) {
        line(
            "        <binding type=\"amp\" level=\"group\" position=\"%d\" parameter=\"AMP_VOLUME\""
                + " translation=\"table\" translationTable=\"%s\"/>",
            step, table(step % plan.stepsX(), steps));
      }
    } else {
      for (int row = 0; row < steps; row++) {
        line(
            "        <binding type=\"amp\" level=\"tag\" identifier=\"row%d\""
                + " parameter=\"TAG_VOLUME\" translation=\"table\" translationTable=\"%s\"/>",
            row, table(row, steps));
      }
    }
    line("      </labeled-knob>");
  }

  /** A step's volume over the knob: a triangle round its own place. */
  private static String table(int step, int steps) {
    double width = 1.0 / (steps - 1);
    StringBuilder table = new StringBuilder();
    double at = step * width;
    if (step > 1) {
      table.append("0,0;");
    }
    if (step > 0) {
      table.append(String.format(Locale.ROOT, "%.5f,0;", at - width));
    }
    table.append(String.format(Locale.ROOT, "%.5f,1", at));
    if (step < steps - 1) {
      table.append(String.format(Locale.ROOT, ";%.5f,0", at + width));
    }
    if (step < steps - 2) {
      table.append(";1,0");
    }
    return table.toString();
  }

  /** A step's volume with the knob in the middle. */
  private static double share(int step, int steps) {
    return Math.max(0, 1 - Math.abs(0.5 * (steps - 1) - step));
  }

  private void group(int step) {
    int column = step % plan.stepsX();
    int row = step / plan.stepsX();
    double volume = plan.stepsX() > 1 ? share(column, plan.stepsX()) : 1;
    line(
        "    <group name=\"step %d\" volume=\"%.4f\"%s>",
        step, volume, plan.stepsY() > 1 ? " tags=\"row" + row + "\"" : "");
    for (PackFile sample : samples) {
      if (sample.step() == step) {
        sample(sample);
      }
    }
    line("    </group>");
  }

  private void sample(PackFile sample) {
    Zones.Range keys = zones.keys(sample.key());
    Zones.Range velocities = zones.velocities(sample.velocity());
    line(
        "      <sample path=\"%s\" rootNote=\"%d\" loNote=\"%d\" hiNote=\"%d\" loVel=\"%d\""
            + " hiVel=\"%d\" volume=\"%.2fdB\" release=\"%.3f\" %s/>",
        sample.path(),
        sample.key(),
        keys.low(),
        keys.high(),
        velocities.low(),
        velocities.high(),
        zones.volumeDb(sample.velocity()),
        sample.releaseSeconds(),
        sample.loopStart() == null
            ? "loopEnabled=\"false\""
            : "loopEnabled=\"true\" loopStart=\""
                + sample.loopStart()
                + "\" loopEnd=\""
                + sample.loopEnd()
                + "\" loopCrossfade=\"0\"");
  }

  private void midi() {
    line("  <midi>");
    controller(SfzText.MORPH_X_CONTROLLER, 0);
    if (plan.stepsY() > 1) {
      controller(SfzText.MORPH_Y_CONTROLLER, 1);
    }
    line("  </midi>");
  }

  private void controller(int number, int knob) {
    line("    <cc number=\"%d\">", number);
    line(
        "      <binding level=\"ui\" type=\"control\" position=\"%d\" parameter=\"VALUE\""
            + " translation=\"linear\" translationOutputMin=\"0\" translationOutputMax=\"1\"/>",
        knob);
    line("    </cc>");
  }
}
