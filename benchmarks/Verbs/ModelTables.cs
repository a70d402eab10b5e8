using System.Globalization;
using System.Text;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Catalogue;

namespace InferenceBench.Verbs;

/// <summary>What <c>models</c> prints for people.</summary>
internal static class ModelTables
{
    /// <summary>The catalogue.</summary>
    /// <param name="entries">Its entries.</param>
    public static string List(IReadOnlyList<CatalogueEntry> entries)
    {
        var table = new TextTable("Model", ">Parameters", ">MACs", "Input");
        foreach (CatalogueEntry entry in entries)
        {
            table.Add(entry.Id, Grouped(entry.Parameters), Short(entry.Macs), string.Join('x', entry.InputShape));
        }

        return table.ToString();
    }

    /// <summary>One model.</summary>
    /// <param name="info">The model.</param>
    public static string Info(ModelInfo info)
    {
        var text = new StringBuilder();
        Line(text, "model", info.Id);
        Line(text, "file", string.Create(CultureInfo.InvariantCulture, $"{info.File} ({info.SizeBytes / 1e6:0.0} MB)"));
        Line(text, "format", string.Create(CultureInfo.InvariantCulture, $"opset {info.Opset}, IR {info.Ir}{(info.Producer.Length > 0 ? ", written by " + info.Producer : string.Empty)}"));
        Line(text, "parameters", Grouped(info.Parameters));
        Line(text, "MACs", info.Macs is { } macs ? $"{Grouped(macs)} at batch 1" : "n/a (a shape is not known: give it with --input-shape)");
        foreach (TensorSpec input in info.Inputs)
        {
            Line(text, "input", input.ToString());
        }

        foreach (TensorSpec output in info.Outputs)
        {
            Line(text, "output", output.ToString());
        }

        Line(text, "operators", string.Join(", ", info.Operators.OrderByDescending(static entry => entry.Value).ThenBy(static entry => entry.Key, StringComparer.Ordinal)
            .Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value}"))));
        if (info.Uncounted.Count > 0)
        {
            Line(text, "uncounted", string.Join(", ", info.Uncounted));
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        text.Append(name.PadRight(12)).Append(value).Append('\n');
    }

    private static string Grouped(long count)
    {
        return count.ToString("N0", CultureInfo.InvariantCulture);
    }

    private static string Short(long count)
    {
        return count >= 1_000_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.00} G")
            : string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.00} M");
    }
}
