package ligature.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ligature.engine.GuardedDecoder;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.engine.SwitchingDecoder.Seat;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.rt.Niceness;
import ligature.rt.ThreadRole;

/**
 * The model that plays, and those before it for as long as notes of theirs sound.
 *
 * <p>Threads: {@code [io-thread]}s, one at a time; {@link #bank} and {@link #device} any.
 */
final class PlayedModels implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.live");
  private static final long LOOK_MILLIS = 250;

  private final ComputeDevice computeDevice;
  private final Meters meters;
  private final List<Seat> former = new ArrayList<>();
  private final Thread thread = new Thread(this::attend, "ligature-models");

  /**
   * One thread for all models, that stays: when a thread that has computed ends, MKL takes back its
   * memory and locks all of the process's threads out meanwhile, and the model thread would spin.
   */
  private final ExecutorService opener =
      Executors.newSingleThreadExecutor(ThreadRole.IO.daemons("ligature-opener"));

  private Instrument instrument;
  private Seat seat;
  private volatile GuardedDecoder decoder;
  private volatile TimbreBank bank;
  private volatile boolean running = true;
  private long faultsTold;

  /**
   * Opens the first model's decoder.
   *
   * @param meters told what the models do wrong
   */
  PlayedModels(Model model, ComputeDevice computeDevice, Meters meters) {
    this.meters = meters;
    this.computeDevice = computeDevice;
    decoder = new GuardedDecoder(model.openDecoder(computeDevice), meters);
    bank = model.bank();
    thread.setDaemon(true);
  }

  GuardedDecoder decoder() {
    return decoder;
  }

  TimbreBank bank() {
    return bank;
  }

  /**
   * Puts one more timbre among those of the playing model.
   *
   * @throws IllegalArgumentException if it was encoded for another model, or its name is taken
   */
  synchronized void add(Timbre timbre) {
    bank = bank.with(ofOurs(timbre));
  }

  /**
   * Puts a timbre in the place of that of its name.
   *
   * @throws IllegalArgumentException if it was encoded for another model, or there is none such
   */
  synchronized void replace(Timbre timbre) {
    bank = bank.replacing(ofOurs(timbre));
  }

  private Timbre ofOurs(Timbre timbre) {
    Timbre ours = bank.timbres().get(0);
    if (!timbre.latentSpaceId().equals(ours.latentSpaceId())) {
      throw new IllegalArgumentException(timbre + " was encoded for another model");
    }
    return timbre;
  }

  String device() {
    return decoder.device();
  }

  /** The instrument was made, of the first decoder. */
  void playedBy(Instrument player) {
    instrument = player;
    seat = player.firstSeat();
    thread.start();
  }

  /** A model that is ready to play. */
  record Ready(Model model, GuardedDecoder decoder, Seat seat) {}

  /**
   * Opens and prepares a model, which takes a second or so.
   *
   * @throws InputException if it cannot be opened or works in other steps than the playing one
   */
  Ready open(Model next) {
    try {
      return opener.submit(() -> hurriedly(next)).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("the model cannot be opened", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a model was opened", e);
    }
  }

  /** To load a network takes locks of the process's memory that the playing one needs as well. */
  private Ready hurriedly(Model next) {
    Niceness.favourThis();
    GuardedDecoder opened = new GuardedDecoder(next.openDecoder(computeDevice), meters);
    try {
      return new Ready(next, opened, instrument.adopt(opened));
    } catch (IllegalArgumentException e) {
      opened.close();
      throw new InputException(
          next.folder() + ": cannot follow the playing model: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Hands a model over with a patch of its timbres: new notes play it, those that sound stay with
   * the model that they began with. If it is refused, it is closed.
   *
   * @throws IllegalArgumentException if the patch is of another model
   */
  synchronized void play(Ready ready, Patch patch) {
    try {
      instrument.publish(patch, ready.seat());
    } catch (IllegalArgumentException e) {
      ready.decoder().close();
      throw e;
    }
    former.add(seat);
    seat = ready.seat();
    decoder = ready.decoder();
    bank = ready.model().bank();
    faultsTold = 0;
  }

  /** Why the model that plays is silent now, in a line; null while it is not. */
  String problem() {
    GuardedDecoder now = decoder;
    Throwable fault = now.lastFault();
    return now.isFailing() && fault != null
        ? "the model fails and is tried again: " + firstLine(fault)
        : null;
  }

  static String firstLine(Throwable fault) {
    String message = String.valueOf(fault.getMessage());
    return message.lines().findFirst().orElse(fault.getClass().getSimpleName());
  }

  /**
   * Closes what nobody needs any more, and tells what the models did wrong. What it frees the model
   * thread had taken, which waits for its lock.
   */
  private void attend() {
    Niceness.favourThis();
    try {
      while (running) {
        Thread.sleep(LOOK_MILLIS);
        closeLeft();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private synchronized void closeLeft() {
    for (Iterator<Seat> i = former.iterator(); i.hasNext(); ) {
      Seat each = i.next();
      if (each.hasLeft()) {
        i.remove();
        each.decoder().close();
      }
    }
    long faults = decoder.faults();
    if (faults > faultsTold) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the model gave no sound for " + (faults - faultsTold) + " hops",
          decoder.lastFault());
      faultsTold = faults;
    }
  }

  /** Models that are open: one, and those whose notes still sound. */
  synchronized int open() {
    return 1 + former.size();
  }

  /** After the model thread has ended. */
  @Override
  public void close() {
    running = false;
    thread.interrupt();
    opener.shutdown();
    synchronized (this) {
      former.forEach(each -> each.decoder().close());
      former.clear();
      decoder.close();
    }
  }
}
