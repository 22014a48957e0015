package ligature.ui.view;

import static ligature.ui.WindowFixture.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.swing.JButton;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginDescription;
import ligature.ui.RecordingPlayer;
import ligature.ui.model.Inserts;
import ligature.ui.model.ModelSources;
import ligature.ui.model.PluginStore;
import ligature.ui.model.Sound;
import org.junit.jupiter.api.Test;

/** The recordings of a model that plays beside the voices, chosen by their buttons. */
class SourceCornersTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final List<String> asked = new ArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final Inserts inserts =
      new Inserts(new Sound(player), new Store(), Runnable::run, Runnable::run);

  private static final class Store implements PluginStore {

    @Override
    public List<PluginDescription> plugins() {
      return List.of();
    }

    @Override
    public Panel panel(String id) {
      return new Panel(List.of(), 0.5f, null);
    }

    @Override
    public InsertSetting source(String model, List<String> recordings) {
      String id = "nn:" + model + "#keys&a=" + recordings.get(0) + "&b=" + recordings.get(1);
      return new InsertSetting(id, Map.of(), Float.NaN, false, "AAAA");
    }

    @Override
    public InsertSetting withRecording(InsertSetting source, int corner, String recording) {
      String id = source.id().replace("b.wav", recording);
      return new InsertSetting(id, source.values(), source.wet(), false, "BBBB");
    }
  }

  private final FileChoice files =
      new FileChoice() {
        @Override
        public String folder() {
          return "";
        }

        @Override
        public String read(Component over, String title, String... kinds) {
          asked.add(title);
          return answers.poll();
        }

        @Override
        public List<String> readAll(Component over, String title, String... kinds) {
          return List.of();
        }

        @Override
        public String write(Component over, String title, String suggested) {
          return null;
        }
      };

  private static void push(JButton button) {
    edt(
        () -> {
          button.doClick(0);
          return null;
        });
  }

  private List<String> ids() {
    return player.patch().inserts().stream().map(InsertSetting::id).toList();
  }

  @Test
  void aModelIsChosenThenARecordingForEachCorner() {
    answers.addAll(List.of("cello.ts", "a.wav", "b.wav", "c.wav", "d.wav"));
    SourceCorners.choose(inserts.sources(), files, null);
    assertThat(asked)
        .containsExactly(
            "A model for nn~ or RAVE",
            "A recording of a note for corner A",
            "A recording of a note for corner B",
            "A recording of a note for corner C",
            "A recording of a note for corner D");
    assertThat(ids()).containsExactly("nn:cello.ts#keys&a=a.wav&b=b.wav");
    answers.addAll(List.of("cello.ts", "a.wav")); // then none
    SourceCorners.choose(inserts.sources(), files, null);
    assertThat(ids()).hasSize(1);
  }

  @Test
  void aButtonReplacesTheRecordingOfItsCorner() {
    inserts.sources().add("cello.ts", List.of("a.wav", "b.wav"));
    List<String> names = ModelSources.corners(ids().get(0));
    SourceCorners corners = edt(() -> new SourceCorners(inserts.sources(), files, 0, names));
    List<String> texts =
        edt(
            () ->
                Arrays.stream(corners.getComponents()).map(c -> ((JButton) c).getText()).toList());
    assertThat(texts).containsExactly("A  a.wav", "B  b.wav");
    JButton b = (JButton) corners.getComponent(1);
    push(b); // no file is chosen
    assertThat(ids()).containsExactly("nn:cello.ts#keys&a=a.wav&b=b.wav");
    answers.add("c.wav");
    push(b);
    assertThat(ids()).containsExactly("nn:cello.ts#keys&a=a.wav&b=c.wav");
  }
}
