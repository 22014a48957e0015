package ligature.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import ligature.encode.FileNames;
import ligature.encode.RecordingSet;
import ligature.encode.UserTimbres;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.live.Rig;
import ligature.model.ComputeDevice;
import ligature.ui.model.TimbreMaker;

/**
 * Makes timbres with the model that plays, and keeps them among the user's own. It computes on the
 * processor: a GPU may be busy with what sounds.
 */
record OwnTimbres(Rig rig) implements TimbreMaker {

  @Override
  public List<List<Path>> byTimbre(List<Path> files) {
    return RecordingSet.byTimbre(files);
  }

  @Override
  public String title(List<Path> files) {
    return FileNames.title(RecordingSet.timbreName(files));
  }

  @Override
  public Timbre make(
      List<Path> files, List<String> taken, Consumer<String> tell, DoubleConsumer progress) {
    return new UserTimbres(rig.timbreFolder(), Folders.cache().resolve("timbres"))
        .record(files, taken, rig.model(), ComputeDevice.CPU, tell, progress);
  }
}
