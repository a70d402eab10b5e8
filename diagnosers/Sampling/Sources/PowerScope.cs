namespace InferenceBench.Sampling.Sources;

/// <summary>What a reading covers. Energies of different scopes overlap and are never added.</summary>
public enum PowerScope
{
    /// <summary>One graphics processor with its board, as NVML reads it.</summary>
    Gpu,

    /// <summary>A whole module: processors, memory and their regulators, without the carrier board.</summary>
    Module,

    /// <summary>One supply rail.</summary>
    Rail,

    /// <summary>One processor package.</summary>
    Package,

    /// <summary>Memory that hangs on a processor package and is not inside it.</summary>
    Dram,

    /// <summary>The input of a whole board.</summary>
    Board,
}
