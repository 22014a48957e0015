package ligature.voice;

/**
 * Where a sounding note is moved to in one hop, against the key, the patch and the timbre: the sum
 * of all its {@linkplain MotionSource sources}.
 *
 * <p>It is the one way in which anything moves a note: bend, pressure, MPE, glide, variation. The
 * fields are public because this is the inner loop's own notepad. Threads: {@code [model-thread]}.
 */
public final class NoteMotion {

  /** Against the key's pitch. */
  public double cents;

  /** Against the timbre's level; -120 and below is silence. */
  public double levelDb;

  /** How much of the rest of the way to y = 1 of the pad the note has gone, [0, 1]. */
  public float towardsY;

  /** Noise beyond the recorded amount: 0 leaves it, 1 doubles it. */
  public float noise;

  /** Against the middle, -1 left to 1 right. */
  public float pan;

  void clear() {
    cents = 0;
    levelDb = 0;
    towardsY = 0;
    noise = 0;
    pan = 0;
  }

  /** Adds another motion; of two ways to y the farther one counts. */
  public void add(NoteMotion other) {
    cents += other.cents;
    levelDb += other.levelDb;
    towardsY = Math.max(towardsY, other.towardsY);
    noise += other.noise;
    pan += other.pan;
  }
}
