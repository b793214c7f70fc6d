package io.opwalk.docs;

import static io.opwalk.docs.OnnxOp.by;
import static io.opwalk.docs.OnnxOp.same;

import java.util.List;

/** ONNX's functions of single elements. */
final class OnnxElementwiseOps {
  private OnnxElementwiseOps() {}

  static List<OnnxOp> all() {
    return List.of(
        same("Abs", "Arithmetic.abs"),
        same("Acos", "Trigonometry.acos"),
        same("Acosh", "Trigonometry.acosh"),
        same("Add", "Arithmetic.add"),
        same("And", "Logic.logicalAnd"),
        same("Asin", "Trigonometry.asin"),
        same("Asinh", "Trigonometry.asinh"),
        same("Atan", "Trigonometry.atan"),
        same("Atanh", "Trigonometry.atanh"),
        same("BitShift", "Bits.leftShift", "Bits.logicalRightShift")
            .but("of signed integers, whose bits are read as ONNX's unsigned ones"),
        same("BitwiseAnd", "Bits.bitwiseAnd"),
        same("BitwiseNot", "Bits.bitwiseNot"),
        same("BitwiseOr", "Bits.bitwiseOr"),
        same("BitwiseXor", "Bits.bitwiseXor"),
        same("Ceil", "Arithmetic.ceil"),
        by("Celu", "multiply(elu(divide(x, alpha)), alpha)"),
        same("Clip", "Arithmetic.clip"),
        same("Cos", "Trigonometry.cos"),
        same("Cosh", "Trigonometry.cosh"),
        same("Div", "Arithmetic.divide"),
        same("Elu", "Activations.elu"),
        same("Equal", "Logic.equal"),
        same("Erf", "Special.erf"),
        same("Exp", "Exponents.exp"),
        same("Floor", "Arithmetic.floor"),
        same("Gelu", "Activations.gelu"),
        same("Greater", "Logic.greater"),
        same("GreaterOrEqual", "Logic.greaterEqual"),
        by("HardSigmoid", "clip(add(multiply(x, alpha), beta), 0, 1)"),
        by("HardSwish", "multiply(x, hardSigmoid(x))"),
        same("IsInf", "Logic.isInfinite").but("of both signs; for one, `equal(x, 1.0 / 0)`"),
        same("IsNaN", "Logic.isNaN"),
        same("LeakyRelu", "Activations.leakyRelu"),
        same("Less", "Logic.less"),
        same("LessOrEqual", "Logic.lessEqual"),
        same("Log", "Exponents.log"),
        same("Max", "Arithmetic.maximum").but("of two"),
        by("Mean", "divide(add(x, y), 2)"),
        same("Min", "Arithmetic.minimum").but("of two"),
        same("Mish", "Activations.mish"),
        same("Mod", "Arithmetic.mod", "Arithmetic.remainder").but("for `fmod` 0 and 1"),
        same("Mul", "Arithmetic.multiply"),
        same("Neg", "Arithmetic.negative"),
        same("Not", "Logic.logicalNot"),
        same("Or", "Logic.logicalOr"),
        by("PRelu", "leakyRelu(x, slope)"),
        same("Pow", "Exponents.power").but("of floating dtypes; integers are cast first"),
        same("Reciprocal", "Arithmetic.reciprocal"),
        same("Relu", "Activations.relu"),
        same("Round", "Arithmetic.round"),
        same("Selu", "Activations.selu").but("with the paper's constants, which are the defaults"),
        by(
            "Shrink",
            "where(greater(x, lambd), subtract(x, bias), where(less(x, -lambd), add(x, bias), 0))"),
        same("Sigmoid", "Activations.sigmoid"),
        same("Sign", "Arithmetic.sign"),
        same("Sin", "Trigonometry.sin"),
        same("Sinh", "Trigonometry.sinh"),
        same("Softplus", "Activations.softplus"),
        same("Softsign", "Activations.softsign"),
        same("Sqrt", "Exponents.sqrt"),
        same("Sub", "Arithmetic.subtract"),
        by("Sum", "add(x, y)"),
        same("Tan", "Trigonometry.tan"),
        same("Tanh", "Trigonometry.tanh"),
        by("ThresholdedRelu", "where(greater(x, alpha), x, 0)"),
        same("Where", "Logic.where"),
        same("Xor", "Logic.logicalXor"));
  }
}
