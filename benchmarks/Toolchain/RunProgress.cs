using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.Results;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Engine;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Toolchain;

/// <summary>One line per case with its result and the time that is left; on a terminal the line of the running case is rewritten as it goes.</summary>
internal sealed class RunProgress : EventProcessor
{
    private readonly TextWriter _output;
    private readonly bool _isLive;
    private readonly int _total;
    private readonly TimeSpan _expected;
    private readonly Func<CaseKey, string?> _displayNameOf;
    private readonly Stopwatch _clock = new();
    private int _done;
    private int _cancelled;
    private string _current = "";

    /// <summary>The progress of a run.</summary>
    /// <param name="output">Where it is written: standard error.</param>
    /// <param name="isLive">Whether lines can be rewritten.</param>
    /// <param name="total">Number of cases.</param>
    /// <param name="expected">What one case will take, as long as none is done.</param>
    /// <param name="displayNameOf">What people read in place of a case's framework and variant; null: their ids.</param>
    public RunProgress(TextWriter output, bool isLive, int total, TimeSpan expected, Func<CaseKey, string?> displayNameOf)
    {
        _output = output;
        _isLive = isLive;
        _total = total;
        _expected = expected;
        _displayNameOf = displayNameOf;
    }

    // Carriage return and "erase to the end of the line"; nothing where lines stay.
    private string ClearLine => _isLive ? "\r\u001b[K" : "";

    /// <inheritdoc />
    public override void OnStartRunBenchmark(BenchmarkCase benchmarkCase)
    {
        _clock.Start();
        _current = string.Create(CultureInfo.InvariantCulture, $"[{_done + 1}/{_total}] {Describe(CaseKeys.From(benchmarkCase))}");
        ShowLive("starting");
    }

    /// <inheritdoc />
    public override void OnEndRunBenchmark(BenchmarkCase benchmarkCase, BenchmarkReport report)
    {
        _done++;
        if (report.ExecuteResults is [.., { PrefixedLines: [var line, ..] }] && line == CaseFailure.Line(CaseFailure.NotStarted))
        {
            _cancelled++;
            return;
        }

        _output.WriteLine($"{ClearLine}{_current}  {ResultOf(report)}{TimeLeft()}");
    }

    /// <inheritdoc />
    public override void OnEndRunStage()
    {
        if (_cancelled > 0)
        {
            string cases = _cancelled == 1 ? "1 case" : string.Create(CultureInfo.InvariantCulture, $"{_cancelled} cases");
            _output.WriteLine($"{ClearLine}{cases} cancelled before {(_cancelled == 1 ? "it" : "they")} started");
        }
    }

    /// <summary>A line of the running child.</summary>
    /// <param name="line">The line.</param>
    public void OnLine(string line)
    {
        if (ChildMessages.StageOf(line) is { } stage)
        {
            ShowLive(stage);
        }
        else if (line.StartsWith("WorkloadActual", StringComparison.Ordinal))
        {
            Measurement measurement = Measurement.Parse(line, 1);
            ShowLive(string.Create(
                CultureInfo.InvariantCulture,
                $"measuring, iteration {measurement.IterationIndex}: {measurement.Nanoseconds / measurement.Operations / 1e6:0.000} ms"));
        }
    }

    private void ShowLive(string what)
    {
        if (_isLive)
        {
            _output.Write($"{ClearLine}{_current}  {what}{TimeLeft()}");
        }
    }

    private string TimeLeft()
    {
        if (_done == _total)
        {
            return "";
        }

        TimeSpan left = (_done > 0 ? _clock.Elapsed / _done : _expected) * (_total - _done);
        return string.Create(CultureInfo.InvariantCulture, $"  (about {(int)left.TotalMinutes}:{left.Seconds:00} left)");
    }

    private string Describe(CaseKey key)
    {
        string variant = key.Variant == "default" ? "" : $" {key.Variant}";
        string provider = key.Device.Split(':')[0] == key.Provider ? "" : $" ({key.Provider})";
        string engine = _displayNameOf(key) ?? $"{key.Framework}{variant}";
        return string.Create(CultureInfo.InvariantCulture, $"{key.Model} b{key.Batch} {key.Precision} on {engine} {key.Device}{provider}");
    }

    private static string ResultOf(BenchmarkReport report)
    {
        ExecuteResult? last = report.ExecuteResults is [.., var result] ? result : null;
        if (last?.Errors.Count > 0)
        {
            return $"FAILED: {last.Errors[0]}";
        }

        return last?.PrefixedLines.Select(ChildMessages.SkippedReasonOf).FirstOrDefault(reason => reason is not null) is { } skipped
            ? $"skipped: {skipped}"
            : last?.PrefixedLines.Select(ChildMessages.ResultOf).FirstOrDefault(result => result is not null) ?? "FAILED: no result";
    }
}
