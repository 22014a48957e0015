package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import ligature.encode.NoteCut;
import ligature.encode.RecordingSet;
import ligature.files.InputException;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;
import ligature.ui.RecordingPlayer;
import ligature.ui.model.OwnSound.Heard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnSoundTest {

  private static final int RATE = 48_000;

  private final RecordingPlayer player = new RecordingPlayer();
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private long now;
  private final Sound sound = new Sound(player, () -> now);
  private final Maker maker = new Maker();
  private final Imports imports = new Imports(player, maker, work::add, Runnable::run);
  private final OwnSound own =
      new OwnSound(player, sound, imports, maker, work::add, Runnable::run, () -> now);

  /** Two recordings a timbre, of one second. */
  private static final class Maker implements TimbreMaker, OwnSoundMaker {

    private List<NoteCut> remadeOf;
    private boolean fails;
    private int compared;
    private boolean bare;

    private static Timbre timbre(String name) {
      TimbreZone zone =
          new TimbreZone(60, 100, 0, 0, 60, new float[64], new float[64], new float[4]);
      return new Timbre(
          name, name, "voice", "test", true, 16, 16, 4, 1, 4, List.of(zone), KeyGains.NONE);
    }

    private static TimbreDocument document(Timbre timbre) {
      List<SourceNote> notes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        notes.add(new SourceNote(i + ".wav", RATE, new short[RATE], 57 + i, 0, 220, 0));
      }
      return new TimbreDocument(timbre, false, "", "", notes);
    }

    @Override
    public List<List<Path>> byTimbre(List<Path> files) {
      return List.of(files);
    }

    @Override
    public String title(List<Path> files) {
      return files.get(0).toString();
    }

    @Override
    public Timbre make(
        List<Path> files, List<String> taken, Consumer<String> tell, DoubleConsumer progress) {
      return timbre(files.get(0).toString());
    }

    @Override
    public boolean isOwn(Timbre timbre) {
      return timbre.family().equals("voice");
    }

    @Override
    public TimbreDocument open(Timbre timbre) {
      return bare ? new TimbreDocument(timbre, false, "", "", List.of()) : document(timbre);
    }

    @Override
    public Comparison compare(TimbreDocument made, int index, SourceNote whole) {
      compared++;
      return new Comparison(new float[RATE], new float[RATE / 2], index + 2.5);
    }

    @Override
    public TimbreDocument remake(
        TimbreDocument old, List<NoteCut> cuts, Consumer<String> tell, DoubleConsumer progress) {
      progress.accept(0.5);
      if (fails) {
        throw new InputException("0.wav: is silent");
      }
      remadeOf = cuts;
      return document(timbre(old.timbre().name()));
    }
  }

  @BeforeEach
  void make() {
    own.setTell(told::add);
    imports.add(List.of(Path.of("mine")));
    workOff();
  }

  private void workOff() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  @Test
  void bothAreHeardFromTheirBeginning() {
    assertThat(own.comparison().distanceDb()).isEqualTo(2.5);
    own.hear(Heard.ORIGINAL);
    own.hear(Heard.ENCODED);
    assertThat(own.heard()).isEqualTo(Heard.ENCODED);
    own.hear(Heard.NOTHING);
    own.trims().setStart(0.25);
    own.hear(Heard.ORIGINAL);
    own.trims().setStart(0.3); // it is another part now
    assertThat(own.heard()).isEqualTo(Heard.NOTHING);
    assertThat(player.calls.stream().filter(c -> c.startsWith("play")))
        .containsExactly(
            "play from 0", "play from 0", "play nothing", "play from 12000", "play nothing");
    imports.dismiss();
    assertThat(own.title()).isNull();
    assertThat(own.comparison()).isNull();
  }

  @Test
  void anOlderOneIsTakenUpAgainAndMadeAnew() {
    Timbre first = imports.state().made();
    imports.add(List.of(Path.of("another")));
    workOff();
    assertThat(own.title()).isEqualTo("another");
    own.takeUp(player.timbre("tuba"));
    assertThat(own.title()).as("not the user's own").isEqualTo("another");
    own.takeUp(first);
    workOff();
    assertThat(own.title()).isEqualTo("mine");
    assertThat(imports.state().fresh()).isFalse();
    own.trims().setStart(0.4);
    own.save();
    workOff();
    assertThat(maker.remadeOf.get(0).span().startSeconds()).isEqualTo(0.4);
    assertThat(imports.state().made()).isNotSameAs(first);
    assertThat(player.bank().find("mine")).isSameAs(imports.state().made());
  }

  @Test
  void oneWithoutRecordingsIsToldOf() {
    maker.bare = true;
    own.takeUp(Maker.timbre("bought"));
    workOff();
    assertThat(told).containsExactly("bought: its file has no recordings to be cut");
    assertThat(own.trims()).isNull();
    assertThat(own.isListening()).isFalse();
  }

  @Test
  void eachMovementIsOneStepBack() {
    Trims trims = own.trims();
    trims.setStart(0.1);
    trims.setStart(0.2); // arrows, one after the other
    now += 2_000_000_000L;
    trims.setStart(0.3);
    trims.hold();
    trims.setEnd(0.9);
    now += 2_000_000_000L;
    trims.setEnd(0.8);
    trims.letGo();
    trims.setKey(RecordingSet.UNPITCHED);
    sound.history().undo();
    assertThat(trims.key()).isEqualTo(RecordingSet.DETECT);
    assertThat(sound.history().undoTitle()).isEqualTo("Trim mine");
    sound.history().undo();
    assertThat(trims.end()).isEqualTo(1);
    sound.history().undo();
    assertThat(trims.start()).isEqualTo(0.2);
    sound.history().undo();
    assertThat(trims.start()).isZero();
    assertThat(own.isTrimmed()).isFalse();
    sound.history().redo();
    assertThat(trims.start()).isEqualTo(0.2);
  }

  @Test
  void startAndEndNeverMeet() {
    Trims trims = own.trims();
    trims.setStart(7);
    assertThat(trims.start()).isBetween(0.9, 0.96);
    trims.setEnd(-1);
    assertThat(trims.end()).isBetween(trims.start() + 0.04, 1.0);
    trims.setStart(-3);
    assertThat(trims.start()).isZero();
  }

  @Test
  void theNewOneTakesThePlaceOfTheOld() {
    Timbre old = imports.state().made();
    sound.setCorner(1, old);
    sound.setCorner(2, old);
    sound.setCorner(2, player.timbre("cello"));
    own.select(1);
    workOff();
    assertThat(own.comparison().distanceDb()).isEqualTo(3.5);
    own.trims().setStart(0.5);
    own.save();
    own.save(); // once is enough
    assertThat(own.isSaving()).isTrue();
    assertThat(work).hasSize(1);
    workOff();
    assertThat(own.isSaving()).isFalse();
    assertThat(own.isTrimmed()).isFalse();
    assertThat(maker.remadeOf.get(0)).isEqualTo(NoteCut.NONE);
    assertThat(maker.remadeOf.get(1).span().startSeconds()).isEqualTo(0.5);
    Timbre anew = player.bank().find("mine");
    assertThat(anew).isNotSameAs(old);
    assertThat(imports.state().made()).isSameAs(anew);
    assertThat(player.patch().corner(1)).isSameAs(anew);
    sound.history().undo(); // the cut
    assertThat(own.isTrimmed()).isTrue();
    sound.history().undo(); // cello at C
    assertThat(player.patch().corner(2)).isSameAs(anew);
    assertThat(told).isEmpty();
  }

  @Test
  void aFailureLeavesAllAsItWas() {
    Timbre old = imports.state().made();
    sound.setCorner(1, old);
    maker.fails = true;
    own.trims().setEnd(0.5);
    own.save();
    workOff();
    assertThat(told).containsExactly("0.wav: is silent");
    assertThat(player.bank().find("mine")).isSameAs(old);
    assertThat(player.patch().corner(1)).isSameAs(old);
    assertThat(own.isSaving()).isFalse();
    assertThat(own.isTrimmed()).isTrue();
    assertThat(own.comparison()).isNotNull();
  }

  @Test
  void whatIsSavedWhileAnotherIsMadeIsReplacedAllTheSame() {
    Timbre old = imports.state().made();
    own.trims().setEnd(0.5);
    own.save();
    imports.add(List.of(Path.of("other")));
    workOff();
    assertThat(player.bank().find("mine")).isNotSameAs(old);
    assertThat(own.title()).isEqualTo("other");
    assertThat(own.isTrimmed()).isFalse();
    assertThat(own.comparison()).isNotNull();
  }

  @Test
  void ofManyTheLastIsCompared() {
    int before = maker.compared;
    imports.add(List.of(Path.of("second")));
    imports.add(List.of(Path.of("third")));
    workOff();
    assertThat(own.title()).isEqualTo("third");
    assertThat(own.comparison()).isNotNull();
    assertThat(maker.compared - before).isEqualTo(1);
  }

  @Test
  void anotherRecordingIsComparedThatIsChosenWhileItIsSaved() {
    own.trims().setEnd(0.5);
    own.save();
    own.select(1);
    workOff();
    assertThat(own.isListening()).isFalse();
    assertThat(own.comparison().distanceDb()).isEqualTo(3.5);
  }

  @Test
  void aWindowThatClosesGivesItUp() {
    Timbre old = imports.state().made();
    own.trims().setEnd(0.5);
    own.save();
    own.close();
    workOff();
    assertThat(maker.remadeOf).isNull();
    assertThat(player.bank().find("mine")).isSameAs(old);
    assertThat(told).isEmpty();
  }
}
