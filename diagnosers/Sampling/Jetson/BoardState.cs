namespace InferenceBench.Sampling.Jetson;

/// <summary>The state of a board that its power and speed depend on. Null: not this kind of board, or not readable.</summary>
public sealed record BoardState
{
    /// <summary><c>/proc/device-tree/model</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Release of Jetson Linux, <c>36.4.3</c>.</summary>
    public string? L4tRelease { get; init; }

    /// <summary>Id of the power mode.</summary>
    public int? PowerModeId { get; init; }

    /// <summary>Name of the power mode, as <c>nvpmodel</c> calls it.</summary>
    public string? PowerModeName { get; init; }

    /// <summary>SHA-256 of <c>/etc/nvpmodel.conf</c> in hexadecimal: ids and names mean something only with it.</summary>
    public string? PowerModeConfSha256 { get; init; }

    /// <summary>Whether <c>jetson_clocks</c> has locked CPU, GPU and memory clocks.</summary>
    public bool? AreClocksLocked { get; init; }

    /// <summary>The fan, for people: its profile, its PWM of 255, its speed in rpm.</summary>
    public string? Fan { get; init; }

    /// <summary>Over-current events since boot by counter of <c>soctherm_oc</c> (<c>oc1_event_cnt</c>); empty where there is none.</summary>
    public IReadOnlyDictionary<string, long> OverCurrentEvents { get; init; } = new Dictionary<string, long>();

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => Model is not null || L4tRelease is not null || PowerModeName is not null || OverCurrentEvents.Count > 0;

    /// <summary>
    /// Reads it. Starts <c>nvpmodel</c> and, as root, <c>jetson_clocks</c> only on a Jetson where they are there and the root is <c>/</c>, for at most 5 s each; elsewhere
    /// their files are read. Does not throw.
    /// </summary>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public static BoardState Read(string root = "/")
    {
        return new BoardReader(new BoardFiles(root)).Read();
    }
}
