using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Catalogue.Building;

/// <summary>A model without its weights: the graph, how each weight is drawn, and what was counted on the way.</summary>
/// <param name="Skeleton">The model; its initializers have names, types and shapes but no data.</param>
/// <param name="Recipes">One recipe per initializer, in the same order.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Macs">Multiply–accumulates at batch 1.</param>
internal sealed record Blueprint(ModelProto Skeleton, IReadOnlyList<WeightRecipe> Recipes, long Parameters, long Macs)
{
    /// <summary>The model with weights.</summary>
    /// <param name="seed">The seed.</param>
    public ModelProto Build(ulong seed)
    {
        ModelProto model = Skeleton.Clone();
        byte[][] data = WeightGenerator.Generate(Recipes, model.Graph.Name, seed);
        for (int index = 0; index < data.Length; index++)
        {
            model.Graph.Initializer[index].RawData = UnsafeByteOperations.UnsafeWrap(data[index]);
        }

        return model;
    }

    /// <summary>Hash over everything but the seed that determines the bytes of the file: 12 hexadecimal digits.</summary>
    public string ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Skeleton.ToByteArray());
        Span<byte> numbers = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, WeightGenerator.Version);
        hash.AppendData(numbers[..4]);
        foreach (WeightRecipe recipe in Recipes)
        {
            BinaryPrimitives.WriteSingleLittleEndian(numbers, recipe.Centre);
            BinaryPrimitives.WriteSingleLittleEndian(numbers[4..], recipe.HalfWidth);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[8..], recipe.BalancedRow);
            hash.AppendData(numbers);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    /// <summary>The size in bytes of the model's file, which does not depend on the seed.</summary>
    public long FileSizeBytes()
    {
        GraphProto graph = Skeleton.Graph;
        long graphBytes = graph.CalculateSize();
        for (int index = 0; index < Recipes.Count; index++)
        {
            int bare = graph.Initializer[index].CalculateSize();
            long dataBytes = Recipes[index].Count * sizeof(float);
            graphBytes += Field(bare + Field(dataBytes)) - Field(bare);
        }

        return Skeleton.CalculateSize() + Field(graphBytes) - Field(graph.CalculateSize());
    }

    /// <summary>Size of a length-delimited field whose number is below 16: tag, length, content.</summary>
    private static long Field(long contentBytes)
    {
        return 1 + CodedOutputStream.ComputeUInt64Size((ulong)contentBytes) + contentBytes;
    }
}
