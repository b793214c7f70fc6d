package io.opwalk.nn.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir
  Path directory;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aNewFileIsMadeAndAnOldOneReplaced() throws IOException {
    Path file = directory.resolve("f");
    AtomicFile.write(file, out -> out.write('a'));
    assertEquals("a", Files.readString(file));
    AtomicFile.write(file, out -> out.write('b'));
    assertEquals("b", Files.readString(file));
    assertEquals(List.of("f"), names());
  }

  @Test
  void aWriterThatFailsHalfWayLeavesTheOldFileWhole() throws IOException {
    Path file = directory.resolve("f");
    Files.writeString(file, "whole");
    UncheckedIOException failure = assertThrows(
        UncheckedIOException.class,
        () -> AtomicFile.write(file, out -> {
          out.write(new byte[100_000]);
          throw new IOException("the disk is full");
        }));
    assertTrue(failure.getMessage().contains(file + ": the disk is full"), failure.getMessage());
    assertThrows(
        IllegalStateException.class,
        () -> AtomicFile.write(file, out -> {
          out.write(new byte[100_000]);
          throw new IllegalStateException("stopped");
        }));
    assertEquals("whole", Files.readString(file));
    assertEquals(List.of("f"), names());
  }

  @Test
  void whileAWriterIsAtWorkReadersFindTheOldFile() {
    Path file = directory.resolve("f");
    AtomicFile.write(file, out -> out.write('a'));
    AtomicFile.write(file, out -> {
      out.write('b');
      out.flush();
      assertEquals("a", Files.readString(file));
    });
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = Files.writeString(directory.resolve("real"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    AtomicFile.write(link, out -> out.write('n'));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("n", Files.readString(real));
  }

  @Test
  void whereNothingCanBeWrittenThePathIsNamed() {
    Path nowhere = directory.resolve("no").resolve("f");
    UncheckedIOException failure = assertThrows(
        UncheckedIOException.class, () -> AtomicFile.write(nowhere, out -> out.write(1)));
    assertTrue(failure.getMessage().contains(nowhere.toString()), failure.getMessage());
    assertThrows(
        UncheckedIOException.class, () -> AtomicFile.write(directory, out -> out.write(1)));
  }
}
