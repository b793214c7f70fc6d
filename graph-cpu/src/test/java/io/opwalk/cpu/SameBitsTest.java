package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.cpu.internal.fixture.ChildJvm;
import io.opwalk.reference.ReferenceBackend;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A result depends on the graph and the inputs alone: not on threads, vectors, tiers of the JIT or
 * the JDK. Each row is a JVM with other flags; that JDKs agree, those who run this test on several
 * find out, since what is expected is written down here.
 */
class SameBitsTest {
  /** Changes only where the definition of an op does, and is then what the reference gives. */
  private static final String SMALL =
      "0ec99e1647f6dc51f512d1269d4f5f53f2007874748e105ce2453466249e6368";

  private static final String VECTORS = "--add-modules jdk.incubator.vector";

  private static String reference;

  @BeforeAll
  static void runTheReference() {
    reference = SameBits.digest(new ReferenceBackend(), SameBits.Size.SMALL);
  }

  @Test
  void everyJdkGivesWhatIsWrittenDown() {
    assertEquals(
        SMALL, reference, "has the definition of an op changed? write down the new digest");
  }

  @ParameterizedTest
  @CsvSource({
    "1, SCALAR, -XX:+TieredCompilation",
    "2, ADAPTIVE, -XX:MaxVectorSize=16",
    "3, ADAPTIVE, " + VECTORS,
    "7, SCALAR, " + VECTORS + " -XX:MaxVectorSize=64",
    "16, ADAPTIVE, -XX:TieredStopAtLevel=1",
    "2, VECTOR, " + VECTORS + " -XX:MaxVectorSize=16",
    "3, VECTOR, " + VECTORS + " -XX:MaxVectorSize=32",
    "1, VECTOR, " + VECTORS + " -XX:MaxVectorSize=64",
  })
  void nothingElseChangesBits(String threads, String tier, String flags) {
    String found = ChildJvm.run(SameBits.class, jvm(flags), threads, tier, "small");
    assertEquals(reference, found);
  }

  private static List<String> jvm(String flags) {
    return List.of(flags.split(" "));
  }

  /** A network of the size of people's first one, over 200 steps. */
  @Tag("soak")
  @Test
  void norDoTheyOverALongTraining() {
    String expected =
        ChildJvm.run(SameBits.class, jvm("-XX:+TieredCompilation"), "1", "SCALAR", "w7");
    for (String flags : List.of(
        "2 -XX:MaxVectorSize=16",
        "3 " + VECTORS,
        "7 -XX:MaxVectorSize=32",
        "16 " + VECTORS + " -XX:MaxVectorSize=64",
        "1 " + VECTORS + " -XX:TieredStopAtLevel=1")) {
      String[] words = flags.split(" ", 2);
      String found = ChildJvm.run(SameBits.class, jvm(words[1]), words[0], "ADAPTIVE", "w7");
      assertEquals(expected, found, flags);
    }
  }
}
