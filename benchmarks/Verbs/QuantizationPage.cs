using System.Globalization;
using System.Text;
using InferenceBench.Models.Quantization;
using InferenceBench.Quantization;

namespace InferenceBench.Verbs;

/// <summary>What <c>models quantize</c> prints for people.</summary>
internal static class QuantizationPage
{
    private const double MegaByte = 1e6;

    /// <summary>The page, each line ended by a line feed.</summary>
    /// <param name="result">What was done.</param>
    public static string Create(QuantizationResult result)
    {
        var text = new StringBuilder();
        AddLine(text, "wrote", $"{result.File} for {result.Target}");
        AddLine(text, "int8", string.Join(", ", result.Quantized.Select(static entry => $"{entry.Key} {entry.Value}")));
        foreach (IGrouping<string, LeftOperator> group in result.LeftInFp32.GroupBy(static left => left.Reason))
        {
            AddLine(text, "fp32", $"{string.Join(", ", group.Select(static left => $"{left.Operator} {left.Count}"))} ({group.Key})");
        }

        AddLine(text, "size", string.Create(CultureInfo.InvariantCulture,
            $"{result.Fp32Bytes / MegaByte:0.0##} MB → {result.SizeBytes / MegaByte:0.0##} MB ({100.0 * result.SizeBytes / result.Fp32Bytes:0.0} %)"));
        AddLine(text, "calibration", $"{result.Method} over {Count(result.Samples)} ({result.Calibration})");
        AddLine(text, "cosine", Describe(result));
        return text.ToString();
    }

    private static string Describe(QuantizationResult result)
    {
        return result.Cosine is { } cosine
            ? string.Create(CultureInfo.InvariantCulture,
                $"to fp32 in ONNX Runtime: lowest {cosine.Lowest:0.00000}, mean {cosine.Mean:0.00000} of {(cosine.AreOthers ? "other " : "the calibration's ")}{Count(cosine.Samples)}")
            : $"n/a ({result.CosineReason})";
    }

    private static string Count(int samples)
    {
        return samples == 1 ? "1 sample" : string.Create(CultureInfo.InvariantCulture, $"{samples} samples");
    }

    private static void AddLine(StringBuilder text, string title, string value)
    {
        text.Append($"{title,-13}").Append(value).Append('\n');
    }
}
