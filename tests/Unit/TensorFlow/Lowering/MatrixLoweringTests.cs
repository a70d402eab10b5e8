using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Products of matrices and sums of products.</summary>
public sealed class MatrixLoweringTests
{
    [Fact]
    public void Factors_are_transposed_by_attributes_and_a_vector_is_a_bias()
    {
        var node = new SingleNode("Gemm", [2, 3]) { Attributes = [Int("transB", 1)], Constants = [Floats("w", [4, 3]), Floats("b", [4], 1, 2, 3, 4)] };
        Assert.StartsWith("BiasAdd(MatMul(x, [-3, -2, ", node.Text(), StringComparison.Ordinal);
        Assert.EndsWith("]:4x3; transpose_b), [1, 2, 3, 4])", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_a_bias_too()
    {
        // TensorFlow joins what looks like a bias with the product, and fails then on a row.
        var node = new SingleNode("Gemm", [2, 1]) { Constants = [Floats("w", [1, 2], 7, 8), Floats("b", [1, 2], 5, 6)] };
        Assert.Equal("BiasAdd(MatMul(x, [7, 8]:1x2), Reshape([5, 6]:1x2, [2]))", node.Text());
    }

    [Fact]
    public void Alpha_and_beta_scale_product_and_sum()
    {
        var node = new SingleNode("Gemm", [2, 1]) { Attributes = [Number("alpha", 0.5f), Number("beta", 2)], Constants = [Floats("w", [1, 1], 7), Floats("c", [], 3)] };
        Assert.Equal("AddV2(Mul(MatMul(x, [7]:1x1), 0.5), Mul(3, 2))", node.Text());
        Assert.Equal("MatMul(x, [7]:1x1)", (node with { Attributes = [Number("beta", 0)] }).Text());
    }

    [Fact]
    public void A_fraction_of_integers_is_refused()
    {
        var node = new SingleNode("Gemm", [2, 1]) { Type = ElementType.Int32, Attributes = [Number("alpha", 0.5f)], Constants = [new() { Name = "w", DataType = 6, Dims = { 1, 1 }, Int32Data = { 7 } }] };
        Assert.EndsWith("is not lowered: alpha or beta of integers is a fraction", node.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_batch_times_one_matrix_are_one_product()
    {
        Assert.Equal("Reshape(MatMul(Reshape(x, [6, 1]), [7]:1x1), [2, 3, 1])", new SingleNode("MatMul", [2, 3, 1]) { Constants = [Floats("w", [1, 1], 7)] }.Text());
        Assert.Equal("BatchMatMulV2(x, [7, 8]:2x1x1)", new SingleNode("MatMul", [2, 3, 1]) { Constants = [Floats("w", [2, 1, 1], 7, 8)] }.Text());
        Assert.Equal("MatMul(x, [7]:1x1)", new SingleNode("MatMul", [3, 1]) { Constants = [Floats("w", [1, 1], 7)] }.Text());
    }

    [Fact]
    public void Vectors_are_rows_and_columns()
    {
        Assert.Equal("Squeeze(BatchMatMulV2(x, ExpandDims([7, 8], -1)); squeeze_dims=[-1])", new SingleNode("MatMul", [3, 2]) { Constants = [Floats("v", [2], 7, 8)] }.Text());
        Assert.Equal("Squeeze(BatchMatMulV2(ExpandDims(x, 0), ExpandDims([7, 8], -1)); squeeze_dims=[-2, -1])", new SingleNode("MatMul", [2]) { Constants = [Floats("v", [2], 7, 8)] }.Text());
    }

    [Fact]
    public void Integers_without_a_sign_are_multiplied_as_int64()
    {
        var node = new SingleNode("MatMul", [1, 1]) { Type = ElementType.UInt64, Constants = [new() { Name = "w", DataType = 13, Dims = { 1, 1 }, Uint64Data = { 7 } }] };
        Assert.Equal("Cast(MatMul(Cast(x; DtInt64), Cast([7, 0, 0, 0, 0, 0, 0, 0]:1x1; DtInt64)); DtUint64)", node.Text());
    }

    [Fact]
    public void An_equation_spells_out_its_result()
    {
        var node = new SingleNode("Einsum", [2, 1]) { Attributes = [Text("equation", "bi, ij")], Constants = [Floats("w", [1, 1], 7)] };
        Assert.Equal("Einsum(x, [7]:1x1; equation=bi,ij->bj)", node.Text());
        Assert.Equal("Einsum(x; equation=...ij->...j)", (node with { Attributes = [Text("equation", "...ij->...j")], Constants = [] }).Text());
        Assert.EndsWith("is not lowered: its equation is 'i;j'", (node with { Attributes = [Text("equation", "i;j")] }).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_two_tensors_are_contracted_from_the_left()
    {
        var node = new SingleNode("Einsum", [2, 1]) { Attributes = [Text("equation", "ab,bc,cd->ad")], Constants = [Floats("v", [1, 1], 7), Floats("w", [1, 1], 8)] };
        Assert.Equal("Einsum(Einsum(x, [7]:1x1; equation=ab,bc->ac), [8]:1x1; equation=ac,cd->ad)", node.Text());
    }

    private static AttributeProto Number(string name, float value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };
    }
}
