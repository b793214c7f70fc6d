"""Makes keras3.zip of small models, a few for each layer and its options.

    python generate.py keras3.zip
"""

import numpy as np
from writer import ARCHIVE, at, case, draw, keras, sequences, single

L = keras.layers


def activations():
    names = """celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_tanh leaky_relu
        linear log_sigmoid log_softmax mish relu relu6 selu sigmoid silu softmax soft_shrink
        softplus softsign sparse_plus sparse_sigmoid squareplus tanh tanh_shrink"""
    for name in names.split():
        single("activation", (6,), L.Activation, activation=name)
        single("activation", (3, 6), L.Dense, 4, activation=name)
    single("activation", (4, 6), L.LeakyReLU, negative_slope=0.1)
    single("activation", (4, 6), L.ReLU, max_value=0.5, negative_slope=0.1, threshold=0.2)
    for option in ({"max_value": 0.6}, {"negative_slope": 0.2}, {"threshold": 0.3}):
        single("activation", (4, 6), L.ReLU, **option)
    single("activation", (4, 6), L.ELU, alpha=0.7)
    single("activation", (4, 6), L.Softmax, axis=1)
    single("activation", (4, 6), L.PReLU, shared_axes=[1])
    of_layers = ("leaky", L.LeakyReLU, 0.1), ("relu", L.ReLU, 0.5), ("elu", L.ELU, 0.7)
    for label, kind, option in of_layers:
        single("activation", (4,), L.Dense, 5, label=f"of {label}", activation=kind(option))
        single("activation", (7, 3), L.Conv1D, 5, 2, label=f"of {label}", activation=kind(option))


def images(form):
    """What takes a data format: convolutions, pools, padding, resizing."""

    def on(kind, sizes, *args, group="convolution", before=(), **options):
        shape = sizes if form == "channels_last" else (sizes[-1], *sizes[:-1])
        single(group, (*before, *shape), kind, *args, data_format=form, **options)

    for padding in ("valid", "same"):
        p = {"padding": padding}
        on(L.Conv1D, (9, 4), 6, 3, strides=2, groups=2, **p)
        on(L.Conv1D, (9, 4), 6, 3, dilation_rate=2, **p)
        on(L.Conv2D, (7, 8, 4), 6, (3, 2), strides=(2, 1), groups=2, use_bias=False, **p)
        on(L.Conv3D, (5, 4, 5, 2), 4, (2, 3, 2), strides=(2, 1, 1), **p)
        for more in (None, 1):
            on(L.Conv1DTranspose, (5, 3), 4, 3, strides=2, output_padding=more, **p)
            on(L.Conv2DTranspose, (4, 5, 3), 4, (3, 4), strides=(2, 3), output_padding=more, **p)
            on(L.Conv3DTranspose, (3, 3, 2, 2), 2, 3, strides=2, output_padding=more, **p)
        on(L.Conv2DTranspose, (5, 5, 3), 4, 3, dilation_rate=2, **p)
        on(L.DepthwiseConv1D, (9, 3), 3, strides=2, depth_multiplier=2, **p)
        on(L.DepthwiseConv2D, (7, 7, 3), 3, dilation_rate=2, depth_multiplier=2, **p)
        on(L.SeparableConv1D, (9, 3), 4, 3, strides=2, depth_multiplier=2, **p)
        on(L.SeparableConv2D, (7, 7, 3), 4, 3, strides=2, depth_multiplier=2, **p)
        for kind in (L.MaxPooling1D, L.AveragePooling1D):
            on(kind, (8, 3), 3, group="pooling", strides=2, **p)
        for kind in (L.MaxPooling2D, L.AveragePooling2D):
            on(kind, (7, 8, 3), (3, 2), group="pooling", strides=(2, 3), **p)
        for kind in (L.MaxPooling3D, L.AveragePooling3D):
            on(kind, (5, 4, 5, 2), 2, group="pooling", **p)
        steps = {"group": "recurrent", "before": (3,)}
        on(L.ConvLSTM1D, (6, 2), 3, 3, strides=2, return_sequences=True, **p, **steps)
        on(L.ConvLSTM2D, (5, 6, 2), 3, (2, 3), return_state=True, go_backwards=True, **p, **steps)
    for keep in (False, True):
        for rank, sizes in (1, (5, 3)), (2, (5, 4, 3)), (3, (2, 5, 4, 3)):
            on(getattr(L, f"GlobalMaxPooling{rank}D"), sizes, group="pooling", keepdims=keep)
            on(getattr(L, f"GlobalAveragePooling{rank}D"), sizes, group="pooling", keepdims=keep)
    on(L.Flatten, (3, 4, 2), group="shape")
    on(L.Cropping2D, (6, 7, 2), group="shape", cropping=((1, 2), (0, 3)))
    on(L.Cropping3D, (6, 7, 5, 2), group="shape", cropping=((1, 2), (0, 3), (1, 1)))
    on(L.ZeroPadding1D, (4, 3), group="shape", padding=(1, 2))
    on(L.ZeroPadding2D, (4, 5, 3), group="shape", padding=((1, 2), (0, 3)))
    on(L.ZeroPadding3D, (4, 5, 2, 3), group="shape", padding=(1, 2, 0))
    on(L.UpSampling3D, (2, 3, 2, 2), group="shape", size=(2, 1, 3))
    for way in ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"):
        on(L.UpSampling2D, (4, 5, 2), (2, 3), group="resize", interpolation=way)
        for smooth in (False, True):
            o = {"group": "resize", "interpolation": way, "antialias": smooth}
            on(L.Resizing, (7, 9, 2), height=4, width=12, **o)
            if form == "channels_last":
                on(L.Resizing, (17, 20, 2), height=3, width=5, **o)
    on(L.Resizing, (9, 4, 2), 4, 5, group="resize", crop_to_aspect_ratio=True)
    on(L.Resizing, (9, 4, 2), 4, 5, group="resize", pad_to_aspect_ratio=True, fill_value=0.5)


