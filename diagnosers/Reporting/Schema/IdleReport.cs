namespace InferenceBench.Reporting.Schema;

/// <summary>Idle power as one source measured it once by one of its routes: before the first case or after the last one.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Route">The route: <c>counter</c>, <c>power</c>, the rails of the total.</param>
/// <param name="StartNs">Start, monotonic nanoseconds.</param>
/// <param name="EndNs">End.</param>
/// <param name="Watts">Mean power.</param>
/// <param name="UncertaintyWatts">The random part of its expanded uncertainty (k = 2).</param>
public sealed record IdleReport(string Source, string? Route, long StartNs, long EndNs, double Watts, double? UncertaintyWatts);
