package io.opwalk.ops;

import io.opwalk.Dim;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is taken along one axis, as between the commas of NumPy's {@code x[...]}.
 *
 * <pre>{@code
 * get(x, Range.of(1, 4), Range.all());          // x[1:4, :]
 * get(x, Range.ellipsis(), Range.at(-1));       // x[..., -1]
 * get(x, Range.all().by(-1));                   // x[::-1]
 * get(x, Range.from(-3).by(2), Range.newAxis()) // x[-3::2, None]
 * }</pre>
 *
 * <p>A bound counts from the end where it is negative, and is cut off where it is beyond an end of
 * the axis. An index must exist.
 *
 * @param kind what it stands for
 * @param start of a stretch the first position, of an index the index; empty for an open end
 * @param stop the position after the last one of a stretch; empty for an open end
 * @param step of a stretch, how far neighbours lie apart; negative to go backward
 */
public record Range(Kind kind, OptionalLong start, OptionalLong stop, int step) {
  /** What a range stands for. */
  public enum Kind {
    /** Positions at regular distances. */
    STRETCH,
    /** One position, whose axis goes. */
    INDEX,
    /** A new axis of size 1. */
    NEW_AXIS,
    /** As many whole axes as are not spoken of otherwise. */
    ELLIPSIS
  }

  private static final Range ALL =
      new Range(Kind.STRETCH, OptionalLong.empty(), OptionalLong.empty(), 1);

  /**
   * Checks the step.
   *
   * @throws IllegalArgumentException where it is 0
   */
  public Range {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(stop, "stop");
    if (step == 0) {
      throw new IllegalArgumentException("a step must not be 0");
    }
  }

  /** The whole axis: {@code :}. */
  public static Range all() {
    return ALL;
  }

  /** From one position up to, and without, another: {@code start:stop}. */
  public static Range of(long start, long stop) {
    return new Range(Kind.STRETCH, OptionalLong.of(start), OptionalLong.of(stop), 1);
  }

  /** From one position up to, and without, another, in steps: {@code start:stop:step}. */
  public static Range of(long start, long stop, int step) {
    return of(start, stop).by(step);
  }

  /** From a position to the end, or with a negative step to the front: {@code start:}. */
  public static Range from(long start) {
    return new Range(Kind.STRETCH, OptionalLong.of(start), OptionalLong.empty(), 1);
  }

  /** Up to, and without, a position: {@code :stop}. */
  public static Range to(long stop) {
    return new Range(Kind.STRETCH, OptionalLong.empty(), OptionalLong.of(stop), 1);
  }

  /** One position, whose axis goes: {@code index}. */
  public static Range at(long index) {
    return new Range(Kind.INDEX, OptionalLong.of(index), OptionalLong.empty(), 1);
  }

  /** A new axis of size 1: {@code None}. */
  public static Range newAxis() {
    return new Range(Kind.NEW_AXIS, OptionalLong.empty(), OptionalLong.empty(), 1);
  }

  /** As many whole axes as are not spoken of otherwise: {@code ...}. */
  public static Range ellipsis() {
    return new Range(Kind.ELLIPSIS, OptionalLong.empty(), OptionalLong.empty(), 1);
  }

  /**
   * This stretch in steps of another size.
   *
   * @throws IllegalArgumentException where the step is 0, or this is no stretch
   */
  public Range by(int newStep) {
    if (kind != Kind.STRETCH) {
      throw new IllegalArgumentException("only a stretch has steps, not " + this);
    }
    return new Range(kind, start, stop, newStep);
  }

  /** The first position along an axis of the given size; where nothing is taken, any. */
  Dim first(Dim size) {
    if (kind == Kind.INDEX) {
      return counted(start.getAsLong(), size);
    }
    if (start.isEmpty()) {
      return step > 0 ? Dim.of(0) : size.minus(1);
    }
    Dim position = counted(start.getAsLong(), size);
    boolean fromEnd = start.getAsLong() < 0;
    if (step > 0) {
      return fromEnd ? position.max(Dim.of(0)) : position;
    }
    return fromEnd ? position : position.min(size.minus(1));
  }

  /** How many positions are taken along an axis of the given size. */
  Dim count(Dim size) {
    if (kind == Kind.INDEX) {
      return Dim.of(1);
    }
    Dim distance = step > 0 ? end(size).minus(first(size)) : first(size).minus(end(size));
    return distance.ceilDiv(Math.abs((long) step)).max(Dim.of(0));
  }

  /**
   * The position after the last. Like the first it is cut off only at the end of the axis that it
   * may run beyond: on the other side there is nothing between the two.
   */
  private Dim end(Dim size) {
    Dim before = Dim.of(0).minus(1);
    if (stop.isEmpty()) {
      return step > 0 ? size : before;
    }
    Dim position = counted(stop.getAsLong(), size);
    boolean fromEnd = stop.getAsLong() < 0;
    if (step > 0) {
      return fromEnd ? position : position.min(size);
    }
    return fromEnd ? position.max(before) : position;
  }

  private static Dim counted(long position, Dim size) {
    return position < 0 ? size.plus(position) : Dim.of(position);
  }

  /** As NumPy writes it. */
  @Override
  public String toString() {
    return switch (kind) {
      case INDEX -> Long.toString(start.getAsLong());
      case NEW_AXIS -> "None";
      case ELLIPSIS -> "...";
      case STRETCH -> text(start) + ":" + text(stop) + (step == 1 ? "" : ":" + step);
    };
  }

  private static String text(OptionalLong bound) {
    return bound.isEmpty() ? "" : Long.toString(bound.getAsLong());
  }
}
