using System.Globalization;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Catalogue;

/// <summary>The tables are arithmetic from the papers' block tables, held to published parameter counts.</summary>
public sealed class CatalogueCountsTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Data", "catalogue");

    public static TheoryData<string> Ids => [.. ModelCatalogue.Entries.Select(static entry => entry.Id)];

    [Fact]
    public void The_catalogue_holds_exactly_the_models_of_the_table()
    {
        Assert.Equal(Rows("counts.csv").Select(static row => row[0]), ModelCatalogue.Entries.Select(static entry => entry.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Declared_and_counted_parameters_and_macs_are_those_of_the_table(string id)
    {
        CatalogueEntry entry = Find(id);
        string[] row = Rows("counts.csv").Single(row => row[0] == id);
        (long parameters, long macs, long all) = (Parse(row[1]), Parse(row[2]), Parse(row[3]));

        Assert.Equal((parameters, macs), (entry.Parameters, entry.Macs));
        Assert.Equal(all, entry.Blueprint.Skeleton.Graph.Initializer.Sum(Elements));
        Assert.Equal(parameters, all - Statistics(entry.Blueprint.Skeleton.Graph));
        Assert.Equal(macs, LayerCounter.Of(entry.Blueprint.Skeleton).Layers.Sum(static layer => layer.Macs));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_layers_are_those_of_the_architecture(string id)
    {
        // Keras' form has the layers of torchvision's, with pointwise convolutions where that has a fully connected head.
        string table = id.Replace("_keras", string.Empty, StringComparison.Ordinal);
        IEnumerable<string> expected = Rows(Path.Combine("layers", table + ".csv")).Select(static row => $"{row[3]} {row[4]} {row[5]}");
        IEnumerable<string> actual = LayerCounter.Of(Find(id).Blueprint.Skeleton).Layers
            .Select(static layer => string.Create(CultureInfo.InvariantCulture, $"{layer.OutputShape} {layer.Parameters} {layer.Macs}"));

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_output_has_one_element_per_class(string id)
    {
        CatalogueEntry entry = Find(id);
        long classes = entry.InputShape.Contains(224) ? 1000 : 10;
        Assert.Equal([1, classes], LayerCounter.Of(entry.Blueprint.Skeleton).OutputShape);
    }

    private static long Statistics(GraphProto graph)
    {
        Dictionary<string, TensorProto> weights = graph.Initializer.ToDictionary(static tensor => tensor.Name);
        return graph.Node.Where(static node => node.OpType == "BatchNormalization")
            .SelectMany(static node => node.Input.Skip(3))
            .Sum(name => Elements(weights[name]));
    }

    private static long Elements(TensorProto tensor)
    {
        return tensor.Dims.Aggregate(1L, static (product, size) => product * size);
    }

    private static CatalogueEntry Find(string id)
    {
        return Assert.IsType<CatalogueEntry>(ModelCatalogue.Find(id));
    }

    private static IEnumerable<string[]> Rows(string file)
    {
        return File.ReadLines(Path.Combine(s_folder, file)).Skip(1).Select(static line => line.Split(','));
    }

    private static long Parse(string text)
    {
        return long.Parse(text, CultureInfo.InvariantCulture);
    }
}
