namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Where.</summary>
internal static class SelectionRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Where"] = Where;
    }

    private static void Where(OperatorContext context)
    {
        long[]? shape = Dimension.Broadcast(Dimension.Broadcast(context.Shape(0), context.Shape(1)), context.Shape(2));
        ConstantTensor? folded = null;
        if (context.Constant(0) is { IsComplete: true, Integers: not null } condition
            && context.Constant(1) is { Integers: not null } yes && context.Constant(2) is { Integers: not null } no
            && context.CanFold(shape, isFloat: false))
        {
            folded = Fold(condition, yes, no, shape!);
        }

        context.Set(0, context.Type(1), shape, folded);
    }

    private static ConstantTensor Fold(ConstantTensor condition, ConstantTensor yes, ConstantTensor no, long[] shape)
    {
        int[] conditionIndices = IndexMap.Broadcast(condition.Shape, shape);
        int[] yesIndices = IndexMap.Broadcast(yes.Shape, shape);
        int[] noIndices = IndexMap.Broadcast(no.Shape, shape);
        var values = new long[conditionIndices.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = condition.Integers![conditionIndices[i]] != 0 ? yes.Integers![yesIndices[i]] : no.Integers![noIndices[i]];
        }

        return ConstantTensor.Of(yes.Type, shape, values);
    }
}
