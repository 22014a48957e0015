package ligature.ui.view;

import ligature.engine.SoundTap;
import ligature.live.Player;
import ligature.ui.control.SoundFeed;

/** What a player lets be seen of its sound. */
record TapFeed(Player player) implements SoundFeed {

  private SoundTap tap() {
    return player.meters().tap();
  }

  @Override
  public void open() {
    tap().open();
  }

  @Override
  public void close() {
    tap().close();
  }

  @Override
  public int sampleRateHz() {
    return player.modelRateHz();
  }

  @Override
  public void latestFrames(float[] out) {
    tap().latestFrames(out);
  }

  @Override
  public long codesWritten() {
    return tap().codesWritten();
  }

  @Override
  public long code(long index, float[] out) {
    return tap().code(index, out);
  }

  @Override
  public int positions(float[] out) {
    return tap().positions(out);
  }

  @Override
  public int codeSize() {
    return SoundTap.CODE_SIZE;
  }
}
