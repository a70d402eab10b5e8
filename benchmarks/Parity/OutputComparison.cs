namespace InferenceBench.Parity;

/// <summary>How one output differs from its reference. Statistics cover the elements that are finite on both sides; they are not finite when <see cref="NonFinite"/> is above 0.</summary>
/// <param name="Count">Number of elements.</param>
/// <param name="MaxAbs">Greatest |d|.</param>
/// <param name="MaxAbsIndex">Where; −1 when nothing differs.</param>
/// <param name="MeanAbs">Mean |d|.</param>
/// <param name="MaxRel">Greatest |d| / |ref|; a reference of 0 counts as 2^-52.</param>
/// <param name="Cosine">Lowest cosine similarity of a sample; 1 for two zero vectors.</param>
/// <param name="PsnrDb">20·log10(max |ref| / rms(d)); infinite when nothing differs.</param>
/// <param name="Top1">Share of the samples whose highest value is at the same place, near-ties left out; null when the output holds no class scores or only near-ties.</param>
/// <param name="Outside">Elements outside the tolerance; 0 when elements are not gated.</param>
/// <param name="NonFinite">Elements that are NaN or infinite on one side only, or not the same on both.</param>
internal sealed record OutputComparison(
    int Count,
    double MaxAbs,
    int MaxAbsIndex,
    double MeanAbs,
    double MaxRel,
    double Cosine,
    double PsnrDb,
    double? Top1,
    int Outside,
    int NonFinite);
