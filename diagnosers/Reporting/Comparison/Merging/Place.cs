namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>Where and in which state a run measured: what its rows share and what keeps rows of other runs apart from them. One object for equal places.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="Hardware">Processor and GPUs; "" when the file does not say. Two machines of one name are not merged.</param>
/// <param name="PowerMode">Power mode, id and name; null where there is none.</param>
/// <param name="IsDirty">Whether the tree differed from its commit; what is not known counts as clean.</param>
internal sealed record Place(string Machine, string Hardware, string? PowerMode, bool IsDirty)
{
    // A hundred thousand rows are looked up by it.
    private readonly int _hash = HashCode.Combine(Machine, Hardware, PowerMode, IsDirty);

    /// <summary>Names of its GPUs in CUDA order.</summary>
    public IReadOnlyList<string> Gpus { get; private init; } = [];

    /// <summary>The place of a run.</summary>
    /// <param name="origin">The run.</param>
    public static Place Of(RowOrigin origin)
    {
        string gpus = string.Join(", ", origin.Description?.Gpus ?? []);
        string hardware = string.Join(", ", new[] { origin.Description?.Cpu, gpus }.Where(static part => part is { Length: > 0 }));
        return new Place(origin.Machine, hardware, origin.PowerMode, origin.IsDirty == true) { Gpus = origin.Description?.Gpus ?? [] };
    }

    /// <summary>Same place: the GPUs are part of the hardware.</summary>
    /// <param name="other">Another place.</param>
    public bool Equals(Place? other)
    {
        return ReferenceEquals(this, other)
            || (other is not null
            && _hash == other._hash
            && Machine == other.Machine
            && Hardware == other.Hardware
            && PowerMode == other.PowerMode
            && IsDirty == other.IsDirty);
    }

    /// <summary>Hash of what <see cref="Equals(Place)"/> compares.</summary>
    public override int GetHashCode()
    {
        return _hash;
    }
}
