package io.opwalk.docs;

import java.util.List;
import java.util.stream.Collectors;

/** The text of docs/ops.md. */
final class OpsPage {
  /** How to write the page anew. */
  static final String COMMAND = "mvn -pl graph-ops -am test -Dtest=OpsPageTest"
      + " -Dsurefire.failIfNoSpecifiedTests=false -Dopwalk.docs=write";

  private static final String HEAD = """
      # Ops

      The functions of `io.opwalk.ops`, and what of the ONNX standard they cover. This page is made from
      the sources and from the tables that the tests run; a test fails where it is out of date, and this
      writes it anew:

      ```sh
      %s
      ```

      - **Meaning** is the first sentence of the Javadoc, which has the rest: shapes, dtypes, corner
        cases, errors.
      - **Gradient** says whether there is one, in some input; where there is, it is compared with finite
        differences. *its own*: the function says itself what it is.
      - **ONNX** is the op of that standard which is the same function.
      - **Accuracy** is how far a result may be from the true value of its inputs, which is tested. *exact*:
        not at all. *rounded*: it is the nearest number there is. Two numbers: so many units in the last
        place, in float64 and in float32; where the Javadoc counts units of something else than the
        result, of that. *roundings*: as many as the definition has steps that round.

      """;

  private static final String ONNX_HEAD = """
      ## ONNX

      Every op of the standard's default domain up to opset 22, and newer ones that Opwalk covers. Code
      with parentheses is an expression of the functions above, with the names of ONNX's inputs and
      attributes. What is covered is compared with ONNX Runtime, 20 random configurations of each, unless
      it says otherwise: `mvn -Poracle -pl graph-ops -am test`.

      | ONNX op | Opwalk |
      |---|---|
      """;

  private OpsPage() {}

  static String text(DslSources sources, Tested tested, List<OnnxOp> onnx) {
    StringBuilder page = new StringBuilder(HEAD.formatted(COMMAND));
    sources.functions().forEach((theme, functions) -> {
      page.append("## ").append(theme).append("\n\n");
      page.append(sources.themes().get(theme)).append("\n\n");
      page.append("| function | meaning | gradient | ONNX | accuracy |\n|---|---|---|---|---|\n");
      functions.forEach(function -> page.append(row(function, tested, onnx)));
      page.append("\n");
    });
    page.append(ONNX_HEAD);
    onnx.forEach(op -> page.append(row(op)));
    return page.toString();
  }

  private static String row(DslFunction function, Tested tested, List<OnnxOp> onnx) {
    String signatures = function.signatures().stream()
        .map(signature -> "`" + signature + "`")
        .collect(Collectors.joining("<br>"));
    String names = onnx.stream()
        .filter(op -> op.functions().contains(function.fullName()))
        .map(OnnxOp::name)
        .collect(Collectors.joining(", "));
    return cells(
        signatures,
        function.meaning(),
        tested.gradient(function),
        names,
        tested.accuracy(function));
  }

  private static String row(OnnxOp op) {
    String remark =
        op.whyNotCompared().map(why -> " (not compared: " + why + ")").orElse("");
    return cells(op.name(), op.text() + remark);
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