def shapes():
    single("convolution", (9, 3), L.Conv1D, 4, 3, padding="causal", dilation_rate=2)
    single("shape", (4, 3), L.UpSampling1D, size=3)
    single("shape", (8, 3), L.Cropping1D, cropping=(1, 2))
    single("shape", (2, 3, 4), L.Permute, dims=(3, 1, 2))
    single("shape", (2, 6), L.Reshape, target_shape=(-1, 4))
    single("shape", (5,), L.RepeatVector, n=3)


def normalization():
    for axis in (-1, 1):
        single("norm", (4, 5), L.BatchNormalization, axis=axis, epsilon=0.01)
        single("norm", (4, 6), L.GroupNormalization, groups=2, axis=axis, epsilon=0.01)
    for axis in (-1, 1, [1, 2], [2, 1], (1, 3)):
        shape = (3, 3) if isinstance(axis, int) else (3, 4, 5)
        label = f"axis {axis}".replace("-1", "last")
        single("norm", shape, L.LayerNormalization, label=label, axis=axis, epsilon=0.01)
        single("norm", shape, L.UnitNormalization, label=label, axis=axis)
    single("norm", (3, 3), L.RMSNormalization, epsilon=0.01)
    single("norm", (4, 6), L.GroupNormalization, groups=-1)
    single("norm", (4, 6), L.LayerNormalization, center=False)
    single("norm", (4, 6), L.LayerNormalization, scale=False)


def recurrent(kind):
    def on_masked(label, call):
        case(f"mask/{kind.__name__.lower()}_{label}", [(5, 3)], call, sequences)

    both, sides = {"return_sequences": True}, L.Bidirectional
    backward = {"return_sequences": True, "go_backwards": True}
    plain = ({}, both, backward | {"return_state": True}, {"use_bias": False, "activation": "relu"})
    for options in (*plain, {"unroll": True}):
        single("recurrent", (5, 3), kind, 4, **options)
    name = f"recurrent/bidirectional_{kind.__name__.lower()}"
    for mode in ("concat", "sum", "mul", "ave", None):
        case(f"{name}_{mode}", [(5, 3)], lambda x: sides(kind(4, **both), merge_mode=mode)(x))
    case(f"{name}_state", [(5, 3)], lambda x: sides(kind(4, return_state=True))(x))
    states = [(4,)] * (2 if kind is L.LSTM else 1)
    case(f"{name}_given_states", [(5, 3)] + states * 2,
         lambda x, *given: sides(kind(4))(x, initial_state=list(given)))
    case(f"recurrent/{kind.__name__.lower()}_given_state", [(5, 3)] + states,
         lambda x, *given: kind(4, return_state=True)(x, initial_state=list(given)))
    on_masked("last", lambda x: kind(4)(L.Masking()(x)))
    on_masked("all", lambda x: kind(4, **both)(L.Masking()(x)))
    on_masked("zeros", lambda x: kind(4, zero_output_for_mask=True, **both)(L.Masking()(x)))
    on_masked("backward", lambda x: kind(4, **backward)(L.Masking()(x)))
    on_masked("bidirectional", lambda x: sides(kind(4, **both))(L.Masking()(x)))
    on_masked("bidirectional_last", lambda x: sides(kind(4))(L.Masking()(x)))
    on_masked("carried", lambda x: L.GlobalAveragePooling1D()(
        kind(4, **both)(L.Dropout(0.3)(L.Dense(4)(L.Masking()(x))))))


