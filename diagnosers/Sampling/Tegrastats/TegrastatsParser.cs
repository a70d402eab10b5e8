using System.Globalization;
using System.Text.RegularExpressions;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Reads a line of <c>tegrastats</c> of Jetson Linux 21 to 39. A function of the line alone: no clock, no culture, no state; never throws.</summary>
/// <remarks>
/// Formats after NVIDIA's "Tegrastats Utility" of the releases and lines that users published. A key that appears twice has its last value.
/// </remarks>
public sealed partial class TegrastatsParser
{
    private const int ShownCharacters = 60;
    private readonly List<string> _tokens;
    private readonly LineContent _content = new();
    private int _next;

    private TegrastatsParser(List<string> tokens)
    {
        _tokens = tokens;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line, with or without its end.</param>
    /// <param name="error">Why it cannot be read, in one line; null when it can.</param>
    /// <returns>What it says; null when it is no line of the tool.</returns>
    public static TegrastatsLine? Parse(string line, out string? error)
    {
        ArgumentNullException.ThrowIfNull(line);
        List<string> tokens = LineTokens.Of(line);
        if (tokens.Count == 0)
        {
            error = "the line is empty";
            return null;
        }

        var parser = new TegrastatsParser(tokens);
        parser.ReadAll();
        TegrastatsLine? result = parser._content.Build();
        error = result is null ? $"no line of tegrastats: it has neither memory nor processors, temperatures or rails: {Shorten(line)}" : null;
        return result;
    }

    private static string Shorten(string line)
    {
        string text = ControlPattern().Replace(line.Length > ShownCharacters ? line[..ShownCharacters] : line, "?").Trim();
        return line.Length > ShownCharacters ? text + "…" : text;
    }

    private void ReadAll()
    {
        while (_next < _tokens.Count)
        {
            int start = _next;
            bool isRead = TryTime() || TryMemory() || TryLoads() || TryTemperature() || TryNamed();
            if (!isRead)
            {
                // Something that this parser does not know. At the end of the line it is something cut short.
                _next = start + 1;
                _content.IsDamaged |= _next == _tokens.Count;
            }
        }
    }

    private string? Peek(int ahead = 0)
    {
        return _next + ahead < _tokens.Count ? _tokens[_next + ahead] : null;
    }

    private bool TryTime()
    {
        const string Format = "MM-dd-yyyy HH:mm:ss";
        if (!DateTime.TryParseExact($"{Peek()} {Peek(1)}", Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time))
        {
            return false;
        }

        _content.LocalTime = time;
        _next += 2;
        return true;
    }

    private bool TryMemory()
    {
        string key = Peek()!;
        if (key is not ("RAM" or "SWAP" or "IRAM"))
        {
            return false;
        }

        _next++;
        _content.HasMemoryKey = true;
        if (Peek() is not { } text || MemoryValue.Pair(text) is not var (used, total))
        {
            _content.IsDamaged = true;
            return true;
        }

        _next++;
        string? detail = Peek() is ['(', ..] ? _tokens[_next++] : null;
        _content.IsDamaged |= !_content.AddMemory(key, used, total, detail);
        return true;
    }

    private bool TryLoads()
    {
        switch (Peek())
        {
            case "CPU" or "cpu" when Peek(1) is ['[', ..] list:
                _next += 2;
                _content.Cpus = CpuList.Parse(list) ?? Damaged(_content.Cpus);
                return true;
            case "EMC_FREQ" or "EMC":
                _content.Emc = TakeLoad() is { } emc ? new ClockedLoad(emc.LoadPercent, emc.GreatestMegahertz) : Damaged(_content.Emc);
                return true;
            case "GR3D_FREQ" or "GR3D":
                _content.Gr3d = TakeLoad() is { } gpu ? new GpuLoad(gpu.LoadPercent, gpu.Megahertz) : Damaged(_content.Gr3d);
                return true;
            case "GR3D2_FREQ" or "GR3D2":
                _content.Gr3d2 = TakeLoad() is { } second ? new GpuLoad(second.LoadPercent, second.Megahertz) : Damaged(_content.Gr3d2);
                return true;
            case "MTS" when Peek(1) is "fg":
                TakeMts();
                return true;
            case "EDP" when Peek(1) is "limit":
                // A current limit of releases before 28, in mA; nothing here needs it.
                _next = Math.Min(_next + 3, _tokens.Count);
                return true;
            default:
                return false;
        }
    }

    private LoadValue? TakeLoad()
    {
        string? text = Peek(1);
        string? clock = Peek(2);
        _next++;

        // NVIDIA's description has a space before the clocks.
        bool isSplit = text is [.., '%'] && clock is ['@', ..];
        LoadValue? value = text is null ? null : LoadValue.Parse(isSplit ? text + clock : text);
        _next += value is null ? 0 : isSplit ? 2 : 1;
        return value;
    }

    private void TakeMts()
    {
        LoadValue? foreground = LoadValue.Parse(Peek(2) ?? string.Empty);
        LoadValue? background = Peek(3) is "bg" ? LoadValue.Parse(Peek(4) ?? string.Empty) : null;
        if (foreground?.LoadPercent is { } fg && background?.LoadPercent is { } bg)
        {
            _content.Mts = new MtsLoad(fg, bg);
            _next += 5;
            return;
        }

        _content.IsDamaged = true;
        _next += 2;
    }

    private bool TryTemperature()
    {
        if (TemperatureValue.Parse(Peek()!) is not { } temperature)
        {
            return false;
        }

        _content.Add(temperature);
        _next++;
        return true;
    }

    private bool TryNamed()
    {
        string name = Peek()!;
        if (Peek(1) is not { } text || !NamePattern().IsMatch(name))
        {
            return false;
        }

        if (RailValue.Parse(text) is { } rail && (text.EndsWith("mW", StringComparison.Ordinal) || CapitalsPattern().IsMatch(name)))
        {
            _content.Add(name, rail, isCertain: text.EndsWith("mW", StringComparison.Ordinal));
            _next += 2;
            return true;
        }

        return CapitalsPattern().IsMatch(name) && TryEngine(name, text);
    }

    private bool TryEngine(string name, string text)
    {
        int after = _next + 2;
        bool isRailCutShort = RailValue.IsName(name) && LoadValue.IsBare(text);
        if (!isRailCutShort && TakeLoad() is { } value)
        {
            _content.Add(name, new EngineState(!value.IsOff, value.LoadPercent, value.GreatestMegahertz));
            return true;
        }

        // A word may be the next name; what begins like a value is a damaged one.
        bool isDamagedValue = text[0] is '-' or '@' or '[' or (>= '0' and <= '9');
        _content.IsDamaged |= isDamagedValue;
        _next = isDamagedValue ? after : _next;
        return isDamagedValue;
    }

    private T? Damaged<T>(T? before)
    {
        _content.IsDamaged = true;
        return before;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_.+-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Z][A-Z0-9_.+-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex CapitalsPattern();

    [GeneratedRegex(@"\p{C}", RegexOptions.CultureInvariant)]
    private static partial Regex ControlPattern();
}
