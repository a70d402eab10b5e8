using System.Globalization;

namespace InferenceBench.Reporting.Import.BenchmarkDotNet;

/// <summary>Parameters of a benchmark, <c>Model=resnet50&amp;Batch=8&amp;N=10</c>: those that say what a case is, whatever their spelling, and the others.</summary>
/// <param name="Model">"" when there is none, like the others.</param>
/// <param name="Batch">0 when there is none.</param>
/// <param name="Precision">Number format.</param>
/// <param name="Device">Device.</param>
/// <param name="Provider">Provider.</param>
/// <param name="Variant">Variant.</param>
/// <param name="Others">The others as they are written: they tell cases apart.</param>
internal sealed record BenchmarkParameters(string Model, int Batch, string Precision, string Device, string Provider, string Variant, string Others)
{
    /// <summary>Parses.</summary>
    /// <param name="text">The text; null: no parameters.</param>
    public static BenchmarkParameters Parse(string? text)
    {
        var parameters = new BenchmarkParameters("", 0, "", "", "", "", "");
        var others = new List<string>();
        foreach (string part in (text ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = part.IndexOf('=', StringComparison.Ordinal);
            string value = sign < 0 ? "" : part[(sign + 1)..].Trim();
            BenchmarkParameters? known = sign < 0 || value.Length == 0 ? null : parameters.With(part[..sign], value);
            parameters = known ?? parameters;
            if (known is null)
            {
                others.Add(part.Trim());
            }
        }

        return parameters with { Others = string.Join(", ", others) };
    }

    private BenchmarkParameters? With(string name, string value)
    {
        return name.Trim().Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
        {
            "MODEL" or "MODELNAME" or "MODELID" => this with { Model = value },
            "BATCH" or "BATCHSIZE" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int batch) && batch > 0 ? this with { Batch = batch } : null,
            "PRECISION" => this with { Precision = value.ToLowerInvariant() },
            "DEVICE" => this with { Device = value },
            "PROVIDER" => this with { Provider = value },
            "VARIANT" => this with { Variant = value },
            _ => null,
        };
    }
}
