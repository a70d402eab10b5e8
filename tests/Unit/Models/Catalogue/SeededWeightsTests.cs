using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Google.Protobuf;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Catalogue.Building;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Catalogue;

public sealed class SeededWeightsTests
{
    private const int SampleElements = 1 << 15;

    public static TheoryData<string> Ids => CatalogueCountsTests.Ids;

    [Theory]
    [InlineData(1, "5405ef9fda4c4517149167160f05e81720aadbb40e4d3ac778bccd4860eca50f")]
    [InlineData(2, "9532494beb62350c9094dd1e84787dd7bf84aea35af917898c274debf8699c9f")]
    public void The_bytes_of_lenet5_are_these_on_every_machine(ulong seed, string expected)
    {
        Assert.Equal(expected, Hash(ModelCatalogue.Find("lenet5")!.Build(seed).ToByteArray()));
    }

    [Theory]
    [InlineData("conv1.weight", "ecea570c64aed842300b34cc205d15d260331110c1aca2ee8af04c70b55c2a91")]
    [InlineData("layer3.2.conv2.weight", "9b87b44f34000af99ea6258316c5986de97d5aeb650633af85c7f213e66d5a2e")]
    [InlineData("layer3.2.bn2.running_var", "7f3709fe60721ce58cbd4c253c61ddd11df27fe796f0288a1ad357b49e17c088")]
    public void The_bytes_of_these_tensors_of_resnet50_are_these_on_every_machine(string tensor, string expected)
    {
        Blueprint blueprint = ModelCatalogue.Find("resnet50")!.Blueprint;
        WeightRecipe recipe = blueprint.Recipes.Single(recipe => recipe.Name == tensor);
        Assert.Equal(expected, Hash(WeightGenerator.Generate([recipe], "resnet50", ModelCatalogue.DefaultSeed)[0]));
    }

    [Fact]
    public void Two_builds_of_a_seed_are_equal()
    {
        CatalogueEntry entry = ModelCatalogue.Find("mobilenet_v3_small")!;
        Assert.Equal(entry.Build(7), entry.Build(7));
        Assert.NotEqual(entry.Build(7), entry.Build(8));
    }

    [Fact]
    public void A_long_tensor_continues_a_short_one_and_does_not_repeat_itself()
    {
        var recipe = new WeightRecipe("weight", 3_000_000, 0, 0.5f, BalancedRow: 0);
        byte[][] drawn = WeightGenerator.Generate([recipe, recipe with { Count = 1_500_001 }], "model", 1);
        Assert.True(drawn[0].AsSpan().StartsWith(drawn[1]));

        int distinct = MemoryMarshal.Cast<byte, ulong>(drawn[0]).ToArray().Distinct().Count();
        Assert.InRange(distinct, 1_499_900, 1_500_000);
    }

    [Fact]
    public void Weights_are_uniform_in_their_range()
    {
        byte[] bytes = WeightGenerator.Generate([new WeightRecipe("weight", 100_000, 2, 0.5f, BalancedRow: 0)], "model", 1)[0];
        float[] values = MemoryMarshal.Cast<byte, float>(bytes).ToArray();

        Assert.InRange(values.Min(), 1.5, 1.5002);
        Assert.InRange(values.Max(), 2.4998, 2.5);
        Assert.InRange(values.Average(), 1.995, 2.005);
        Assert.InRange(values.Average(static value => (value - 2.0) * (value - 2.0)), 0.99 / 12, 1.01 / 12);
    }

    [Fact]
    public void Balanced_rows_sum_to_zero()
    {
        byte[] bytes = WeightGenerator.Generate([new WeightRecipe("weight", 9 * 1000, 0, 1, BalancedRow: 9)], "model", 1)[0];
        Assert.All(MemoryMarshal.Cast<byte, float>(bytes).ToArray().Chunk(9), static row => Assert.InRange(row.Sum(), -1e-5, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_weight_is_denormal_or_not_finite_and_variances_are_positive(string id)
    {
        CatalogueEntry entry = ModelCatalogue.Find(id)!;
        WeightRecipe[] samples = [.. entry.Blueprint.Recipes.Select(Sample)];
        byte[][] drawn = WeightGenerator.Generate(samples, id, ModelCatalogue.DefaultSeed);
        for (int index = 0; index < samples.Length; index++)
        {
            string name = samples[index].Name;
            foreach (float value in MemoryMarshal.Cast<byte, float>(drawn[index]))
            {
                Assert.True(float.IsNormal(value) || value == 0, name);
                Assert.True(value > 0 || !name.EndsWith("running_var", StringComparison.Ordinal), name);
            }
        }
    }

    [Fact]
    public void Every_initializer_gets_the_bytes_of_its_shape()
    {
        ModelProto model = ModelCatalogue.Find("squeezenet1_0")!.Build(1);
        Assert.All(model.Graph.Initializer, static tensor =>
            Assert.Equal(4 * tensor.Dims.Aggregate(1L, static (product, size) => product * size), tensor.RawData.Length));
    }

    /// <summary>The beginning of a tensor: whole rows.</summary>
    private static WeightRecipe Sample(WeightRecipe recipe)
    {
        int row = Math.Max(1, recipe.BalancedRow);
        return recipe with { Count = Math.Min(recipe.Count, Math.Max(1, SampleElements / row) * row) };
    }

    private static string Hash(byte[] bytes)
    {
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
