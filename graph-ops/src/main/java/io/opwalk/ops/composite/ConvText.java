package io.opwalk.ops.composite;

import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.KernelLayout;
import io.opwalk.ops.WindowPadding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** How composites show the options of a convolution. */
final class ConvText {
  private ConvText() {}

  static Map<String, Object> attributes(ConvOptions options) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("strides", options.strides());
    attributes.put("dilations", options.dilations());
    attributes.put("groups", options.groups());
    attributes.put("padding", options.padding());
    attributes.put("dataFormat", options.dataFormat());
    attributes.put("kernelLayout", options.kernelLayout());
    return attributes;
  }

  /** What is not as it is in most convolutions. */
  static String of(ConvOptions options) {
    StringJoiner text = new StringJoiner(", ", "{", "}").setEmptyValue("");
    if (options.strides().stream().anyMatch(stride -> stride != 1)) {
      text.add("strides=" + options.strides());
    }
    if (options.dilations().stream().anyMatch(dilation -> dilation != 1)) {
      text.add("dilations=" + options.dilations());
    }
    if (options.groups() != 1) {
      text.add("groups=" + options.groups());
    }
    if (!options.padding().equals(WindowPadding.VALID)) {
      text.add("padding=" + options.padding());
    }
    return text.toString();
  }

  /** What a kernel looks like. */
  static String kernel(ConvOptions options) {
    return options.kernelLayout() == KernelLayout.KERAS
        ? "[axes of the window, channels, filters]"
        : "[filters, channels, axes of the window]";
  }
}
