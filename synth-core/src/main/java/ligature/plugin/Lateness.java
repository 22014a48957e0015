package ligature.plugin;

/**
 * By how much a plugin in its slot is late, which it may change while it plays: it is faded out of
 * the sound, made ready anew if it wants that, and heard again when the first of what went in
 * afterwards has come through. Where nothing sounds there is nothing to fade.
 *
 * <p>Threads: {@code [model-thread]}, but {@link #frames} any.
 */
final class Lateness {

  private final Plugin plugin;
  private final DryDelay dry;
  private volatile int frames;

  /** It wants to be made ready anew; what it gives is good until then. */
  private boolean leaving;

  /** It has begun anew, or is late by another time than the dry signal: nobody may hear that. */
  private boolean begun;

  /** Until what went in since then comes out. */
  private int unheardFrames;

  Lateness(Plugin plugin, float fadeStep) {
    this.plugin = plugin;
    frames = plugin.latencyFrames();
    dry = new DryDelay(frames, fadeStep);
  }

  /** By how much the slot is late. */
  int frames() {
    return frames;
  }

  /** The dry signal, as late as the plugin. */
  DryDelay dry() {
    return dry;
  }

  /** Whether the plugin has to fade out while it sounds on. */
  boolean isLeaving() {
    return leaving;
  }

  /**
   * After a block of the plugin.
   *
   * @param isFaded whether nothing of the plugin is heard
   * @param count the frames of the block
   * @return whether nothing of this block may be heard
   */
  boolean follow(boolean isFaded, int count) {
    leaving |= plugin.wantsRenewal();
    unheardFrames = Math.max(0, unheardFrames - count);
    begun |= plugin.latencyFrames() != frames;
    boolean away = plugin.isAway();
    if (isFaded && leaving) {
      renew();
    } else if (isFaded && begun && !away && !dry.isFading()) {
      begun = false;
      frames = plugin.latencyFrames();
      dry.fadeTo(frames);
      unheardFrames = frames;
    }
    return away || begun || unheardFrames > 0;
  }

  /** While nothing sounds. */
  void followAsleep() {
    unheardFrames = 0;
    if (plugin.wantsRenewal()) {
      renew();
    } else if (!plugin.isAway()) {
      begun = false;
      if (plugin.latencyFrames() != frames || dry.isFading()) {
        frames = plugin.latencyFrames();
        dry.jumpTo(frames);
      }
    }
  }

  private void renew() {
    plugin.renew();
    leaving = false;
    begun = true;
  }
}