def wrappers():
    single("recurrent", (5, 3), L.GRU, 4, reset_after=False, return_sequences=True)
    single("recurrent", (5, 3), L.LSTM, 4, recurrent_activation="hard_sigmoid")
    case("recurrent/rnn_of_cell", [(5, 3)], lambda x: L.RNN(L.GRUCell(4))(x))
    case("recurrent/rnn_of_cells", [(5, 3)], lambda x: L.RNN([L.LSTMCell(3),
        L.GRUCell(4), L.SimpleRNNCell(2)], return_sequences=True, return_state=True)(x))
    case("recurrent/bidirectional_rnn", [(5, 3)],
         lambda x: L.Bidirectional(L.RNN(L.LSTMCell(3)))(x))
    case("recurrent/bidirectional_convlstm2d", [(3, 5, 6, 2)],
         lambda x: L.Bidirectional(L.ConvLSTM2D(3, 3, return_sequences=True))(x))
    case("recurrent/bidirectional_convlstm2d_sum", [(3, 5, 6, 2)],
         lambda x: L.Bidirectional(L.ConvLSTM2D(3, 3), merge_mode="sum")(x))
    case("wrapper/time_distributed_dense", [(5, 3)],
         lambda x: L.TimeDistributed(L.Dense(2, activation="relu"))(x))
    case("wrapper/time_distributed_conv2d", [(3, 6, 6, 2)],
         lambda x: L.TimeDistributed(L.Conv2D(2, 3))(x))


def attention():
    case("attention/scaled", [(5, 4), (6, 4)], lambda q, v: L.Attention(use_scale=True)([q, v]))
    case("attention/causal", [(5, 4), (6, 4)],
         lambda q, v: L.Attention()([q, v], use_causal_mask=True))
    case("attention/concat", [(5, 4), (6, 4), (6, 4)],
         lambda *x: L.Attention(score_mode="concat", use_scale=True)(
             list(x), return_attention_scores=True))
    case("attention/additive", [(5, 4), (6, 4)], lambda q, v: L.AdditiveAttention()([q, v]))
    heads = L.MultiHeadAttention
    case("attention/heads", [(5, 4), (6, 3)],
         lambda q, v: heads(2, 3, value_dim=5)(q, v, return_attention_scores=True))
    case("attention/heads_causal", [(5, 4)],
         lambda q: heads(2, 3, use_bias=False, output_shape=7)(
             q, q, use_causal_mask=True, return_attention_scores=True))
    case("attention/heads_axes", [(3, 5, 4)], lambda q: heads(2, 3, attention_axes=(2,))(q, q))
    case("attention/heads_mask", [(5, 4), (6, 3), (5, 6)],
         lambda q, v, mask: heads(2, 3)(q, v, attention_mask=mask),
         lambda rng: [draw(rng, 2, 5, 4), draw(rng, 2, 6, 3), rng.random((2, 5, 6)) > 0.4],
         ("float32", "float32", "bool"))
    case("attention/grouped_query", [(5, 4)], lambda q: L.GroupQueryAttention(3, 4, 2)(q, q))


