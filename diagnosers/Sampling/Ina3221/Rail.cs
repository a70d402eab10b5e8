namespace InferenceBench.Sampling.Ina3221;

/// <summary>One input of a chip with something connected to it.</summary>
internal sealed record Rail
{
    /// <summary>Its label; <see cref="Place"/> where the device tree gives none.</summary>
    public required string Name { get; init; }

    /// <summary>Bus, address and channel as the driver counts: <c>1-0041/ch3</c>.</summary>
    public required string Place { get; init; }

    /// <summary>Its files; null when it can never be read.</summary>
    public RailInput? Input { get; init; }

    /// <summary>Why it could not be read when it was found; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether this user may not read it.</summary>
    public bool IsDenied { get; init; }

    /// <summary>Standard uncertainty of its zero in watts; 0 when it is not known.</summary>
    public double OffsetUncertaintyWatts { get; init; }
}
