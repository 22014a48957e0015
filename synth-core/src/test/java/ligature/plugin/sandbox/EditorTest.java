package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import ligature.plugin.EditorListener;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.lv2.EditedPlugins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin of our own and its editor, by the window's way: through the slots. */
class EditorTest {

  private static final int TURN = 1;
  private static final int TELL_PLUGIN = 2;
  private static final int CRASH = 3;
  private static final int HANG = 4;
  private static final int RESIZE = 5;
  private static final int LEAVE = 6;
  private static final int METER = 7;
  private static final int CLICK_CLOSE = 8;
  private static final int MIRROR = 9;

  @TempDir private static Path folder;
  private static EditedPlugins plugins;

  @BeforeAll
  static void build() throws Exception {
    plugins = EditedPlugins.build(folder);
  }

  /** A slot with the plugin, its sound, and what its editor says. */
  private static final class Slot implements AutoCloseable, EditorListener {

    final List<String> said = new CopyOnWriteArrayList<>();
    final InsertChain chain;
    InsertSetting setting = InsertSetting.of("lv2:edited");
    int opened;
    float loud = 0.25f;
    private final float[] left = new float[Touchy.HOP];
    private final float[] right = new float[Touchy.HOP];

    Slot(java.util.function.Function<String, Plugin> opener) {
      chain =
          new InsertChain(
              Touchy.RATE_HZ,
              Touchy.HOP,
              id -> {
                opened++;
                return opener.apply(id.substring(4));
              });
      chain.set(List.of(setting));
      assertThat(chain.problems()).isEmpty();
    }

    static Slot inside() {
      return new Slot(plugins::plugin);
    }

    static Slot isolated(Sandbox sandbox) {
      return new Slot(
          name ->
              new IsolatedPlugin("lv2:" + EditedPlugins.uri(name), plugins.plugin(name), sandbox));
    }

    void turn(String parameter, float value) {
      setting = setting.with(parameter, value);
      chain.set(List.of(setting));
    }

    void mode(int mode) {
      turn("mode", mode);
    }

    void edit() {
      chain.edit(0, "Edited", this);
    }

    /** Plays on until the editor has said so. */
    void await(String line) throws InterruptedException {
      Touchy.await(line + "; it said " + said, () -> hop() && said.contains(line));
    }

    boolean hop() {
      Arrays.fill(left, loud);
      Arrays.fill(right, -0.125f);
      chain.process(left, right);
      return true;
    }

    @Override
    public void turned(int slot, String parameter, float value) {
      said.add(slot + " " + parameter + " " + Math.round(100 * value));
    }

    @Override
    public void held(boolean held) {
      said.add(held ? "held" : "let go");
    }

    @Override
    public void stateChanged(int slot, String state) {
      setting = setting.withState(state);
      chain.set(List.of(setting));
      said.add("state");
    }

    @Override
    public void ended(int slot, String problem) {
      said.add("ended " + problem);
    }

    @Override
    public void close() {
      chain.close();
    }
  }

  @Test
  @Tag("long")
  void insideAllThatAHostServes() throws Exception {
    try (Slot slot = Slot.inside()) {
      serve(slot);
    }
  }

  @Test
  void isolatedAllThatAHostServesAndBehindAChildThatIsShot() throws Exception {
    Sandbox sandbox = new Sandbox(Map.of("LV2_PATH", plugins.folder().toString()));
    try (Slot slot = Slot.isolated(sandbox)) {
      serve(slot);
      slot.said.clear();
      slot.mode(0);
      long pid = sandbox.pids().get(0);
      new ProcessBuilder("kill", "-SEGV", String.valueOf(pid)).start().waitFor();
      Touchy.await("another child", () -> slot.hop() && sandbox.replaced() > 0 && sandbox.isUp());
      slot.mode(TELL_PLUGIN);
      slot.await("0 gain 42"); // the editor is still there, and the new child understands it
      assertThat(slot.said).noneMatch(line -> line.startsWith("ended"));
      isInTheStateThatIsSaved(slot.setting);
      slot.mode(CLICK_CLOSE);
      slot.await("ended ");
    }
    assertThat(sandbox.pids()).isEmpty();
  }

