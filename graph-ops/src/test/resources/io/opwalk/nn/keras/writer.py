"""Writes models and the values Keras computes for them into an archive.

A case is a folder of two files. model.json has the model's config as Keras writes it, and the
shapes of the weights by layer (in the order of get_weights), of the inputs and of the outputs;
values.bin has their values in that order, as little-endian float32.
"""

import json
import os
import re
import sys
import zipfile
import zlib

os.environ["KERAS_BACKEND"] = "jax"

import keras  # noqa: E402 (the backend is chosen before)
import numpy as np  # noqa: E402

ARCHIVE = zipfile.ZipFile(sys.argv[1], "w")


def draw(rng, *shape):
    """Odd multiples of 1/1024 in (-1, 1): no value is at a threshold, and few bits are stored."""
    return ((2 * rng.integers(-512, 512, size=shape) + 1) / 1024).astype("f4")


def sequences(rng):
    """Two sequences of 5 steps, with gaps for Masking to find, one of them at the start."""
    x = draw(rng, 2, 5, 3)
    x[:, [2, 4]] = 0
    x[1, 0] = 0
    return [x]


def write(name, content):
    if name in ARCHIVE.namelist():
        raise ValueError(f"two cases are named {name}")
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    ARCHIVE.writestr(info, content, compresslevel=9)


def case(name, inputs, call, data=None, dtype="float32"):
    """Writes the model of the call on inputs of the shapes, batches of 2 drawn unless given."""
    keras.utils.clear_session(free_memory=False)
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    dtypes = [dtype] * len(inputs) if isinstance(dtype, str) else dtype
    xs = [keras.Input(s, name=f"in{i}", dtype=dtypes[i]) for i, s in enumerate(inputs)]
    model = keras.Model(xs, keras.tree.flatten(call(*xs)))
    weights, arrays = [], []
    for layer in model.layers:
        values = [weight(rng, variable) for variable in layer.weights]
        if values:
            layer.set_weights(values)
            weights.append({"layer": layer.name, "shapes": [v.shape for v in values]})
            arrays += values
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()
    fed = data(rng) if data else [draw(rng, 2, *s) for s in inputs]
    outputs = [np.array(y) for y in keras.tree.flatten(model(fed))]
    header = {
        "config": json.loads(model.to_json()),
        "weights": weights,
        "inputs": [x.shape for x in fed],
        "outputs": [y.shape for y in outputs],
    }
    write(f"{name}/model.json", json.dumps(header, sort_keys=True))
    floats = [np.asarray(a, dtype="<f4").tobytes() for a in arrays + fed + outputs]
    write(f"{name}/values.bin", b"".join(floats))


def weight(rng, variable):
    """A value for a weight: positive for a variance, what it was where it is an integer."""
    if not variable.dtype.startswith("float"):
        return np.array(variable)
    value = draw(rng, *variable.shape) / 2
    return abs(value) + 0.25 if "variance" in variable.name else value


def single(group, shape, kind, *args, data=None, dtype="float32", label="", **options):
    """A model of one layer, named by its options or the label."""
    name = label or " ".join(f"{key} {value}" for key, value in options.items())
    name = re.sub("[^a-z0-9.-]+", "_", f"{kind.__name__} {name}".lower()).strip("_")
    case(f"{group}/{name}", [shape], lambda x: kind(*args, **options)(x), data, dtype)


def at(*values):
    """The given values in place of drawn ones."""
    return lambda rng: [np.array(value) for value in values]
