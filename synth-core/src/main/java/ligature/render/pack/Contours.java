package ligature.render.pack;

import java.util.ArrayList;
import java.util.List;
import ligature.render.NoteScore;
import ligature.render.Strand;

/**
 * The pitch that all steps of a note share: the geometric mean of the corners' contours. Threads:
 * one.
 */
final class Contours {

  private final List<NoteScore> corners;
  private final List<float[]> byStrand = new ArrayList<>();

  /**
   * @param corners recorded
   */
  Contours(List<NoteScore> corners) {
    this.corners = corners;
    int strands = corners.stream().mapToInt(c -> c.strands().size()).min().orElse(0);
    for (int s = 0; s < strands; s++) {
      byStrand.add(mean(s));
    }
  }

  private float[] mean(int strand) {
    int hops = corners.stream().mapToInt(c -> c.strands().get(strand).hops()).max().orElse(0);
    float[] mean = new float[hops];
    for (int h = 0; h < hops; h++) {
      double sum = 0;
      for (NoteScore corner : corners) {
        Strand s = corner.strands().get(strand);
        sum += Math.log(s.oscillatorPitchHz()[Math.min(h, s.hops() - 1)]);
      }
      mean[h] = (float) Math.exp(sum / corners.size());
    }
    return mean;
  }

  /** Gives a recorded score this pitch. */
  void shareWith(NoteScore score) {
    for (int s = 0; s < Math.min(byStrand.size(), score.strands().size()); s++) {
      Strand strand = score.strands().get(s);
      float[] contour = byStrand.get(s);
      for (int h = 0; h < strand.hops(); h++) {
        strand.oscillatorPitchHz()[h] = contour[Math.min(h, contour.length - 1)];
      }
    }
  }

  /** The contour of the first strand, [hop], Hz. */
  float[] firstHz() {
    return byStrand.get(0);
  }

  /** The first strand of every corner. */
  List<Strand> cornerStrands() {
    return corners.stream().map(c -> c.strands().get(0)).toList();
  }

  /** The mean pitch of the first hops. */
  double meanHz(int hops) {
    float[] contour = firstHz();
    int count = Math.min(hops, contour.length);
    double sum = 0;
    for (int h = 0; h < count; h++) {
      sum += Math.log(contour[h]);
    }
    return Math.exp(sum / count);
  }
}
