package io.opwalk.nn.model;

/**
 * How a {@link Model#summary(SummaryOptions) summary} is printed: the arguments of Keras's.
 *
 * @param lineLength how many characters a line of the table has
 * @param expandNested whether the layers of models that are layers are listed too
 * @param showTrainable whether there is a column that says which layers are trained
 */
public record SummaryOptions(int lineLength, boolean expandNested, boolean showTrainable) {
  /** What Keras takes on a console of 80 columns, which is what it assumes where there is none. */
  private static final int LINE_LENGTH = 76;

  /** 76 characters, nested models as one layer, no column of what is trained. */
  public static SummaryOptions defaults() {
    return new SummaryOptions(LINE_LENGTH, false, false);
  }

  /** Lines of another length. */
  public SummaryOptions withLineLength(int characters) {
    return new SummaryOptions(characters, expandNested, showTrainable);
  }

  /** With the layers of nested models, or without them. */
  public SummaryOptions withExpandNested(boolean expand) {
    return new SummaryOptions(lineLength, expand, showTrainable);
  }

  /** With a column of what is trained, or without it. */
  public SummaryOptions withShowTrainable(boolean show) {
    return new SummaryOptions(lineLength, expandNested, show);
  }
}
