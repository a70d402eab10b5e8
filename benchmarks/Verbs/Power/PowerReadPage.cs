using System.Text;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>What <c>power read</c> prints for people.</summary>
internal static class PowerReadPage
{
    /// <summary>The page: a table for each source and what to know of it.</summary>
    /// <param name="sources">The sources.</param>
    public static string Of(IReadOnlyList<PowerReadSource> sources)
    {
        var text = new StringBuilder();
        foreach (PowerReadSource source in sources)
        {
            text.Append(text.Length > 0 ? "\n" : string.Empty).Append(Title(source)).Append('\n');
            text.Append(Table(source));
            foreach (string note in source.Notes)
            {
                text.Append("note: ").Append(note).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Title(PowerReadSource source)
    {
        return string.Join(", ", new[] { source.Id, source.Board, source.Scope is null ? null : $"scope {source.Scope}" }.OfType<string>());
    }

    private static string Table(PowerReadSource source)
    {
        if (source.Values.Count == 0)
        {
            return string.Empty;
        }

        var table = new TextTable("channel", ">value", "unit", "in the total");
        if (source.TotalWatts is { } watts && source.Values.All(static row => row.Channel.Kind != ChannelKind.InstantaneousPower && row.Channel.Kind != ChannelKind.AveragedPower))
        {
            table.Add("mean power", ChannelText.Watts(watts), "W", string.Empty);
        }

        foreach ((PowerChannel channel, double value) in source.Values)
        {
            table.Add(channel.Name, ChannelText.Value(channel, value), ChannelText.Unit(channel), source.TotalRails.Contains(channel.Name) ? "yes" : string.Empty);
        }

        return table.ToString();
    }
}
