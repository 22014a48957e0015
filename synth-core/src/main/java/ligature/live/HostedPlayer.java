package ligature.live;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import ligature.audio.Hosted;
import ligature.preset.Patch;
import ligature.preset.PresetFile;

/** What a program that hosts us sees of a player: its sound is a preset. */
final class HostedPlayer implements Hosted {

  /** In the place of a file, in what is told of a damaged sound. */
  private static final Path PLACE = Path.of("the DAW's project");

  private static final String UNNAMED = "unnamed";

  /** After so many frames the meters know the values of a sound that was loaded. */
  private static final int TAKEN_FRAMES = 1024;

  private final Player player;
  private Patch loaded;
  private long loadedAt;

  HostedPlayer(Player player) {
    this.player = player;
  }

  @Override
  public int latencyFrames() {
    return player.latencyFrames();
  }

  @Override
  public String sound() {
    Patch patch = isTaken() ? player.turnedPatch() : loaded;
    return PresetFile.text(patch.name().isBlank() ? patch.named(UNNAMED) : patch);
  }

  @Override
  public void load(String sound) {
    Patch next = PresetFile.read(PLACE, sound.getBytes(StandardCharsets.UTF_8), player.bank());
    loadedAt = player.meters().frame();
    loaded = next;
    player.load(next);
  }

  /** A program that renders to a file lets the instrument stand still between its blocks. */
  private boolean isTaken() {
    return player.patch() != loaded || player.meters().frame() > loadedAt + TAKEN_FRAMES;
  }
}
