package ligature.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {

  @TempDir Path folder;

  @Test
  void theFileIsReadableByWhomThePlayersFilesAre() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path target = folder.resolve("target");
    try (AtomicOutput output = AtomicOutput.to(target)) {
      Files.writeString(output.path(), "whole");
      output.commit();
    }
    assertThat(target).hasContent("whole");
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void whatIsNotCommittedLeavesTheOldFileAndNothingElse() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    try (AtomicOutput output = AtomicOutput.to(target)) {
      Files.writeString(output.path(), "half");
    }
    assertThat(target).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void aMissingFolderIsToldByName() {
    assertThatThrownBy(() -> AtomicOutput.to(folder.resolve("none/target")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no folder");
  }

  @Test
  void aFolderThatTakesNoFilesIsToldByName() {
    Path kernels = Path.of("/proc");
    assumeTrue(Files.isDirectory(kernels), "skipped: this system has no /proc");
    assertThatThrownBy(() -> AtomicOutput.to(kernels.resolve("target")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("/proc/target: no file can be made in /proc");
  }
}
