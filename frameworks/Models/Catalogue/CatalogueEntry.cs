using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Catalogue;

/// <summary>One architecture of the catalogue.</summary>
/// <param name="Id">Public, permanent name, for example <c>resnet50</c>.</param>
/// <param name="Family">The benchmark class that lists it: <c>resnet</c>, <c>mobilenet_v3</c> or <c>classic</c>.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Macs">Multiply–accumulates at batch 1.</param>
/// <param name="InputShape">Shape of the only input at batch 1, for example <c>[1,3,224,224]</c>.</param>
/// <param name="Build">Builds the model with seeded weights and a dynamic batch dimension.</param>
public sealed record CatalogueEntry(
    string Id,
    string Family,
    long Parameters,
    long Macs,
    IReadOnlyList<long> InputShape,
    Func<ulong, ModelProto> Build);
