package ligature.cli;

import java.util.concurrent.Callable;
import ligature.files.InputException;
import ligature.model.Model;
import ligature.voice.VoicePool;
import picocli.CommandLine.Command;

@Command(name = "play", mixinStandardHelpOptions = true, description = "Plays live.")
final class PlayCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    return 0;
  }

  static void checkVoices(int voices, Model model) {
    int most = VoicePool.mostVoices(model.manifest().capacity());
    if (voices < 1 || voices > most) {
      throw new InputException("--voices " + voices + ": wanted 1 to " + most);
    }
  }
}
