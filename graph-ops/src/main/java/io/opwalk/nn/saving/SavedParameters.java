package io.opwalk.nn.saving;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.saving.graph.ParameterTable;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The parameters of a model that is read, in a store of their own. */
final class SavedParameters implements ParameterTable {
  private final List<Tensor> parameters = new ArrayList<>();
  private final Set<Integer> used = new HashSet<>();

  /** Of an archive, with their values. */
  SavedParameters(Archive archive) {
    ConfigReader in = new ConfigReader("the parameters", archive.document(ParameterBook.DOCUMENT));
    ParameterStore store = new ParameterStore();
    List<ParameterSlot> slots = new ArrayList<>();
    for (Config config : in.configs("slots")) {
      ConfigReader slot = new ConfigReader("a slot", config);
      slots.add(store.create(slot.text("name"), archive.array(slot.text("array"))));
      slot.finish();
    }
    for (Config config : in.configs("parameters")) {
      ConfigReader parameter = new ConfigReader("a parameter", config);
      int slot = parameter.integer("slot");
      if (slot < 0 || slot >= slots.size()) {
        throw parameter.wrong("slot", "must be below " + slots.size(), slot);
      }
      Tensor made = Tensors.parameter(slots.get(slot), parameter.flag("trainable", true));
      String name = parameter.text("name");
      parameters.add(name.equals(made.name()) ? made : made.named(name));
      parameter.finish();
    }
    in.finish();
  }

  @Override
  public int numberOf(Tensor parameter) {
    throw new UnsupportedOperationException("parameters are being read");
  }

  @Override
  public Tensor parameter(int number) {
    used.add(require(number));
    return parameters.get(number);
  }

  /**
   * Says that a parameter is one that was made already, which gets its value.
   *
   * @throws ConfigException where it was used before, so that it cannot be another one
   */
  void replace(int number, Tensor made) {
    if (!used.add(require(number)) && parameters.get(number) != made) {
      throw new ConfigException("the parameter " + parameters.get(number)
          + " belongs to a layer within a model within a layer, and to another layer too");
    }
    Tensors.slotOf(made).set(Tensors.slotOf(parameters.get(number)).value());
    parameters.set(number, made);
  }

  private int require(int number) {
    if (number < 0 || number >= parameters.size()) {
      throw new ConfigException(
          "no parameter has the number " + number + "; there are " + parameters.size());
    }
    return number;
  }
}
