package io.opwalk.nn.saving;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files whole or not at all: to a temporary file beside the target, which takes the target's
 * place when all of it has reached the disk. Whoever reads the target finds the old content or the
 * new, also after a crash; what a killed writer leaves behind is a file named {@code .*.tmp}.
 */
final class AtomicFile {
  /** Writes the content. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Makes a file, or replaces one.
   *
   * @throws UncheckedIOException where that fails, naming the file; it is as it was before then
   */
  static void write(Path file, Content content) {
    try {
      // A link stays one: what it leads to is replaced.
      Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
      Path directory = target.getParent();
      if (directory == null || Files.isDirectory(target)) {
        throw new IOException("it is a directory");
      }
      if (!Files.isDirectory(directory)) {
        throw new IOException("there is no directory " + directory);
      }
      Path temporary =
          directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
      try {
        fill(temporary, content);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      settle(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
    }
  }

  private static void fill(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        OutputStream out = Channels.newOutputStream(channel)) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /** Has the new name reach the disk too, where the system can be asked for that. */
  private static void settle(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notSupported) {
      // Windows opens no directories; the name is as durable there as the system makes it.
      return;
    }
  }
}
