using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>What makes cases one series: everything but model, batch and precision.</summary>
internal readonly record struct SeriesKey(string Framework, string Device, string? Version, string? Transfers, string? Scope, string? PowerSource)
{
    /// <summary>The series of a case.</summary>
    /// <param name="result">The case.</param>
    public static SeriesKey Of(ComparedCase result)
    {
        ResultRow newest = result.Newest;
        return new SeriesKey(result.FrameworkLabel, result.DeviceLabel, newest.FrameworkVersion, newest.Transfers, newest.EnergyScope, newest.PowerSource);
    }

    /// <summary>Of framework and device, in which series nearly always differ.</summary>
    public override int GetHashCode()
    {
        return HashCode.Combine(Framework, Device);
    }
}
