package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.opwalk.cpu.SameBits.Size;
import io.opwalk.cpu.internal.fixture.ChildJvm;
import io.opwalk.cpu.internal.fixture.Jdks;
import io.opwalk.reference.ReferenceBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A result depends on the graph and the inputs alone: not on threads, vectors, tiers of the JIT or
 * the JDK. Each row is a JVM with other flags, and must give the digest that is written down here,
 * so JDKs are compared by whoever runs this test on several, and by one run that is told of another
 * JDK, see {@link Jdks}.
 *
 * <p>A digest changes where the definition of an op does, and only there. Then
 * {@link #theReferenceGivesWhatIsWrittenDown} fails and says the new one of {@link Size#SMALL},
 * which is right because the reference is the definition. When all rows of the small size pass with
 * it, those of the other sizes fail with one and the same new digest each, which is to be written
 * down too: of {@link Size#FEW_IMAGES} in the default build, of {@link Size#WHOLE} under the
 * profile {@code soak}, or, sooner, by running {@link SameBits} with {@code 2 ADAPTIVE WHOLE}.
 */
class SameBitsTest {
  private static final String SMALL =
      "6ec27b8cb1a303262200b19599816fd173210c6d0be6a7cfa886b70060002e13";
  private static final String FEW_IMAGES =
      "67838955914ea7bff5b6bccd489a69e457ba0881dc5b1a70a6be3347e83d1ab8";
  private static final String WHOLE =
      "88f9d75d0184199667a8081ee803b4a9870a8a1acc0ab9d65d5e12171f54a41e";

  private static final String VECTORS = "--add-modules jdk.incubator.vector";

  /** What bits might depend on besides threads: the tier, and the flags of the JVM. */
  private static final List<String> KINDS = List.of(
      "SCALAR -XX:+TieredCompilation",
      "SCALAR -XX:MaxVectorSize=16",
      "ADAPTIVE -XX:TieredStopAtLevel=1 " + VECTORS,
      "ADAPTIVE -XX:MaxVectorSize=16 " + VECTORS,
      "ADAPTIVE -XX:MaxVectorSize=32 " + VECTORS,
      "ADAPTIVE -XX:MaxVectorSize=64 " + VECTORS,
      "VECTOR " + VECTORS);

  private static final List<Integer> THREADS = List.of(1, 2, 3, 7, 16);

  /** A JVM, and what runs in it. */
  record Row(Path jdk, int threads, String kind) {
    void check(Size size, String expected) {
      String[] words = kind.split(" ");
      String found = ChildJvm.run(
          jdk,
          SameBits.class,
          List.of(words).subList(1, words.length),
          Integer.toString(threads),
          words[0],
          size.name());
      assertEquals(expected, found, toString());
    }
  }

  @Test
  void theReferenceGivesWhatIsWrittenDown() {
    assertEquals(
        SMALL,
        SameBits.digest(new ReferenceBackend(), Size.SMALL),
        "has the definition of an op changed? write down the new digest");
  }

  @ParameterizedTest
  @CsvSource({
    "1, SCALAR -XX:+TieredCompilation",
    "2, ADAPTIVE -XX:MaxVectorSize=16",
    "3, ADAPTIVE " + VECTORS,
    "7, SCALAR " + VECTORS + " -XX:MaxVectorSize=64",
    "16, ADAPTIVE -XX:TieredStopAtLevel=1",
    "2, VECTOR " + VECTORS + " -XX:MaxVectorSize=16",
    "3, VECTOR " + VECTORS + " -XX:MaxVectorSize=32",
    "1, VECTOR " + VECTORS + " -XX:MaxVectorSize=64",
  })
  void nothingElseChangesBits(int threads, String kind) {
    new Row(Jdks.own(), threads, kind).check(Size.SMALL, SMALL);
  }

  @Test
  void norDoesAnotherJdk() {
    List<Path> others = Jdks.others();
    assumeFalse(others.isEmpty(), Jdks.HOW_TO_TELL);
    for (Path jdk : others) {
      new Row(jdk, 2, "SCALAR -XX:+TieredCompilation").check(Size.SMALL, SMALL);
      new Row(jdk, 3, "VECTOR " + VECTORS).check(Size.SMALL, SMALL);
    }
  }

  /** The network of people's first lessons over 200 steps, in which kernels change to vectors. */
  @Test
  void norDoesALongTraining() {
    new Row(Jdks.own(), 3, "ADAPTIVE " + VECTORS).check(Size.FEW_IMAGES, FEW_IMAGES);
  }

  /** Every kind of JVM with every number of threads. */
  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (Path jdk : jdks()) {
      for (String kind : KINDS) {
        THREADS.forEach(threads -> rows.add(new Row(jdk, threads, kind)));
      }
    }
    return rows;
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("all")
  void norDoesALongTrainingInAnyJvm(Row row) {
    row.check(Size.FEW_IMAGES, FEW_IMAGES);
  }

  /** Every kind of JVM once, and on each JDK every number of threads. */
  static List<Row> some() {
    List<Row> rows = new ArrayList<>();
    for (Path jdk : jdks()) {
      for (String kind : KINDS) {
        rows.add(new Row(jdk, THREADS.get(rows.size() % THREADS.size()), kind));
      }
    }
    return rows;
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("some")
  void norDoesItOnWholeBatches(Row row) {
    row.check(Size.WHOLE, WHOLE);
  }

  private static List<Path> jdks() {
    List<Path> jdks = new ArrayList<>(List.of(Jdks.own()));
    jdks.addAll(Jdks.others());
    return jdks;
  }
}
