package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import ligature.encode.NoteCut;
import ligature.engine.Clip;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.live.Player;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;

/**
 * A timbre made of recordings of the user's own, the last one or one taken up again: the recording
 * and what became of it, to be heard one beside the other, and to be cut, keyed and made anew.
 *
 * <p>Threads: {@code [ui-thread]}; recordings are read, played and encoded on another.
 */
public final class OwnSound {

  /** What is heard. */
  public enum Heard {
    NOTHING,
    ORIGINAL,
    ENCODED
  }

  private final Player player;
  private final Sound sound;
  private final Imports imports;
  private final OwnSoundMaker maker;
  private final Background background;
  private final LongSupplier nanoTime;
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> tell = line -> {};

  private volatile Timbre timbre;

  /** The timbre with what it was made of, and how that may be cut; null until they are known. */
  private TimbreDocument made;

  private Trims trims;
  private Comparison comparison;
  private boolean listening;
  private boolean saving;
  private double progress;
  private volatile boolean closed;
  private Clip clip;
  private Heard heard = Heard.NOTHING;

  /**
   * @param work runs one task after the other, on a thread that may wait
   * @param ui runs tasks on {@code [ui-thread]}
   */
  public OwnSound(
      Player player,
      Sound sound,
      Imports imports,
      OwnSoundMaker maker,
      Executor work,
      Executor ui) {
    this(player, sound, imports, maker, work, ui, System::nanoTime);
  }

  OwnSound(
      Player player,
      Sound sound,
      Imports imports,
      OwnSoundMaker maker,
      Executor work,
      Executor ui,
      LongSupplier nanoTime) {
    this.player = player;
    this.sound = sound;
    this.imports = imports;
    this.maker = maker;
    background = new Background(work, ui);
    this.nanoTime = nanoTime;
    imports.addListener(this::follow);
  }

  /** Called when something of it has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Sets who is told in a line what went wrong. */
  public void setTell(Consumer<String> tell) {
    this.tell = tell;
  }

  /** The recording beside what became of it; null until that is known. */
  public Comparison comparison() {
    return comparison;
  }

  /** Whether the comparison is being made. */
  public boolean isListening() {
    return listening;
  }

  /** What is heard now. */
  public Heard heard() {
    return heard;
  }

  /** The timbre's title; null for none. */
  public String title() {
    return timbre == null ? null : timbre.title();
  }

  /** How its recordings are cut; null until they are known. */
  public Trims trims() {
    return trims;
  }

  /** The recorded note as the timbre was made of it; null until it is known. */
  public SourceNote note() {
    return made == null ? null : made.recordings().get(trims.index());
  }

  /** Shows another of the recordings. */
  public void select(int index) {
    if (trims != null && index >= 0 && index != trims.index()) {
      hear(Heard.NOTHING);
      trims.select(index);
      comparison = null;
      compare();
      fire();
    }
  }

  /** Whether there is something to be saved. */
  public boolean isTrimmed() {
    return trims != null && trims.isTrimmed();
  }

  public boolean isSaving() {
    return saving;
  }

  /** The part that is made of what is being saved, 0 to 1. */
  public double progress() {
    return progress;
  }

  /** Whether a timbre is one of the user's own. */
  public boolean isOwn(Timbre other) {
    return maker.isOwn(other);
  }

  /** Takes up one of the user's own timbres, in the place of the one that was made last. */
  public void takeUp(Timbre other) {
    if (isOwn(other)) {
      imports.takeUp(other);
    }
  }

  private void follow() {
    Timbre next = imports.state().made();
    if (next == timbre) {
      return;
    }
    hear(Heard.NOTHING);
    timbre = next;
    made = null;
    trims = null;
    comparison = null;
    listening = next != null;
    if (next != null) {
      background.attempt(
          () -> {
            if (timbre != next) {
              return () -> {}; // another one has been made meanwhile
            }
            TimbreDocument opened = maker.open(next);
            if (opened.recordings().isEmpty()) {
              throw new InputException(next.title() + ": its file has no recordings to be cut");
            }
            Comparison first = maker.compare(opened, 0, opened.recordings().get(0));
            return () -> opened(next, opened, first);
          },
          this::notCompared);
    }
    fire();
  }

