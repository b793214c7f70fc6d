package io.opwalk.testing.cases;

import static io.opwalk.ops.Linear.einsum;
import static io.opwalk.ops.Linear.inner;
import static io.opwalk.ops.Linear.kron;
import static io.opwalk.ops.Linear.outer;
import static io.opwalk.ops.Linear.tensorDot;

import io.opwalk.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Products over labelled axes, against sums of exact products. */
final class EinsumCases {
  private static final Operand OPERAND =
      Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge()));

  /** More than two factors: which of them overflow depends on the order. */
  private static final Operand FACTOR = Operand.any().withoutSpecial();

  private EinsumCases() {}

  static List<OpCase> all() {
    return List.of(
        equation("ij,jk->ik", OPERAND, "(2,3) (3,4)", "(1,1) (1,1)", "(2,0) (0,3)", "(0,2) (2,3)"),
        equation("ij,jk", OPERAND, "(7,13) (13,3)", "(2,1) (3,4)", "(2,3) (1,4)"),
        equation("bij,bjk->bik", OPERAND, "(2,3,4) (2,4,3)", "(1,3,4) (2,4,3)", "(0,2,2) (0,2,2)"),
        equation("...ij,...jk", OPERAND, "(2,3) (3,4)", "(5,2,3) (3,4)", "(2,1,2,3) (4,3,2)"),
        equation("ii", FACTOR, "(3,3)", "(1,1)", "(0,0)"),
        equation("ii->i", FACTOR, "(3,3)", "(1,1)", "(0,0)"),
        equation("iij->ji", FACTOR, "(3,3,2)", "(2,2,1)"),
        equation("iii->i", FACTOR, "(3,3,3)"),
        equation("...ii->...", FACTOR, "(2,3,3)", "(3,3)", "(2,2,1,1)"),
        equation("ij->ji", FACTOR, "(2,3)", "(1,3)", "(0,3)"),
        equation("ij->", FACTOR, "(2,3)", "(7,13)", "(0,3)"),
        equation("i...->...", FACTOR, "(2,3)", "(4)", "(0,2)"),
        equation("->", FACTOR, "()"),
        equation(",->", OPERAND, "() ()"),
        equation("i,i->", OPERAND, "(13) (13)", "(0) (0)", "(1) (3)"),
        equation("i,i->i", OPERAND, "(13) (13)", "(1) (3)"),
        equation("i,j->ij", OPERAND, "(3) (4)", "(0) (2)", "(1) (1)"),
        equation("ab,bc,cd->ad", FACTOR, "(2,3) (3,4) (4,2)", "(2,1) (3,4) (1,2)"),
        equation("ij,ij,j->i", FACTOR, "(2,3) (2,3) (3)"),
        equation("iij,jkk,ik->", FACTOR, "(2,2,3) (3,4,4) (2,4)"),
        equation("bqhd,bkhd->bhqk", FACTOR, "(2,3,2,4) (2,5,2,4)"),
        function("tensorDot", "abc,bcd->ad", in -> tensorDot(in.get(0), in.get(1), 2))
            .sizes("(2,3,4) (3,4,5)", "(1,1,1) (1,1,1)", "(2,0,3) (0,3,2)")
            .row(),
        function("tensorDot", "a,b->ab", in -> tensorDot(in.get(0), in.get(1), 0))
            .sizes("(2) (3)")
            .row(),
        function(
                "tensorDot",
                "abc,dba->cd",
                in -> tensorDot(in.get(0), in.get(1), List.of(-2, 0), List.of(1, -1)))
            .sizes("(2,3,4) (5,3,2)", "(2,3,1) (0,3,2)")
            .row(),
        function("inner", "abc,dc->abd", in -> inner(in.get(0), in.get(1)))
            .sizes("(2,3,4) (2,4)", "(2,1,0) (3,0)")
            .row(),
        function("inner", ",a->a", in -> inner(in.get(0), in.get(1)))
            .sizes("() (3)")
            .row(),
        function("outer", "...i,...j->...ij", in -> outer(in.get(0), in.get(1)))
            .sizes("(2) (3)", "(0) (3)", "(1) (1)", "(2,3) (2,4)", "(2,3) (4)", "(2,1) (1,3)")
            .row(),
        OpCase.named("kron")
            .covers("Linear.kron")
            .operands(OPERAND, OPERAND)
            .dtypes(DTypes.NUMERIC)
            .sizes("(2,3) (3,2)", "(1,1) (2,2)", "(0,2) (2,2)", "(2,1,3) (2,2,2)", "(2,2) (3,1,2)")
            .build(in -> kron(in.get(0), in.get(1)))
            .oracle(in -> {
              Expected blocks = new EinsumOracle("...ij,...kl->...ikjl").expect(in);
              List<Integer> shape = blocks.values().shape();
              int[] dims = new int[shape.size() - 2];
              for (int axis = 0; axis < dims.length - 2; axis++) {
                dims[axis] = shape.get(axis);
              }
              int last = shape.size() - 1;
              dims[dims.length - 2] = shape.get(last - 3) * shape.get(last - 2);
              dims[dims.length - 1] = shape.get(last - 1) * shape.get(last);
              return new Expected(blocks.values().reshape(dims), blocks.scale());
            })
            .tolerance(ReductionCases.ORDER)
            .row());
  }

  private static OpCase equation(String equation, Operand operand, String... sizes) {
    int operands = equation.split("->", -1)[0].split(",", -1).length;
    return row("einsum " + equation, equation, operands, operand)
        .covers("Linear.einsum")
        .build(in -> einsum(equation, in))
        .sizes(sizes)
        .row();
  }

  private static OpCase.Builder function(
      String name, String equation, Function<List<Tensor>, Tensor> build) {
    return row(name + " as " + equation, equation, 2, OPERAND)
        .covers("Linear." + name)
        .build(build);
  }

  private static OpCase.Builder row(String name, String equation, int operands, Operand operand) {
    return OpCase.named(name)
        .operands(Collections.nCopies(operands, operand).toArray(Operand[]::new))
        .dtypes(DTypes.NUMERIC)
        .oracle(new EinsumOracle(equation))
        .tolerance(ReductionCases.ORDER);
  }
}
