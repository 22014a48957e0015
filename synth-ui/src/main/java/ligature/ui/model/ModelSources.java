package ligature.ui.model;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ligature.files.InputException;
import ligature.neural.ModelSource;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;

/**
 * Models that play recordings beside the voices. To encode a recording takes its time; the sound
 * goes on meanwhile, and then has the source in its first slot, as one step that can be undone.
 *
 * <p>Threads: {@code [ui-thread]}; recordings are encoded by the executor {@code io}.
 */
public final class ModelSources {

  private final Inserts inserts;
  private final PluginStore store;
  private final Executor io;
  private final Executor ui;
  private Consumer<String> tell = line -> {};
  private Consumer<String> fail = line -> {};

  ModelSources(Inserts inserts, PluginStore store, Executor io, Executor ui) {
    this.inserts = inserts;
    this.store = store;
    this.io = io;
    this.ui = ui;
  }

  /** Where a line goes that says what happens, and one that says what is wrong. */
  public void setTell(Consumer<String> onNews, Consumer<String> onFailure) {
    tell = onNews;
    fail = onFailure;
  }

  /** How many recordings a new source has: one for each corner of the pad. */
  public int recordings() {
    return inserts.cornerCount();
  }

  /** The names of the recordings of what a slot holds; empty if that is no model with some. */
  public static List<String> corners(String id) {
    return ModelSource.corners(id);
  }

  /**
   * Puts a model before all effects.
   *
   * @param model the path of a file
   * @param recordings paths, from corner A on
   */
  public void add(String model, List<String> recordings) {
    if (inserts.slots().size() == InsertChain.SLOTS) {
      fail.accept("All " + InsertChain.SLOTS + " slots are taken: empty one for the model");
      return;
    }
    encode(
        () -> store.source(model, recordings),
        source -> {
          if (inserts.slots().size() < InsertChain.SLOTS) {
            inserts.addFirst(source);
          }
        });
  }

  /** Replaces the recording at a corner, from 0, of the model in a slot. */
  public void replace(int slot, int corner, String recording) {
    InsertSetting held = inserts.slots().get(slot);
    String title = "Recording " + (char) ('A' + corner) + " of " + inserts.title(held.id());
    encode(
        () -> store.withRecording(held, corner, recording),
        source -> inserts.put(slot, held, source, title));
  }

  private void encode(Supplier<InsertSetting> work, Consumer<InsertSetting> done) {
    tell.accept("The model encodes the recording \u2026");
    io.execute(
        () -> {
          try {
            InsertSetting source = work.get();
            ui.execute(
                () -> {
                  done.accept(source);
                  tell.accept("The model plays beside the voices; wet is its part of the sound");
                });
          } catch (InputException e) {
            ui.execute(() -> fail.accept(e.getMessage()));
          } catch (RuntimeException | LinkageError e) { // other people's code
            ui.execute(() -> fail.accept("The model cannot be used: " + e));
          }
        });
  }
}
