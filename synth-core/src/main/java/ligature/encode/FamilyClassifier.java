package ligature.encode;

import java.util.List;
import ligature.latent.TimbreBank;
import ligature.latent.TimbreZone;

/** Guesses the family of a timbre. */
final class FamilyClassifier {
  FamilyClassifier(TimbreBank bank) {}

  String classify(List<TimbreZone> zones, boolean sustains, int codeSize) {
    return sustains ? "synth" : "plucked";
  }
}
