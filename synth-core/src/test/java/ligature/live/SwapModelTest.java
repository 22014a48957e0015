package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import ligature.files.InputException;
import ligature.model.Model;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that ships is changed for another copy of it, while notes sound. */
@Tag("live")
class SwapModelTest {

  @TempDir private Path folder;

  private static LiveSession open() {
    LiveSession session = LiveSession.open(Bundled.options(Bundled.flute(), 8, "none"));
    session.setGoverned(false); // a slow machine must not take the notes that are looked for
    return session;
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).as("within 30 s: " + what).isTrue();
  }

  /** A thread that has computed with libtorch and ends holds up all others that compute. */
  private static Set<Thread> openers() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().equals("ligature-opener"));
    return threads;
  }

  @Test
  void heldNotesSoundOnAndFormerModelsAreClosed() throws Exception {
    swap(4);
  }

  @Test
  @Tag("long")
  void aThousandTimes() throws Exception {
    swap(1000);
  }

  private static void swap(int times) throws Exception {
    try (LiveSession session = open()) {
      session.noteOn(60, 0.8f);
      await("the first note", () -> session.isKeyDown(60));
      Set<Thread> openers = new HashSet<>();
      for (int i = 0; i < times; i++) {
        int key = 61 + i % 8;
        session.swapModel(Model.load(Bundled.folder()), Bundled.flute());
        session.noteOn(key, 0.8f);
        await("a note of the new model", () -> session.isKeyDown(key));
        session.noteOff(key);
        openers.addAll(openers());
      }
      assertThat(openers)
          .as("one thread opened them all, and lives")
          .isEqualTo(openers())
          .hasSize(1);
      assertThat(session.isKeyDown(60)).as("held all the time").isTrue();
      session.noteOff(60);
      await("silence", () -> session.meters().voices() == 0);
      await("former models closed", () -> session.openModels() == 1);
      assertThat(session.failure()).isNull();
    }
  }

  @Test
  void aModelThatCannotBeOpenedLeavesTheOldOnePlaying() throws Exception {
    for (String name : List.of("manifest.json", "timbres.safetensors", "decoder.ts")) {
      Files.copy(Bundled.folder().resolve(name), folder.resolve(name));
    }
    Model broken = Model.load(folder);
    Files.write(folder.resolve("decoder.ts"), new byte[] {1, 2, 3});
    try (LiveSession session = open()) {
      session.noteOn(60, 0.8f);
      assertThatThrownBy(() -> session.swapModel(broken, Bundled.flute()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("decoder.ts");
      await("the note", () -> session.isKeyDown(60));
      assertThat(session.openModels()).isOne();
      assertThat(session.bank()).isSameAs(Bundled.model().bank());
    }
  }
}
