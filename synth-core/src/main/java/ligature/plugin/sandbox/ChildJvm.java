package ligature.plugin.sandbox;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a child: a small JVM with this program's classes that dies quietly. */
public final class ChildJvm {

  /** What this process was told of folders and of libtorch holds for its children. */
  private static final List<String> PASSED_ON =
      List.of(
          "ligature.config",
          "ai.djl.offline",
          "OPT_OUT_TRACKING",
          "ai.djl.pytorch.num_threads",
          "ai.djl.pytorch.num_interop_threads",
          "ai.djl.pytorch.graph_optimizer");

  private ChildJvm() {}

  /**
   * The words of the command, from the java executable on.
   *
   * @param mainClass what it runs
   */
  public static List<String> command(String mainClass, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+SuppressFatalErrorMessage", // it would report for a second before it dies
                "-XX:-UsePerfData",
                "-XX:CompressedClassSpaceSize=32m"));
    for (String name : PASSED_ON) {
      if (System.getProperty(name) != null) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", classPath(), mainClass));
    command.addAll(arguments);
    return command;
  }

  /** The same for a child that understands the {@link SharedNames} of this process. */
  public static List<String> naming(String mainClass, List<String> arguments) {
    List<String> command = command(mainClass, arguments);
    command.addAll(1, SharedNames.forChild());
    return command;
  }

  /** Absolute, for a child that runs in another folder. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
