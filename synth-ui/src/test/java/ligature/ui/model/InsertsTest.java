package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.InsertParameter;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginDescription;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class InsertsTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Sound sound = new Sound(player, () -> 0);
  private final Inserts inserts =
      new Inserts(sound, new Store(), Runnable::run, Runnable::run, () -> 0);
  private final Modulation modulation = new Modulation(sound, () -> 0);

  private static final class Store implements PluginStore {

    @Override
    public List<PluginDescription> plugins() {
      return List.of();
    }

    @Override
    public Panel panel(String id) {
      return new Panel(List.of(), 1, "");
    }

    @Override
    public InsertSetting source(String model, List<String> recordings) {
      if (!model.endsWith(".ts")) {
        throw new InputException(model + ": is no model");
      }
      String id = "nn:" + model + "#keys&a=" + recordings.get(0) + "&b=" + recordings.get(1);
      return new InsertSetting(id, Map.of(), Float.NaN, false, "AAAA");
    }

    @Override
    public InsertSetting withRecording(InsertSetting source, int corner, String recording) {
      String letter = "&" + (char) ('a' + corner) + "=";
      String id = source.id().replaceFirst(letter + "[^&]*", letter + recording);
      return new InsertSetting(id, source.values(), source.wet(), source.bypass(), "BBBB");
    }
  }

  private static ModulationRoute onto(int slot, String name) {
    return ModulationRoute.of(
        ModulationSource.find("lfo-1"), new InsertParameter(slot, name), 0.5f);
  }

  private List<String> ids() {
    return player.patch().inserts().stream().map(InsertSetting::id).toList();
  }

  private List<ModulationRoute> routes() {
    return player.patch().modulation().routes();
  }

  @Test
  void aModelWithRecordingsGoesBeforeTheEffects() {
    List<String> said = new ArrayList<>();
    inserts.sources().setTell(line -> {}, said::add);
    inserts.add("java:filter");
    modulation.add(onto(0, "cutoff"));
    inserts.sources().add("/m/cello.ts", List.of("one.wav", "two.wav"));
    String id = "nn:/m/cello.ts#keys&a=one.wav&b=two.wav";
    assertThat(ids()).containsExactly(id, "java:filter");
    assertThat(routes()).containsExactly(onto(1, "cutoff"));
    assertThat(inserts.title(id)).isEqualTo("cello");
    assertThat(ModelSources.corners(id)).containsExactly("one.wav", "two.wav");
    assertThat(ModelSources.corners("nn:/m/cello.ts")).isEmpty();

    inserts.sources().replace(0, 1, "three.wav");
    assertThat(ids()).containsExactly("nn:/m/cello.ts#keys&a=one.wav&b=three.wav", "java:filter");
    assertThat(player.patch().inserts().get(0).state()).isEqualTo("BBBB");
    sound.history().undo();
    assertThat(ids()).containsExactly(id, "java:filter");
    sound.history().undo();
    assertThat(ids()).containsExactly("java:filter");
    assertThat(routes()).containsExactly(onto(0, "cutoff"));

    assertThat(said).isEmpty();
    inserts.sources().add("/m/cello.wav", List.of("one.wav", "two.wav"));
    assertThat(said).containsExactly("/m/cello.wav: is no model");
    assertThat(ids()).containsExactly("java:filter");
  }

  @Test
  void routesGoWithThePluginThatTheyMove() {
    inserts.add("java:drive");
    inserts.add("java:filter");
    inserts.add("java:reverb");
    modulation.add(onto(0, "amount"));
    modulation.add(onto(1, "cutoff"));
    modulation.add(onto(2, "wet"));

    inserts.move(2, 0);
    assertThat(ids()).containsExactly("java:reverb", "java:drive", "java:filter");
    assertThat(routes()).containsExactly(onto(1, "amount"), onto(2, "cutoff"), onto(0, "wet"));

    inserts.remove(1);
    assertThat(ids()).containsExactly("java:reverb", "java:filter");
    assertThat(routes()).containsExactly(onto(1, "cutoff"), onto(0, "wet"));

    sound.history().undo();
    assertThat(ids()).containsExactly("java:reverb", "java:drive", "java:filter");
    assertThat(routes()).containsExactly(onto(1, "amount"), onto(2, "cutoff"), onto(0, "wet"));
    sound.history().undo();
    assertThat(ids()).containsExactly("java:drive", "java:filter", "java:reverb");
    assertThat(routes()).containsExactly(onto(0, "amount"), onto(1, "cutoff"), onto(2, "wet"));
    sound.history().redo();
    assertThat(routes()).containsExactly(onto(1, "amount"), onto(2, "cutoff"), onto(0, "wet"));
  }

  /** What a plugin's own editor does is done as by the window's knobs. */
  @Test
  void movesInAnEditorAreUndoneAndAreInTheSound() {
    inserts.add("java:drive");
    inserts.add("lv2:x");
    List<String> told = new ArrayList<>();
    inserts.setTell(told::add);
    inserts.edit(1);
    assertThat(player.calls).contains("editInsert 1 " + inserts.title("lv2:x"));

    player.editorListener().held(true);
    player.editorListener().turned(1, "gain", 0.25f);
    player.editorListener().turned(1, "gain", 0.75f);
    player.editorListener().held(false);
    assertThat(values(1)).containsEntry("gain", 0.75f);
    assertThat(sound.current().inserts().get(1).values()).containsEntry("gain", 0.75f);
    player.editorListener().stateChanged(1, "c3RhdGU=");
    assertThat(player.patch().inserts().get(1).state()).isEqualTo("c3RhdGU=");

    sound.history().undo();
    assertThat(player.patch().inserts().get(1).state()).isEmpty();
    assertThat(values(1)).containsEntry("gain", 0.75f);
    sound.history().undo();
    assertThat(values(1)).as("both turns were one movement").isEmpty();
    sound.history().redo();
    assertThat(values(1)).containsEntry("gain", 0.75f);

    inserts.move(1, 0); // the editor tells the place of the moment
    player.editorListener().turned(0, "gain", 0.5f);
    assertThat(values(0)).containsEntry("gain", 0.5f);
    player.editorListener().ended(0, "");
    player.editorListener().ended(0, "it crashed");
    player.editorListener().turned(7, "gain", 0.5f); // its slot was emptied meanwhile
    assertThat(told).containsExactly("The editor of lv2:x was closed: it crashed");
  }

  private Map<String, Float> values(int slot) {
    return player.patch().inserts().get(slot).values();
  }
}
