package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Padding;
import io.opwalk.ops.Range;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.Resizing;
import java.util.Arrays;
import java.util.List;

/**
 * Images of another size; Keras's Resizing.
 *
 * <pre>{@code
 * x.then(resizing(64, 64));                                      // (?, 48, 32, 3) -> (?, 64, 64, 3)
 * x.then(Resizing2D.builder(64, 64).padToAspectRatio(true).fillValue(1).build());
 * }</pre>
 *
 * <p>Images are stretched, unless what exceeds the new ratio of height to width is cut off in equal
 * parts on both sides first, or what is missing is filled up on both; then their size must be
 * known. Whole numbers become float32 first, or of the layer's dtype. The input has shape (batch,
 * height, width, channels), or with channels second.
 */
public final class Resizing2D extends WeightlessLayer {
  private final ResizingBuilder told;

  Resizing2D(ResizingBuilder builder) {
    super("Resizing", builder.options(), config(builder));
    this.told = builder;
  }

  /** A builder for all options. */
  public static ResizingBuilder builder(int height, int width) {
    return new ResizingBuilder(height, width);
  }

  private static Config config(ResizingBuilder told) {
    return Config.builder()
        .put("height", told.height)
        .put("width", told.width)
        .put("interpolation", Interpolations.text(told.interpolation))
        .put("crop_to_aspect_ratio", told.crop)
        .put("pad_to_aspect_ratio", told.pad)
        .put("fill_mode", "constant")
        .put("fill_value", told.fillValue)
        .put("antialias", told.antialias)
        .put("data_format", SpatialArguments.text(told.dataFormat))
        .build();
  }

  static Resizing2D read(ConfigReader in) {
    String fillMode = in.text("fill_mode", "constant");
    if (!fillMode.equals("constant")) {
      throw in.wrong("fill_mode", "must be constant", fillMode);
    }
    boolean crop = in.flag("crop_to_aspect_ratio", false);
    boolean pad = in.flag("pad_to_aspect_ratio", false);
    if (crop && pad) {
      throw in.wrong("pad_to_aspect_ratio", "and crop_to_aspect_ratio exclude each other", true);
    }
    ResizingBuilder builder = builder(in.integer("height"), in.integer("width"));
    return builder
        .options(LayerOptions.fromWithDtype(in))
        .interpolation(Interpolations.read(in, builder.interpolation))
        .cropToAspectRatio(crop)
        .padToAspectRatio(pad)
        .fillValue(in.number("fill_value", 0))
        .antialias(in.flag("antialias", false))
        .dataFormat(SpatialArguments.dataFormat(in))
        .build();
  }

  private int first() {
    return told.dataFormat.firstSpatialAxis();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = onlyOfRank(4, inputs);
    boolean known =
        x.shape().dim(first()).isFixed() && x.shape().dim(first() + 1).isFixed();
    if ((told.crop || told.pad) && !known) {
      throw refusal(
          "keeps the ratio of height to width, which must be known then, found " + x.type(),
          inputs);
    }
  }

  @Override
  protected Tensor apply(CallContext context, Tensor input) {
    Tensor x = options().floating(input);
    Tensor fitted = x;
    if (told.crop) {
      fitted = context.name("Crop", cropped(x));
    } else if (told.pad) {
      fitted = context.name("Pad", padded(x));
    }
    ResizeOptions.Builder resizing =
        ResizeOptions.toSizes(told.height, told.width).axes(first(), first() + 1);
    return Resizing.resize(
        fitted, Interpolations.asKeras(resizing, told.interpolation, told.antialias));
  }

  private long size(Tensor x, int axis) {
    return x.shape().dim(first() + axis).fixedSize().getAsLong();
  }

  /** How many rows the image has in the new ratio if it keeps its columns. */
  private long rows(Tensor x) {
    return size(x, 1) * told.height / told.width;
  }

  /** How many columns the image has in the new ratio if it keeps its rows. */
  private long columns(Tensor x) {
    return size(x, 0) * told.width / told.height;
  }

  private Tensor cropped(Tensor x) {
    Range[] ranges = new Range[4];
    Arrays.fill(ranges, Range.all());
    long[] kept = {Math.min(size(x, 0), rows(x)), Math.min(size(x, 1), columns(x))};
    for (int axis = 0; axis < 2; axis++) {
      long length = Math.max(kept[axis], 1);
      long start = (size(x, axis) - length) / 2;
      ranges[first() + axis] = Range.of(start, start + length);
    }
    return Indexing.get(x, ranges);
  }

  /** Of an odd number of lines that are missing, the last is left out, as in Keras. */
  private Tensor padded(Tensor x) {
    int above = Math.toIntExact(Math.max(rows(x) - size(x, 0), 0) / 2);
    int left = Math.toIntExact(Math.max(columns(x) - size(x, 1), 0) / 2);
    List<Integer> lines = Borders.overAll(List.of(above, left), told.dataFormat);
    return Padding.pad(x, lines, lines, told.fillValue);
  }
}
