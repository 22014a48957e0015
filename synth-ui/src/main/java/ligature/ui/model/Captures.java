package ligature.ui.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import ligature.files.InputException;
import ligature.latent.Blend;
import ligature.latent.Timbre;
import ligature.live.Player;
import ligature.rt.CaptureRing;

/**
 * What is sung or struck at the audio input while a hand holds the button: let go, it is a timbre
 * at D.
 *
 * <p>Threads: {@code [ui-thread]}; timbres are made on another.
 */
public final class Captures {

  /** What comes later is not used. */
  private static final int MOST_SECONDS = 12;

  private static final int CORNER = Blend.CORNERS - 1;

  /** What is going on. */
  public enum State {
    NOTHING,
    LISTENING,
    MAKING
  }

  private final Player player;
  private final Sound sound;
  private final CaptureMaker maker;
  private final Executor work;
  private final Executor ui;
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> tell = line -> {};
  private Consumer<Timbre> added = timbre -> {};
  private CaptureRing ring;
  private int rateHz;
  private int making;
  private boolean pedalDown;
  private boolean prepared;

  /**
   * @param work runs one task after the other, on a thread that may wait
   * @param ui runs tasks on {@code [ui-thread]}
   */
  public Captures(Player player, Sound sound, CaptureMaker maker, Executor work, Executor ui) {
    this.player = player;
    this.sound = sound;
    this.maker = maker;
    this.work = work;
    this.ui = ui;
  }

  public State state() {
    return ring != null ? State.LISTENING : making > 0 ? State.MAKING : State.NOTHING;
  }

  /** Whether there is an input. */
  public boolean isPossible() {
    return player.canCapture();
  }

  /** Called when the state has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Sets who is told in a line what went wrong or was left out. */
  public void setTell(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Sets who is told of each timbre that is in the bank from now on. */
  public void setAdded(Consumer<Timbre> added) {
    this.added = added;
  }

  /** Lets the next controller that moves be the pedal that does it, or no longer. */
  public void learnPedal(boolean on) {
    player.learnCapture(on);
  }

  /** Whether a pedal is waited for. */
  public boolean isLearningPedal() {
    return player.isLearningCapture();
  }

  /** The controller that does it while it is down; -1 for none. */
  public int pedal() {
    return player.captureController();
  }

  /** Lets no pedal do it. */
  public void forgetPedal() {
    player.forgetCapture();
  }

  /** Looks whether the pedal went down or came up, and whether there is an input. About 30 Hz. */
  public void tick() {
    if (!prepared && player.canCapture()) {
      prepared = true;
      work.execute(maker::prepare);
    }
    boolean down = player.isCaptureDown();
    if (down != pedalDown) {
      pedalDown = down;
      if (down) {
        press();
      } else {
        release();
      }
    }
  }

  /** Begins to listen. */
  public void press() {
    if (ring != null) {
      return;
    }
    if (!player.canCapture()) {
      tell.accept(
          "There is no audio input to capture from: play through JACK and connect its in, or open"
              + " the card's input in the settings");
      return;
    }
    rateHz = player.sampleRateHz();
    ring = new CaptureRing(MOST_SECONDS * rateHz);
    player.captureTo(ring);
    work.execute(maker::prepare);
    fire();
  }

  /** Gives up what was heard since; does nothing if nobody listens. */
  public void cancel() {
    if (ring != null) {
      player.captureTo(null);
      ring = null;
      fire();
    }
  }

  /** Makes a timbre of what was heard since. */
  public void release() {
    if (ring == null) {
      return;
    }
    player.captureTo(null);
    CaptureRing heard = ring;
    int rate = rateHz;
    ring = null;
    making++;
    fire();
    work.execute(() -> make(heard, rate));
  }

  /** [work] */
  private void make(CaptureRing heard, int rate) {
    float[] audio = new float[MOST_SECONDS * rate];
    int frames = heard.read(audio);
    String failure = null;
    Timbre made = null;
    try {
      made =
          maker.make(
              Arrays.copyOf(audio, frames),
              rate,
              player.bank().names(),
              line -> ui.execute(() -> tell.accept(line)));
    } catch (InputException e) {
      failure = e.getMessage();
    } catch (RuntimeException e) {
      System.getLogger("ligature.ui").log(System.Logger.Level.ERROR, "no timbre was captured", e);
      failure = "No timbre could be made of what was captured: " + e;
    }
    Timbre timbre = made;
    String line = failure;
    ui.execute(() -> ended(timbre, line));
  }

  private void ended(Timbre timbre, String failure) {
    making--;
    if (timbre == null) {
      tell.accept(failure);
    } else {
      player.addTimbre(timbre);
      added.accept(timbre);
      putOnPad(timbre);
    }
    fire();
  }

  /** At corner D; where timbres lie at points and there is no D yet, beside them. */
  private void putOnPad(Timbre timbre) {
    if (sound.patch().cornerCount() > CORNER) {
      sound.setCorner(CORNER, timbre);
    } else if (sound.pad().canAdd()) {
      sound.pad().add(timbre, 1, 1);
    } else {
      sound.pad().setCorners(Blend.CORNERS);
      sound.setCorner(CORNER, timbre);
    }
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
