using InferenceBench.Diagnosers.Power;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Tests.Unit.Diagnosers.Power;

/// <summary>A machine whose clock goes on only when somebody waits, and whose sources are functions of that clock.</summary>
internal sealed class ScriptedPower
{
    private const long SecondNs = 1_000_000_000;
    private readonly Dictionary<string, Func<IPowerSource>> _sources = [];

    public long NowNs { get; set; } = 100 * SecondNs;

    /// <summary>What was waited for, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>When readings were asked for beside the schedule.</summary>
    public List<long> Touches { get; } = [];

    /// <summary>States of the board, one for each reading; the last one stays.</summary>
    public Queue<BoardState> Boards { get; } = new([new BoardState()]);

    /// <summary>Sources that were opened.</summary>
    public List<ScriptedSource> Opened { get; } = [];

    /// <summary>Called when readings are asked for.</summary>
    public Action OnCapture { get; set; } = static () => { };

    public PowerHardware Hardware => new()
    {
        Open = selection => _sources.TryGetValue(selection.Id, out Func<IPowerSource>? open) ? open() : throw new PowerSourceException($"no {selection.Id} here"),
        Sample = sources => new Sampler(this, [.. sources.Cast<ScriptedSource>()]),
        ReadBoard = () => Boards.Count > 1 ? Boards.Dequeue() : Boards.Peek(),
        NowNs = () => NowNs,
        Wait = (time, cancellation) =>
        {
            Waits.Add(time);
            NowNs += cancellation.IsCancellationRequested ? 0 : time.Ticks * 100;
        },
    };

    public ScriptedPower Add(ScriptedSource source)
    {
        _sources.Add(source.Id, () =>
        {
            Opened.Add(source);
            return source;
        });
        return this;
    }

    private sealed class Sampler(ScriptedPower machine, ScriptedSource[] sources) : IPowerSampler
    {
        public void Touch()
        {
            machine.Touches.Add(machine.NowNs);
        }

        public IReadOnlyList<RecordedSource> Sources { get; } = [.. sources.Select(static source => source.Describe())];

        public PowerRecording Capture(int source, EnergyWindow window)
        {
            machine.OnCapture();
            long step = ScriptedSource.Refresh.Ticks * 100;
            ScriptedSource scripted = sources[source];
            long until = Math.Min(Math.Min(machine.NowNs, window.ToNs + SecondNs), scripted.Lost?.Ns ?? long.MaxValue);
            long[] times = [.. Enumerable.Range(0, int.MaxValue).Select(i => window.FromNs - SecondNs + (i * step)).TakeWhile(ns => ns <= until)];
            double[] values = [.. times.SelectMany(ns => scripted.Gauges.Values.Select(gauge => gauge(ns)).Prepend(scripted.Watts(ns)))];
            return new PowerRecording(Sources[source], times, values) { LostReason = scripted.Lost is { } lost && lost.Ns <= window.ToNs ? lost.Reason : null };
        }

        public void Dispose()
        {
            Array.ForEach(sources, static source => source.Dispose());
        }
    }
}