  private void opened(Timbre of, TimbreDocument document, Comparison first) {
    if (of == timbre) {
      made = document;
      trims = new Trims(sound.history(), document, this::trimmed, nanoTime);
      compared(document, 0, first);
    }
  }

  private void trimmed() {
    if (heard == Heard.ORIGINAL) {
      hear(Heard.NOTHING); // it is another part now
    }
    fire();
  }

  private void compare() {
    TimbreDocument of = made;
    int index = trims.index();
    SourceNote whole = trims.source().recordings().get(index);
    listening = true;
    background.attempt(
        () -> {
          Comparison next = maker.compare(of, index, whole);
          return () -> compared(of, index, next);
        },
        this::notCompared);
  }

  private void compared(TimbreDocument of, int index, Comparison next) {
    if (of == made && index == trims.index()) {
      listening = false;
      comparison = next;
      fire();
    }
  }

  /** Makes the timbre anew of what is set, in the background; it takes the place of the old one. */
  public void save() {
    if (!isTrimmed() || saving) {
      return;
    }
    trims.letGo();
    hear(Heard.NOTHING);
    Timbre old = timbre;
    Trims of = trims;
    List<NoteCut> cuts = of.cuts();
    saving = true;
    progress = 0;
    background.attempt(
        () -> {
          TimbreDocument next =
              maker.remake(
                  of.source(),
                  cuts,
                  line -> background.ui().execute(() -> tell.accept(line)),
                  this::progress);
          return () -> renew(old, next, of, cuts);
        },
        this::notSaved);
    fire();
  }

  /** [work] */
  private void progress(double done) {
    if (closed) {
      throw new CancellationException();
    }
    background
        .ui()
        .execute(
            () -> {
              progress = done;
              fire();
            });
  }

  private void renew(Timbre old, TimbreDocument next, Trims of, List<NoteCut> cuts) {
    saving = false;
    if (closed) {
      return;
    }
    Timbre anew = next.timbre();
    player.replaceTimbre(anew);
    of.setSaved(cuts);
    if (timbre == old) {
      timbre = anew;
      made = next;
      comparison = null;
      compare();
    }
    sound.renew(old, anew);
    imports.renew(old, anew);
    fire();
  }

  /** The window closes: what is being made is given up. */
  public void close() {
    closed = true;
  }

  private void notCompared(String line) {
    listening = false;
    failed(line);
  }

  private void notSaved(String line) {
    saving = false;
    failed(line);
  }

  private void failed(String line) {
    if (line != null) {
      tell.accept(line);
    }
    fire();
  }

  /** Plays one of both from its beginning, in place of the other; or nothing. */
  public void hear(Heard which) {
    if (which == Heard.NOTHING && clip == null || which != Heard.NOTHING && comparison == null) {
      return;
    }
    clip =
        switch (which) {
          case NOTHING -> null;
          case ORIGINAL -> part(comparison.original());
          case ENCODED -> new Clip(comparison.encoded(), 0, comparison.encoded().length);
        };
    heard = which;
    player.play(clip);
    fire();
  }

  /** Of the recording what is set to be the note. */
  private Clip part(float[] samples) {
    int from = (int) Math.min(samples.length, trims.start() * player.modelRateHz());
    int to = (int) Math.min(samples.length, Math.ceil(trims.end() * player.modelRateHz()));
    return new Clip(samples, from, Math.max(from, to));
  }

  /** Where in the recording the original is heard, in seconds; NaN if it is not. */
  public double place() {
    return heard == Heard.ORIGINAL ? (double) clip.position() / player.modelRateHz() : Double.NaN;
  }

  /** Looks whether what is heard is over. */
  public void tick() {
    if (clip != null && clip.isOver()) {
      hear(Heard.NOTHING);
    }
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
