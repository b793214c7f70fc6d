package io.opwalk.nn.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.nn.train.History;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LearningRateSchedulerTest {
  @Test
  void setsTheRateOfEachEpochFromThatOfTheOneBefore() {
    ScriptedTraining training = new ScriptedTraining(null);
    History history = training.run(
        LearningRateScheduler.of((epoch, rate) -> epoch < 2 ? rate : rate / 4), "loss", 1, 1, 1, 1);
    assertEquals(List.of(1.0, 1.0, 0.25, 0.0625), history.series("learning_rate"));
  }
}
