using System.Globalization;
using System.Runtime.InteropServices;

namespace InferenceBench.Models.Catalogue.Building;

/// <summary>
/// Draws weights. An element is an odd 24-bit integer times a scale: integer arithmetic and exactly rounded operations in a fixed order, so that every machine
/// writes the same bytes. None is denormal: the smallest magnitude, and the smallest step between two values, is HalfWidth × 2⁻²³.
/// </summary>
internal static class WeightGenerator
{
    /// <summary>Part of every key: another value is another draw of all models.</summary>
    internal const int Version = 1;

    private const int PieceElements = 1 << 20;
    private const int FractionBits = 23;

    /// <summary>The little-endian float32 elements of every recipe, in order.</summary>
    /// <param name="recipes">What to draw.</param>
    /// <param name="modelName">The model's name: equal tensor names of two models get different weights.</param>
    /// <param name="seed">The seed.</param>
    public static byte[][] Generate(IReadOnlyList<WeightRecipe> recipes, string modelName, ulong seed)
    {
        var tensors = new byte[recipes.Count][];
        var pieces = new List<(int Tensor, int First)>();
        for (int index = 0; index < recipes.Count; index++)
        {
            int count = checked((int)recipes[index].Count);
            tensors[index] = GC.AllocateUninitializedArray<byte>(checked(count * sizeof(float)));
            for (int first = 0; first < count; first += PieceLength(recipes[index]))
            {
                pieces.Add((index, first));
            }
        }

        Parallel.ForEach(pieces, piece =>
        {
            WeightRecipe recipe = recipes[piece.Tensor];
            Span<float> elements = MemoryMarshal.Cast<byte, float>(tensors[piece.Tensor].AsSpan());
            elements = elements.Slice(piece.First, Math.Min(PieceLength(recipe), elements.Length - piece.First));
            ulong key = SplitMix64.KeyOf(string.Create(CultureInfo.InvariantCulture, $"{modelName}/{recipe.Name}/{Version}"), seed);
            Fill(elements, key, (ulong)piece.First / 2, recipe.Centre, recipe.HalfWidth);
            for (int row = 0; row < elements.Length && recipe.BalancedRow > 0; row += recipe.BalancedRow)
            {
                Balance(elements.Slice(row, recipe.BalancedRow));
            }
        });
        return tensors;
    }

    /// <summary>Elements that one thread draws at a time: an even number of whole rows.</summary>
    private static int PieceLength(WeightRecipe recipe)
    {
        int rows = 2 * Math.Max(1, recipe.BalancedRow);
        return Math.Max(1, PieceElements / rows) * rows;
    }

    private static void Balance(Span<float> row)
    {
        double sum = 0;
        foreach (float element in row)
        {
            sum += element;
        }

        float mean = (float)(sum / row.Length);
        for (int index = 0; index < row.Length; index++)
        {
            row[index] -= mean;
        }
    }

    private static void Fill(Span<float> elements, ulong key, ulong position, float centre, float halfWidth)
    {
        float scale = halfWidth / (1 << FractionBits);
        int index = 0;
        for (; index + 1 < elements.Length; index += 2, position++)
        {
            ulong bits = SplitMix64.At(key, position);
            elements[index] = centre + (ToOdd(bits >> (64 - FractionBits)) * scale);
            elements[index + 1] = centre + (ToOdd(bits & ((1 << FractionBits) - 1)) * scale);
        }

        if (index < elements.Length)
        {
            elements[index] = centre + (ToOdd(SplitMix64.At(key, position) >> (64 - FractionBits)) * scale);
        }
    }

    /// <summary>Maps 23 random bits to the odd integers in (−2²³, 2²³), all of which a float holds exactly.</summary>
    private static float ToOdd(ulong bits)
    {
        return ((int)bits * 2) + 1 - (1 << FractionBits);
    }
}
