package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.layer.Layer;

/** A layer that goes over a sequence step by step, as {@link Bidirectional} takes it. */
public sealed interface RecurrentLayer extends Layer permits Rnn, ConvLstm {
  /** Whether all outputs are given, and not the last alone. */
  boolean returnsSequences();
}
