namespace InferenceBench.Models.Shapes;

/// <summary>Bounds what folding may hold in memory, whatever a file asks for.</summary>
internal sealed class FoldBudget
{
    /// <summary>Most integers in one folded tensor: index tables of window attention have some hundreds.</summary>
    public const int MaxIntegers = 4096;

    /// <summary>Most floats in one folded tensor: resize scales and region bounds have one per axis.</summary>
    public const int MaxFloats = 256;

    // 8 MiB for all folded tensors of a graph together.
    private long _remaining = 1 << 20;

    /// <summary>Takes room for a tensor; false when it is too big or nothing is left.</summary>
    /// <param name="elements">Number of elements.</param>
    /// <param name="isFloat">Whether they are floats.</param>
    public bool TryTake(long elements, bool isFloat)
    {
        if (elements > (isFloat ? MaxFloats : MaxIntegers) || elements > _remaining)
        {
            return false;
        }

        // At least a little for each, so that many empty tensors end, too.
        _remaining -= Math.Max(elements, 8);
        return true;
    }
}
