package ligature.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import ligature.encode.RecordingSet;
import ligature.encode.TimbreMatch;
import ligature.latent.Timbre;
import ligature.live.Rig;
import ligature.model.ComputeDevice;
import ligature.ui.model.MatchMaker;

/**
 * Listens with the model that plays. It computes on the processor: a GPU may be busy with what
 * sounds.
 */
record RecordingMatcher(Rig rig) implements MatchMaker {

  @Override
  public Match match(
      Path recording, List<Timbre> timbres, Consumer<String> tell, DoubleConsumer progress) {
    try (TimbreMatch match = new TimbreMatch(rig.model(), timbres, ComputeDevice.CPU)) {
      TimbreMatch.Found found = match.match(recording, RecordingSet.DETECT, tell, progress);
      return new Match(
          found.weights(),
          found.corners(),
          found.x(),
          found.y(),
          found.distanceDb(),
          found.nearest().stream().map(TimbreMatch.Near::timbre).toList());
    }
  }
}