def merging():
    pair = [(4, 3), (4, 3)]
    for kind in (L.Add, L.Multiply, L.Average, L.Maximum, L.Minimum):
        name = f"merge/{kind.__name__.lower()}"
        case(name, [*pair, (4, 3)], lambda *x: kind()(list(x)))
        case(f"{name}_broadcast", [(4, 3), (1, 3)], lambda *x: kind()(list(x)))
    case("merge/subtract", pair, lambda a, b: L.Subtract()([a, b]))
    case("merge/plus", pair, lambda a, b: a + b)
    case("merge/minus", pair, lambda a, b: a - b)
    for axis in (1, 2, -1):
        case(f"merge/concatenate_{axis}", pair, lambda a, b: L.Concatenate(axis=axis)([a, b]))
    dots = ("1_2", (1, 2), False), ("last", -1, True), ("1", 1, True), ("2_1", (2, 1), True)
    for label, axes, unit in dots:
        case(f"merge/dot_{label}", [(4, 4)] * 2,
             lambda a, b: L.Dot(axes=axes, normalize=unit)([a, b]))
    case("merge/dot_of_vectors", [(4,), (4,)], lambda a, b: L.Dot(axes=1)([a, b]))


def preprocessing():
    ints, group = {"dtype": "int32"}, "preprocessing"
    single(group, (4,), L.Embedding, 7, 3, data=at([[1, 0, 3, 0], [6, 2, 2, 5]]), **ints)
    case("mask/embedding_lstm", [(4,)],
         lambda x: L.LSTM(3, return_sequences=True)(L.Embedding(7, 3, mask_zero=True)(x)),
         at([[1, 0, 3, 0], [0, 2, 2, 0]]), "int32")
    single(group, (3,), L.Normalization, mean=[1.0, 2.0, 3.0], variance=[1.0, 4.0, 2.0])
    single(group, (3,), L.Normalization, mean=1.0, variance=4.0, axis=None, invert=True)
    single(group, (3,), L.Normalization, label="of weights")
    single(group, (3,), L.Rescaling, label="lists", scale=[1.0, 2.0, 3.0], offset=[0.0, 1.0, 2.0])
    single(group, (3,), L.Rescaling, label="array", scale=np.array([1.0, 2.0, 3.0]), offset=0.5)
    single(group, (3,), L.Rescaling, 0.5, label="integers", data=at([[1, 2, 3], [4, 5, 6]]), **ints)
    for mode in ("int", "one_hot", "multi_hot", "count"):
        shape = (1,) if mode == "one_hot" else (3,)
        single(group, shape, L.Discretization, [-0.5, 0.0, 0.5], output_mode=mode)
    for mode in ("one_hot", "multi_hot", "count"):
        data = at([[1], [3]]) if mode == "one_hot" else at([[1, 3, 1], [0, 2, 2]])
        shape = (1,) if mode == "one_hot" else (3,)
        single(group, shape, L.CategoryEncoding, 4, output_mode=mode, data=data, **ints)


def regularization():
    """Layers that do nothing but in training."""
    single("regularization", (3, 2), L.Masking, mask_value=0.5)
    for kind in (L.Dropout, L.GaussianDropout):
        single("regularization", (4,), kind, rate=0.3)
    single("regularization", (4, 3), L.SpatialDropout1D, rate=0.3)
    single("regularization", (4,), L.ActivityRegularization, l1=0.1, l2=0.2)


def models():
    def inner(x):
        layers = [keras.Input((4,)), L.Dense(3, activation="tanh"), L.BatchNormalization()]
        return keras.Sequential(layers, name="inner")(x)

    def shared(a, b):
        x = keras.Input((4,))
        two = keras.Model(x, [L.Dense(2)(x), L.Dense(3)(x)], name="two")
        return L.Concatenate()(two(a) + two(b))

    case("model/nested", [(4,)], inner)
    case("model/branches", [(4,), (3,)],
         lambda a, b: L.Concatenate()([L.Dense(2)(a), L.Dense(2)(b)]))
    case("model/shared", [(4,), (4,)], shared)


activations()
for data_format in ("channels_last", "channels_first"):
    images(data_format)
for layer in (L.SimpleRNN, L.LSTM, L.GRU):
    recurrent(layer)
rest = shapes, normalization, wrappers, attention, merging, preprocessing, regularization, models
for group in rest:
    group()
ARCHIVE.close()
