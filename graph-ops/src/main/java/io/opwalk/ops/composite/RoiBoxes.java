package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.RoiAlignOptions;

/** Images, boxes and which image each box is of, as a kernel gets them. */
final class RoiBoxes {
  private final RoiAlignOptions options;
  private final NDArray x;
  private final double[] pixels;
  private final double[] corners;
  private final long[] images;

  RoiBoxes(RoiAlignOptions options, NDArray x, NDArray boxes, NDArray images) {
    this.options = options;
    this.x = x;
    this.pixels = x.cast(DType.FLOAT64).toDoubles();
    this.corners = boxes.cast(DType.FLOAT64).toDoubles();
    this.images = images.cast(DType.INT64).toLongs();
    if (corners.length != 4 * this.images.length) {
      throw new IllegalArgumentException(
          "there is an image for each box, found " + boxes.shape() + " and " + images.shape());
    }
  }

  /** What is done for one cell of one box in one channel. */
  interface Visit {
    /**
     * Called for each.
     *
     * @param cell the number of the cell in the result, row by row
     * @param plane the first element of the channel among those of the images
     */
    void cell(int cell, int plane, RoiPlaces rows, int row, RoiPlaces columns, int column);
  }

  void forEach(Visit visit) {
    int channels = x.dim(1);
    int height = x.dim(2);
    int width = x.dim(3);
    boolean single = x.dtype() == DType.FLOAT32;
    int cell = 0;
    for (int box = 0; box < images.length; box++) {
      if (images[box] < 0 || images[box] >= x.dim(0)) {
        throw new IllegalArgumentException(
            "box " + box + " is of image " + images[box] + ", of " + x.dim(0) + " images");
      }
      int at = 4 * box;
      RoiPlaces columns =
          new RoiPlaces(corners[at], corners[at + 2], options.width(), width, options, single);
      RoiPlaces rows = new RoiPlaces(
          corners[at + 1], corners[at + 3], options.height(), height, options, single);
      for (int channel = 0; channel < channels; channel++) {
        int plane = (int) (images[box] * channels + channel) * height * width;
        for (int i = 0; i < options.height() * options.width(); i++) {
          visit.cell(cell++, plane, rows, i / options.width(), columns, i % options.width());
        }
      }
    }
  }

  /** Of one neighbour in either direction: which element of the images it is. */
  int element(int plane, RoiPlaces rows, int row, int i, RoiPlaces columns, int column, int j) {
    return plane + rows.element(row, i) * x.dim(3) + columns.element(column, j);
  }

  /** What one element of the images is. */
  double pixel(int element) {
    return pixels[element];
  }
}
