package io.opwalk.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.testing.RecordingBackend;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackendRegistryTest {
  private record Provider(String name, int rank, Backend backend) implements BackendProvider {
    Provider(String name, int rank) {
      this(name, rank, new RecordingBackend());
    }
  }

  /** Found by name, as a service is. */
  public static final class Service implements BackendProvider {
    private final Backend backend = new RecordingBackend();

    @Override
    public String name() {
      return "service";
    }

    @Override
    public int rank() {
      return 1;
    }

    @Override
    public Backend backend() {
      return backend;
    }
  }

  @Test
  void theHighestRankIsTheBest() {
    Provider slow = new Provider("slow", -5);
    Provider fast = new Provider("fast", 100);
    Provider equal = new Provider("equal", -5);
    BackendRegistry registry = BackendRegistry.of(List.of(slow, fast, equal), List.of());
    assertSame(fast.backend(), registry.best());
    assertSame(slow.backend(), registry.named("slow"));
    assertEquals(List.of("fast", "equal", "slow"), registry.names());
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThereAre() {
    BackendRegistry registry = BackendRegistry.of(List.of(new Provider("fast", 1)), List.of());
    assertEquals(
        "no backend named 'gpu'; there are [fast]",
        assertThrows(NoSuchElementException.class, () -> registry.named("gpu")).getMessage());
  }

  @Test
  void noneAtAllSaysWhatToAdd() {
    BackendRegistry registry = BackendRegistry.of(List.of(), List.of());
    String message = assertThrows(NoSuchElementException.class, registry::best).getMessage();
    assertTrue(message.contains("io.opwalk:graph-cpu"), message);
  }

  @Test
  void findsWhatTheClassPathOffers(@TempDir Path directory) throws IOException {
    BackendRegistry registry = load(directory, Service.class.getName());
    assertEquals(List.of("service"), registry.names());
    assertInstanceOf(RecordingBackend.class, registry.best());
    assertSame(registry.best(), registry.named("service"));
  }

  @Test
  void oneThatCannotBeLoadedIsNoticedAndLeavesTheOthersUsable(@TempDir Path directory)
      throws IOException {
    BackendRegistry registry = load(directory, "com.example.Missing", Service.class.getName());
    assertInstanceOf(RecordingBackend.class, registry.named("service"));
    String message = assertThrows(IllegalStateException.class, registry::best).getMessage();
    assertTrue(message.contains("com.example.Missing"), message);
    assertTrue(message.contains("[service]"), message);
    message = assertThrows(NoSuchElementException.class, () -> registry.named("missing"))
        .getMessage();
    assertTrue(message.contains("com.example.Missing"), message);
  }

  @Test
  void theModuleItselfOffersNone() {
    assertEquals(List.of(), Backends.names());
    assertThrows(NoSuchElementException.class, Backends::best);
    assertThrows(NoSuchElementException.class, () -> Backends.named("cpu"));
  }

  /** The registry of a class path that has a services file of the given lines besides. */
  private static BackendRegistry load(Path directory, String... lines) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(services.resolve(BackendProvider.class.getName()), List.of(lines));
    URL[] urls = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, Service.class.getClassLoader())) {
      return BackendRegistry.load(loader);
    }
  }
}
