namespace InferenceBench.Sampling.Ina3221;

/// <summary>How watts follow from a rail's files.</summary>
internal enum RailFormula
{
    /// <summary>One file in mW.</summary>
    Milliwatts,

    /// <summary>One file in uW.</summary>
    Microwatts,

    /// <summary>A file in mV times a file in mA.</summary>
    MillivoltsTimesMilliamperes,

    /// <summary>One file with mV and mA of the same conversion.</summary>
    MillivoltsAndMilliamperes,
}
