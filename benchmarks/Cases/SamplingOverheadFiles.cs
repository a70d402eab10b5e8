using System.Buffers.Text;
using InferenceBench.Sampling.Sources;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Cases;

/// <summary>Stands in for a sensor where there is none: reads as many small files of <c>/sys</c> as an INA3221 has there (voltage and current of three rails: every Jetson but the AGX ones). Tells no power.</summary>
internal sealed class SamplingOverheadFiles : IPowerSource
{
    private const int Files = 6;
    private static readonly string[] s_paths = ["/sys/devices/system/cpu/online", "/sys/devices/system/cpu/possible"];
    private readonly SafeFileHandle[] _files = [.. Enumerable.Range(0, Files).Select(static i => s_paths[i % s_paths.Length]).Where(File.Exists).Select(static path => File.OpenHandle(path))];
    private readonly byte[] _text = new byte[128];

    /// <inheritdoc/>
    public string Id => "files";

    /// <inheritdoc/>
    public string? Board => null;

    /// <inheritdoc/>
    public PowerScope Scope => PowerScope.Board;

    /// <inheritdoc/>
    public IReadOnlyList<PowerChannel> Channels { get; } = [.. Enumerable.Range(0, Files).Select(static i => new PowerChannel($"file{i}", PowerScope.Board, ChannelKind.Gauge, ""))];

    /// <inheritdoc/>
    public IReadOnlyList<string> TotalRails => [];

    /// <inheritdoc/>
    public IReadOnlyList<EnergyRoute> Routes => [];

    /// <inheritdoc/>
    public string? NoEnergyReason => "these files tell no power: they only take as long to read as a sensor's";

    /// <inheritdoc/>
    public IReadOnlyList<string> Flags => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public void Read(Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = i < _files.Length ? Read(_files[i]) : double.NaN;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_files, static file => file.Dispose());
    }

    private double Read(SafeFileHandle file)
    {
        int length = RandomAccess.Read(file, _text, 0);
        return Utf8Parser.TryParse(_text.AsSpan(0, length), out double value, out _) ? value : double.NaN;
    }
}
