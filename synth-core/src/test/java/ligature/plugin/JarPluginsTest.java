package ligature.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.testing.Audio;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/plugin-example, compiled, put into a jar and loaded as a user's plugin. */
class JarPluginsTest {

  private static final Path EXAMPLE = Folders.home().resolve("docs/plugin-example/src/main");

  @TempDir private Path folder;
  private Path jars;

  @BeforeEach
  void buildTheExample() throws IOException {
    jars = Files.createDirectory(folder.resolve("plugins"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-Xlint:all",
                "-Werror"));
    try (Stream<Path> sources = Files.walk(EXAMPLE.resolve("java"))) {
      sources.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add("" + f));
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
    pack(jars.resolve("tremolo.jar"), classes, EXAMPLE.resolve("resources"));
  }

  private static void pack(Path jar, Path... roots) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path root : roots) {
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            out.putNextEntry(new JarEntry(root.relativize(file).toString()));
            Files.copy(file, out);
          }
        }
      }
    }
  }

  @Test
  void theExampleSounds() {
    PluginLibrary library = new PluginLibrary(jars);
    assertThat(library.plugins())
        .extracting(PluginDescription::id)
        .contains("java:tremolo", "java:reverb");
    InsertChain chain = new InsertChain(48_000, 128, library::open);
    chain.set(List.of(InsertSetting.of("java:tremolo").with("rate", 4).with("depth", 1)));
    assertThat(chain.problems()).isEmpty();
    float[] all = new float[48_000];
    float[] left = new float[128];
    float[] right = new float[128];
    for (int at = 0; at + 128 <= all.length; at += 128) {
      for (int i = 0; i < 128; i++) {
        left[i] = right[i] = 0.5f;
      }
      chain.process(left, right);
      System.arraycopy(left, 0, all, at, 128);
    }
    assertThat(all[3000]).isBetween(0f, 0.001f); // a quarter of a period: down
    assertThat(all[9000]).isBetween(0.499f, 0.5f);
    assertThat(all[15_000]).isBetween(0f, 0.001f);
    assertThat(Audio.largestKink(all, 0, 47_000)).isLessThan(1e-3f);
    chain.close();
  }

  @Test
  void brokenJarsAreListedWithTheReasonAndHarmNoOther() throws IOException {
    Files.writeString(jars.resolve("garbage.jar"), "no jar at all");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.writeString(empty.resolve("nothing.txt"), "no service");
    pack(jars.resolve("empty.jar"), empty);
    Path wrong = folder.resolve("wrong");
    Path services = Files.createDirectories(wrong.resolve("META-INF/services"));
    Files.writeString(services.resolve(PluginProvider.class.getName()), "no.such.Provider\n");
    pack(jars.resolve("wrong.jar"), wrong);
    PluginLibrary library = new PluginLibrary(jars);
    for (String name : new String[] {"garbage", "empty", "wrong"}) {
      assertThat(library.plugins())
          .filteredOn(p -> p.id().equals("java:" + name + ".jar"))
          .singleElement()
          .satisfies(
              p -> {
                assertThat(p.status()).isEqualTo(PluginDescription.Status.BLOCKED);
                assertThat(p.reason()).isNotBlank().doesNotContain("\n");
              });
    }
    library.open("java:tremolo").close();
  }

  @Test
  void whatThereIsNotIsToldWithTheNearest() {
    PluginLibrary library = new PluginLibrary(jars);
    assertThatThrownBy(() -> library.open("java:tremulo"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("java:tremolo");
    assertThatThrownBy(() -> library.open("vst3:x"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("formats are java");
    assertThatThrownBy(() -> library.open("reverb")).isInstanceOf(InputException.class);
    assertThat(new PluginLibrary(folder.resolve("missing")).plugins()).isNotEmpty();
  }
}
