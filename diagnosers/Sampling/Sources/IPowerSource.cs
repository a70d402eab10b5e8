namespace InferenceBench.Sampling.Sources;

/// <summary>An open sensor. One thread reads it at a time; what it says of itself does not change while it is open, but for <see cref="Notes"/>.</summary>
public interface IPowerSource : IDisposable
{
    /// <summary>Public, permanent id: <c>nvml</c>, <c>ina3221</c>, <c>rapl</c>, <c>tegrastats</c>.</summary>
    string Id { get; }

    /// <summary>What is read, for people: a GPU's name and UUID, a board, a processor.</summary>
    string? Board { get; }

    /// <summary>What its energy covers.</summary>
    PowerScope Scope { get; }

    /// <summary>What <see cref="Read"/> reads, in order.</summary>
    IReadOnlyList<PowerChannel> Channels { get; }

    /// <summary>Names of the channels that make the total; empty when there is none.</summary>
    IReadOnlyList<string> TotalRails { get; }

    /// <summary>Ways to its energy, the preferred one first; empty when it reads something, but no total.</summary>
    IReadOnlyList<EnergyRoute> Routes { get; }

    /// <summary>Why there is no energy although the source is open (an unknown board, an unreadable rail); null when there is.</summary>
    string? NoEnergyReason { get; }

    /// <summary>Flags that every energy of this source carries (<see cref="Energy.EnergyFlags"/>).</summary>
    IReadOnlyList<string> Flags { get; }

    /// <summary>What a reader should know: rails that are unreadable and why, what the total leaves out.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Reads all channels once. Allocates nothing unless it fails for good.</summary>
    /// <param name="values">[channels]: takes one value each; NaN where this reading failed or the channel is not due.</param>
    /// <exception cref="PowerSourceException">The sensor is gone for good (a GPU lost, a folder removed): what was read so far no longer counts for the current case.</exception>
    void Read(Span<double> values);
}