  private static void serve(Slot slot) throws Exception {
    slot.turn("gain", 0.8f);
    slot.edit();
    slot.mode(MIRROR);
    slot.await("0 gain 40"); // it was told of 0.8
    slot.mode(TURN);
    slot.await("let go");
    assertThat(slot.said).containsExactly("0 gain 40", "held", "0 gain 25", "0 gain 75", "let go");
    slot.mode(METER);
    slot.loud = 0.6f;
    slot.await("0 gain 60"); // the level of the left side
    slot.mode(RESIZE);
    slot.await("0 gain 50"); // both windows have the new size and are seen
    slot.mode(TELL_PLUGIN);
    slot.await("0 gain 42"); // it has answered, with a name that the editor did not know
    slot.await("state");
    assertThat(slot.opened).as("the plugin with another state is the same plugin").isOne();
    assertThat(slot.chain.settings().get(0).state()).isEqualTo(slot.setting.state()).isNotEmpty();
  }

  /** What an editor told its plugin: a plugin that is opened with it holds it. */
  private static void isInTheStateThatIsSaved(InsertSetting saved) {
    try (Slot again = Slot.inside()) {
      assertThat(saved.state()).isNotEqualTo(again.chain.settings().get(0).state());
      again.chain.set(List.of(saved));
      assertThat(again.chain.settings().get(0).state()).isEqualTo(saved.state());
    }
  }

  @Test
  void aCrashOfTheEditorLeavesTheSoundAloneAndTheNextOneClosesWithItsPlugin() throws Exception {
    try (Slot slot = Slot.inside()) {
      slot.turn("gain", 0.5f);
      slot.edit();
      slot.mode(CRASH);
      slot.await("ended it crashed");
      for (int i = 0; i < 20; i++) {
        slot.hop();
      }
      assertThat(slot.left[0]).isCloseTo(0.125f, within(1e-4f));
      assertThat(slot.chain.problems()).isEmpty();
      slot.said.clear();
      slot.mode(TURN);
      slot.edit();
      slot.await("0 gain 75");
      closesWithItsPlugin(slot);
    }
  }

  private static void closesWithItsPlugin(Slot slot) throws Exception {
    slot.await("let go");
    slot.edit(); // brings it to the front
    slot.chain.set(List.of());
    slot.await("ended ");
    assertThat(slot.said).filteredOn(line -> line.startsWith("ended")).hasSize(1);
    Touchy.await(
        "no process", () -> ProcessHandle.current().children().noneMatch(EditorTest::isEditor));
  }

  private static boolean isEditor(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("Lv2EditorMain");
  }

  @Test
  void itMayLeaveByItself() throws Exception {
    try (Slot slot = Slot.inside()) {
      slot.mode(LEAVE);
      slot.edit();
      slot.await("ended ");
    }
  }

  @Test
  void whatCannotBeShownIsNamed() throws Exception {
    assertThat(plugins.editor("shut").refusal())
        .contains("http://lv2plug.in/ns/ext/instance-access")
        .contains("process of their own");
    assertThat(plugins.editor("edited").refusal()).isEmpty();
    try (Slot slot = Slot.inside()) {
      slot.chain.edit(3, "Nothing", slot);
      slot.await("ended slot 4 holds no plugin that is open");
    }
  }

  @Test
  @Tag("long")
  void oneThatRefusesToStartIsTold() throws Exception {
    try (Slot slot = Slot.inside()) {
      slot.setting = InsertSetting.of("lv2:sulks");
      slot.chain.set(List.of(slot.setting));
      slot.edit();
      slot.await("ended it refuses to start");
    }
  }

  @Test
  @Tag("long")
  void oneThatHangsIsEnded() throws Exception {
    try (Slot slot = Slot.inside()) {
      slot.edit();
      slot.mode(HANG);
      slot.await("ended it no longer answers");
    }
  }
}
