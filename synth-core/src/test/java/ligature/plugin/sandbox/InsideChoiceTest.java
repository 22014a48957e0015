package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import ligature.files.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which plugins run inside is remembered. */
class InsideChoiceTest {

  @TempDir private Path folder;

  @Test
  void isRememberedUntilItIsTakenBack() {
    Path file = folder.resolve("new/inside.txt");
    InsideChoice choice = new InsideChoice(file);
    assertThat(choice.ids()).isEmpty();
    choice.set("lv2:urn:b", true);
    choice.set("lv2:urn:a", true);
    choice.set("lv2:urn:a", true);
    assertThat(new InsideChoice(file).ids()).containsExactly("lv2:urn:a", "lv2:urn:b");
    choice.set("lv2:urn:a", false);
    choice.set("lv2:urn:never", false);
    assertThat(new InsideChoice(file).contains("lv2:urn:a")).isFalse();
    assertThat(new InsideChoice(file).contains("lv2:urn:b")).isTrue();
  }

  @Test
  void whatCannotBeWrittenIsNamed() throws Exception {
    Path taken = Files.writeString(folder.resolve("taken"), "");
    assertThatThrownBy(() -> new InsideChoice(taken.resolve("inside.txt")).set("lv2:urn:a", true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("inside.txt");
  }
}
