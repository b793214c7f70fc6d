package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Range;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One deformable convolution: what its windows see, side by side, times the kernel. */
final class DeformedWindows {
  private final ConvOptions options;
  private final TensorType result;
  private final Dim groups;
  private final Tensor padded;
  private final Tensor kernel;
  private final Tensor offsets;
  private final Optional<Tensor> mask;
  private final Dim channels;
  private final Dim elements;

  DeformedWindows(DeformableConvolution op, List<Tensor> inputs) {
    this.options = op.options();
    this.result = op.inferTypes(inputs.stream().map(Tensor::type).toList()).get(0);
    this.groups = Dim.of(op.offsetGroups());
    this.kernel = ConvLayout.kernel(inputs.get(1), options);
    Shape window = kernel.shape();
    this.channels = window.dim(1).times(options.groups());
    this.elements = window.dim(2).times(window.dim(3));
    Tensor x = ConvLayout.channelsFirst(inputs.get(0), options.dataFormat());
    Borders borders = Borders.of(
        options.padding(),
        2,
        ConvLayout.spatial(x.shape()),
        ConvLayout.extents(window, options.dilations()),
        options.strides());
    // Beyond the padding there are zeros, as in it: it makes a difference to windows only.
    this.padded = borders.pad(x, Tensors.literal(0, x));
    this.offsets = ConvLayout.channelsFirst(inputs.get(2), options.dataFormat());
    this.mask = inputs.size() == 4
        ? Optional.of(ConvLayout.channelsFirst(inputs.get(3), options.dataFormat()))
        : Optional.empty();
  }

  Tensor tensor() {
    Shape shape = padded.shape();
    Dim batch = shape.dim(0);
    Dim rows = offsets.shape().dim(2);
    Dim columns = offsets.shape().dim(3);
    Dim perGroup = channels.exactQuotient(groups).orElseThrow();
    Tensor images =
        Shapes.reshape(padded, Shape.of(batch.times(groups), perGroup, shape.dim(2), shape.dim(3)));
    Tensor last = Shapes.transpose(images, 0, 2, 3, 1);
    Tensor seen = Bilinear.terms(
            last,
            Bilinear.zerosBeyond(places(0), length(2)),
            Bilinear.zerosBeyond(places(1), length(3)))
        .stream()
        .reduce(Arithmetic::add)
        .orElseThrow();
    // [batch, offset groups, elements, rows, columns, channels of a group]
    Tensor whole = Shapes.reshape(seen, Shape.of(batch, groups, elements, rows, columns, perGroup));
    Tensor counted = mask.map(each -> Arithmetic.multiply(
            whole,
            Shapes.reshape(
                each, Shape.of(each.shape().dim(0), groups, elements, rows, columns, Dim.of(1)))))
        .orElse(whole);
    Dim parts = Dim.of(options.groups());
    Dim terms = kernel.shape().dim(1).times(elements);
    Tensor side = Shapes.reshape(
        Shapes.transpose(counted, 0, 1, 5, 2, 3, 4),
        Shape.of(batch, parts, terms, rows.times(columns)));
    Dim filters = kernel.shape().dim(0).exactQuotient(parts).orElseThrow();
    Tensor products = Linear.matmul(Shapes.reshape(kernel, Shape.of(parts, filters, terms)), side);
    Tensor found = Shapes.reshape(products, Shape.of(batch, kernel.shape().dim(0), rows, columns));
    // As many windows as a convolution has, and no other number with the same product.
    Tensor inFormat = ConvLayout.inFormat(found, options.dataFormat());
    return Shapes.broadcastTo(inFormat, result.shape());
  }

  private Tensor length(int axis) {
    return Shapes.size(padded, padded.dtype(), List.of(axis));
  }

  /** Where windows look along height, 0, or width, 1: [batch * groups, elements, rows, columns]. */
  private Tensor places(int axis) {
    Shape shape = offsets.shape();
    Tensor pairs = Shapes.reshape(
        offsets,
        Shape.of(shape.dim(0).times(groups), elements, Dim.of(2), shape.dim(2), shape.dim(3)));
    Tensor moved = Indexing.get(pairs, Range.all(), Range.all(), Range.at(axis));
    Tensor window = Arithmetic.multiply(
        Creation.arangeLike(offsets, axis + 2, offsets.dtype()),
        options.strides().get(axis));
    Tensor start = axis == 0 ? Shapes.expandDims(window, 1) : window;
    return Arithmetic.add(moved, Arithmetic.add(start, within(axis)));
  }

  /** Where each element of a window is in it: [elements, 1, 1]. */
  private Tensor within(int axis) {
    int height = Math.toIntExact(kernel.shape().dim(2).fixedSize().orElseThrow());
    int width = Math.toIntExact(kernel.shape().dim(3).fixedSize().orElseThrow());
    int dilation = options.dilations().get(axis);
    double[] places = IntStream.range(0, height * width)
        .mapToDouble(element -> (axis == 0 ? element / width : element % width) * dilation)
        .toArray();
    Tensor all = Tensors.cast(Tensors.constant(places), offsets.dtype());
    return Shapes.expandDims(all, 1, 2);
  }
}
