namespace InferenceBench.Tests.Unit.Models.Catalogue;

/// <summary>Output shape without the batch, parameters and multiply–accumulates of a convolution or a fully connected layer.</summary>
internal sealed record CountedLayer(string OutputShape, long Parameters, long Macs);
