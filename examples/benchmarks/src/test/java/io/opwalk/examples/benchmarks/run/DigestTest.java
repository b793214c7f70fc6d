package io.opwalk.examples.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether results that differ are seen to differ. */
final class DigestTest {
  private static final double TOLERANCE = 1e-6;

  @Test
  void isReadBackAsItWasWritten() {
    Digest digest = digest(new double[2000]);
    assertTrue(digest.differenceTo(Digest.parse(digest.toString()), 0).isEmpty());
    assertEquals(digest.toString(), Digest.parse(digest.toString()).toString());
  }

  @Test
  void seesWhatIsTooFarAway() {
    Digest ones = digest(1, 1, 1);
    // Half of what is allowed, and twice.
    assertTrue(ones.differenceTo(digest(1, 1 + 0.5e-6, 1), TOLERANCE).isEmpty());
    assertTrue(ones.differenceTo(digest(1, 1 + 2e-6, 1), TOLERANCE).isPresent());
  }

  @Test
  void seesAnElementThatIsNotAmongThoseTaken() {
    double[] other = new double[100_000];
    // Next to the first place: the mean shows it.
    other[1] = 1;
    assertTrue(
        digest(new double[100_000]).differenceTo(digest(other), TOLERANCE).isPresent());
  }

  @Test
  void seesNaNs() {
    assertTrue(digest(1, 2).differenceTo(digest(1, Double.NaN), TOLERANCE).isPresent());
    assertTrue(digest(Double.NaN).differenceTo(digest(Double.NaN), TOLERANCE).isPresent());
  }

  @Test
  void seesOtherSizes() {
    assertTrue(digest(1).differenceTo(digest(1, 1), TOLERANCE).isPresent());
    Digest two = new Digest(List.of(part(1), part(1)));
    assertTrue(digest(1).differenceTo(two, TOLERANCE).isPresent());
  }

  private static Digest digest(double... values) {
    return new Digest(List.of(part(values)));
  }

  private static Digest.Part part(double... values) {
    return Digest.Part.of(new JavaArray(values, List.of(values.length)));
  }
}
