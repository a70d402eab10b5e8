namespace InferenceBench.Models.Conversion;

/// <summary>In which precisions a float32 value of the source exists after the conversion.</summary>
/// <param name="name">Its name in the source.</param>
/// <param name="isWeight">Whether it is a constant, which is written in whatever precision is read.</param>
/// <param name="isLow">Whether its node makes it in the new precision.</param>
internal sealed class ValueForm(string name, bool isWeight, bool isLow)
{
    /// <summary>Whether its node makes it in the new precision.</summary>
    public bool IsLow => isLow;

    /// <summary>Whether somebody reads it in the new precision.</summary>
    public bool NeedsLow { get; set; }

    /// <summary>Whether somebody reads it in fp32.</summary>
    public bool NeedsSingle { get; set; }

    /// <summary>Whether it exists in the new precision.</summary>
    public bool HasLow => NeedsLow || isLow;

    /// <summary>Whether it exists in fp32.</summary>
    public bool HasSingle => NeedsSingle || (isWeight ? !NeedsLow : !isLow);

    /// <summary>Its name in fp32: the one in the source, so that graphs inside nodes find it.</summary>
    public string SingleName { get; } = name;

    /// <summary>Its name in the new precision: the one in the source where that is the only one.</summary>
    public string LowName { get; set; } = name;
}
