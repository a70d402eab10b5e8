using InferenceBench.Models.Onnx;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Onnx;

/// <summary>A model with one of everything that shape inference folds, moves and counts.</summary>
internal static class VariousModel
{
    /// <summary>x [N,3,8,8] through convolution, pooling, resizing, slicing, a shape computed at run time and a graph inside a node.</summary>
    public static ModelProto Create()
    {
        var branch = new GraphProto { Name = "branch", Node = { Node("Relu", ["gathered"], ["inner"]) }, Output = { Value("inner", 1, 2) } };
        ModelProto model = Model(
            [Value("x", 1, -1, 3, 8, 8), Value("flag", 9)],
            [Value("y", 1, -1, 5), Value("z", 1, -1, -1, 2)],
            [
                Node("Conv", ["x", "w", "b"], ["c1"], Ints("pads", 1, 1, 1, 1), Ints("strides", 1, 1), Int("group", 1)),
                Node("BatchNormalization", ["c1", "b", "b", "b", "b"], ["c2"]),
                Node("MaxPool", ["c2"], ["c3"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Int("ceil_mode", 1)),
                Node("Resize", ["c3", "", "scales"], ["c4"], Text("mode", "nearest")),
                Node("ConvTranspose", ["c4", "t"], ["c5"], Ints("strides", 2, 2), Ints("output_padding", 1, 1)),
                Node("Pad", ["c5", "pads"], ["c6"]),
                Node("Slice", ["c6", "starts", "ends", "axes", "steps"], ["c7"]),
                Node("Split", ["c7", "parts"], ["p1", "p2"], Int("axis", 1)),
                Node("Concat", ["p2", "p1"], ["c8"], Int("axis", 1)),
                Node("Shape", ["c8"], ["s1"]),
                Node("Gather", ["s1", "zero"], ["s2"], Int("axis", 0)),
                Node("Unsqueeze", ["s2", "zeros"], ["s3"]),
                Node("Constant", [], ["minus"], Tensor("value", Longs("", [1], -1))),
                Node("Concat", ["s3", "minus"], ["s4"], Int("axis", 0)),
                Node("Reshape", ["c8", "s4"], ["flat"]),
                Node("ReduceMean", ["c8"], ["mean"], Ints("axes", 2, 3), Int("keepdims", 0)),
                Node("Gemm", ["mean", "g"], ["y"], Int("transB", 1)),
                Node("Transpose", ["c8"], ["t1"], Ints("perm", 0, 2, 3, 1)),
                Node("Tile", ["t1", "ones"], ["t2"]),
                Node("Range", ["zero", "s2", "one"], ["r"]),
                Node("Abs", ["s4"], ["s4abs"]),
                Node("ConstantOfShape", ["s4abs"], ["filled"]),
                Node("Gather", ["table", "r"], ["gathered"], Int("axis", 0)),
                Node("If", ["flag"], ["branched"], Graph("then_branch", branch), Graph("else_branch", branch)),
                Node("MatMul", ["t2", "m"], ["mm"]),
                Node("QuantizeLinear", ["mm", "scale", "point"], ["q"]),
                Node("DequantizeLinear", ["q", "scale", "point"], ["dq"]),
                Node("ReduceSum", ["dq", "zeros"], ["z"], Int("keepdims", 0)),
            ]);
        model.Graph.Initializer.Add(Floats("w", [4, 3, 3, 3]));
        model.Graph.Initializer.Add(Floats("b", [4]));
        model.Graph.Initializer.Add(Floats("t", [4, 4, 2, 2]));
        model.Graph.Initializer.Add(Floats("scales", [4], 1, 1, 2, 2));
        model.Graph.Initializer.Add(Longs("pads", [8], 0, 0, 1, 1, 0, 0, 1, 1));
        model.Graph.Initializer.Add(Longs("starts", [2], 1, -1));
        model.Graph.Initializer.Add(Longs("ends", [2], 7, long.MinValue));
        model.Graph.Initializer.Add(Longs("axes", [2], 2, 3));
        model.Graph.Initializer.Add(Longs("steps", [2], 2, -1));
        model.Graph.Initializer.Add(Longs("parts", [2], 1, 3));
        model.Graph.Initializer.Add(Longs("zero", [], 0));
        model.Graph.Initializer.Add(Longs("one", [], 1));
        model.Graph.Initializer.Add(Longs("zeros", [1], 0));
        model.Graph.Initializer.Add(Longs("ones", [4], 1, 1, 1, 2));
        model.Graph.Initializer.Add(Floats("g", [5, 4]));
        model.Graph.Initializer.Add(Floats("table", [6, 2]));
        model.Graph.Initializer.Add(Floats("m", [8, 2]));
        model.Graph.Initializer.Add(Floats("scale", [], 0.1f));
        model.Graph.Initializer.Add(new TensorProto { Name = "point", DataType = 3, Int32Data = { 0 } });
        model.Graph.ValueInfo.Add(Value("branched", 1, -1, 2));
        return model;
    }
}
