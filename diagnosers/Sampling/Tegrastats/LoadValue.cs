namespace InferenceBench.Sampling.Tegrastats;

/// <summary>The value of an engine, the GPU, the memory controller or a core: <c>off</c>, <c>729</c>, <c>79%</c>, <c>@166</c>, <c>79%@166</c>, <c>0%@[305,305]</c>.</summary>
/// <param name="IsOff">Whether it says off.</param>
/// <param name="LoadPercent">Load in %.</param>
/// <param name="Megahertz">Clocks in MHz; empty when there is none, or -1, which old releases print for an unknown one.</param>
internal sealed record LoadValue(bool IsOff, double? LoadPercent, IReadOnlyList<double> Megahertz)
{
    private static readonly LoadValue s_off = new(true, null, []);

    /// <summary>The greatest of the clocks in MHz; null without one.</summary>
    public double? GreatestMegahertz => Megahertz.Count > 0 ? Megahertz.Max() : null;

    /// <summary>Whether it is nothing but a clock without <c>@</c>, which any number could be.</summary>
    /// <param name="text">The text.</param>
    public static bool IsBare(string text)
    {
        return TokenNumber.Parse(text) is not null;
    }

    /// <summary>Reads a value; null when it is none.</summary>
    /// <param name="text">The text.</param>
    public static LoadValue? Parse(string text)
    {
        if (text == "off")
        {
            return s_off;
        }

        int percent = text.IndexOf('%', StringComparison.Ordinal);
        double? load = percent < 0 ? null : TokenNumber.Parse(text[..percent]);
        string rest = text[(percent + 1)..];
        if (percent >= 0 && (load is null or < 0 || rest is not ("" or ['@', ..])))
        {
            return null;
        }

        if (percent >= 0 && rest.Length == 0)
        {
            return new LoadValue(false, load, []);
        }

        return Clocks(rest.StartsWith('@') ? rest[1..] : rest) is { } clocks ? new LoadValue(false, load, clocks) : null;
    }

    private static double[]? Clocks(string text)
    {
        string[] parts = text is ['[', .. var list, ']'] ? list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text];
        double?[] clocks = [.. parts.Select(TokenNumber.Parse)];
        return clocks.Contains(null) ? null : [.. clocks.Select(static clock => clock!.Value).Where(static clock => clock >= 0)];
    }
}
