using InferenceBench.Sampling.Sources;

namespace InferenceBench.Tests.Unit.Sampling;

/// <summary>Short ways for tests to read a source.</summary>
internal static class SourceExtensions
{
    public static Dictionary<string, double> ReadAll(this IPowerSource source)
    {
        double[] values = new double[source.Channels.Count];
        source.Read(values);
        return source.Channels.Select((channel, i) => (channel.Name, Value: values[i])).ToDictionary(static row => row.Name, static row => row.Value);
    }

    public static double ReadOf(this IPowerSource source, string channel)
    {
        return source.ReadAll()[channel];
    }
}
