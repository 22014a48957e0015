package ligature.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VmThreadsTest {

  @Test
  void theCompilersGoBeforeOtherProgramsAndOurThreadsDoNot() throws IOException {
    int favoured = VmThreads.favour();
    assumeThat(favoured).as("permitted here").isPositive();
    List<String> before = new ArrayList<>();
    List<String> realTime = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : (Iterable<Path>) tasks::iterator) {
        String stat = Files.readString(task.resolve("stat"));
        // proc(5): the name is in brackets, the nice value is field 19, the real-time priority 40
        int end = stat.lastIndexOf(')');
        String name = stat.substring(stat.indexOf('(') + 1, end);
        String[] fields = stat.substring(end + 2).split(" ");
        if (Integer.parseInt(fields[16]) < 0) {
          before.add(name);
        }
        if (Integer.parseInt(fields[37]) > 0) {
          realTime.add(name);
        }
      }
    }
    assertThat(before).anyMatch(name -> name.startsWith("C1 Compiler"));
    assertThat(before).anyMatch(name -> name.startsWith("C2 Compiler"));
    assertThat(realTime.isEmpty() ? before : realTime).contains("VM Thread");
    assertThat(before).noneMatch(name -> name.startsWith("ligature") || name.startsWith("main"));
  }
}
