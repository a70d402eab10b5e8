using InferenceBench.Models.Catalogue.Building;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Catalogue;

/// <summary>One architecture of the catalogue. Its counts are taken from the graph itself, which is drawn without weights on first use.</summary>
public sealed class CatalogueEntry
{
    private readonly Lazy<Blueprint> _blueprint;

    internal CatalogueEntry(string id, string family, IReadOnlyList<long> inputShape, Architecture architecture)
        : this(id, family, inputShape, InputRange.Default, architecture)
    {
    }

    internal CatalogueEntry(string id, string family, IReadOnlyList<long> inputShape, InputRange inputRange, Architecture architecture)
    {
        Id = id;
        Family = family;
        InputShape = inputShape;
        InputRange = inputRange;
        _blueprint = new Lazy<Blueprint>(() => GraphBuilder.Draw(id, inputShape, inputRange, architecture));
    }

    /// <summary>Public, permanent name, for example <c>resnet50</c>.</summary>
    public string Id { get; }

    /// <summary>The benchmark class that lists it: <c>resnet</c>, <c>mobilenet_v3</c> or <c>classic</c>.</summary>
    public string Family { get; }

    /// <summary>Shape of the only input at batch 1, for example <c>[1,3,224,224]</c>.</summary>
    public IReadOnlyList<long> InputShape { get; }

    /// <summary>Range of the input's values; the model's file declares it too (<see cref="SeededInputs.RangeOf"/>).</summary>
    public InputRange InputRange { get; }

    /// <summary>Trainable parameters: without the mean and variance of batch normalisation.</summary>
    public long Parameters => Blueprint.Parameters;

    /// <summary>Multiply–accumulates at batch 1.</summary>
    public long Macs => Blueprint.Macs;

    internal Blueprint Blueprint => _blueprint.Value;

    /// <summary>Builds the model with seeded weights and a dynamic batch dimension: opset 17, IR 8, input <c>input</c>, output <c>output</c>.</summary>
    /// <param name="seed">Seed of the weights: the same seed gives the same bytes on every machine.</param>
    public ModelProto Build(ulong seed)
    {
        return Blueprint.Build(seed);
    }
}
