package com.example;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Activations.SOFTPLUS;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One compiled function for everybody. */
class ManyThreadsTest {
  private static final int THREADS = 64;
  private static final int CALLS = 200;

  @Test
  void eachThreadGetsTheSingleThreadedAnswer() throws Exception {
    Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN, 20));
    Tensor y = x.then(dense(30, SOFTPLUS)).then(dense(1, SIGMOID));
    CompiledFunction function = Graph.of(y).compile(y, y.owner().inputs(0));
    SplittableRandom random = new SplittableRandom(7);
    List<Feed> feeds = new ArrayList<>();
    List<List<NDArray>> alone = new ArrayList<>();
    for (int batch = 0; batch < 17; batch++) {
      double[] values = random.doubles(batch * 20L, -3, 3).toArray();
      Feed feed = feed(x, NDArray.wrap(values, batch, 20));
      feeds.add(feed);
      alone.add(function.call(feed));
    }
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread;
        Callable<Integer> calls = () -> {
          for (int call = 0; call < CALLS; call++) {
            int batch = (first + call) % feeds.size();
            assertEquals(alone.get(batch), function.call(feeds.get(batch)));
          }
          return CALLS;
        };
        running.add(executor.submit(calls));
      }
      for (Future<Integer> calls : running) {
        assertEquals(CALLS, calls.get());
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
