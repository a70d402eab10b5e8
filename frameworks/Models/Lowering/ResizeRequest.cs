using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Lowering;

/// <summary>A Resize or Upsample node read: opset 7 has scales as an attribute, 9 as second input, 11 region and sizes, 18 axes, aspect ratio and antialiasing.</summary>
/// <param name="Axes">What happens along each axis of the input.</param>
/// <param name="Mode"><c>nearest</c>, <c>linear</c> or <c>cubic</c>.</param>
/// <param name="Transformation">Of coordinates.</param>
/// <param name="NearestMode">How a coordinate between two elements is rounded.</param>
/// <param name="CubicA">The coefficient of the cubic.</param>
/// <param name="ExcludesOutside">Whether elements outside weigh nothing; else the outermost elements are repeated.</param>
/// <param name="IsAntialiased">Whether a smaller output averages over more elements.</param>
/// <param name="Extrapolation">What stands for coordinates outside with <c>tf_crop_and_resize</c>.</param>
public sealed record ResizeRequest(
    IReadOnlyList<ResizeAxis> Axes, string Mode, string Transformation, string NearestMode, float CubicA, bool ExcludesOutside, bool IsAntialiased, float Extrapolation)
{
    // Until opset 10 there were no choices. ONNX Runtime, the reference of the suite, takes the next element when it makes smaller, as ONNX's test of that opset did.
    private const string OldNearestMode = "simple";

    /// <summary>Reads a node.</summary>
    /// <param name="node">The node.</param>
    /// <exception cref="NotLoweredException">A scale, size or region depends on the data, an attribute is not known, or engines and ONNX's own tests compute something else.</exception>
    public static ResizeRequest Of(OperatorNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        ResizeRequest request = Read(node);
        bool isEmpty = request.Axes.Any(static axis => axis.In < 1 || axis.Out < 1);
        bool isKnown = request.Mode == "nearest" || (request.Mode is "linear" or "cubic" && node.Type(0).IsFloat());
        string? problem = isEmpty ? "a tensor without elements"
            : request.FindDispute() is { } dispute ? dispute
            : isKnown ? null : $"mode {request.Mode} of {node.Type(0).ToName()}";
        return problem is null ? request : throw node.NotLowered(problem);
    }

    private static ResizeRequest Read(OperatorNode node)
    {
        bool isOld = node.Opset < 11 || node.Proto.OpType == "Upsample";
        string mode = node.Proto.GetText("mode", "nearest");
        return new ResizeRequest(
            ReadAxes(node),
            mode is "bilinear" ? "linear" : mode,
            isOld ? "asymmetric" : node.Proto.GetText("coordinate_transformation_mode", "half_pixel"),
            isOld ? OldNearestMode : node.Proto.GetText("nearest_mode", "round_prefer_floor"),
            node.Proto.GetFloat("cubic_coeff_a", -0.75f),
            node.Proto.GetInt("exclude_outside", 0) != 0,
            node.Proto.GetInt("antialias", 0) != 0,
            node.Proto.GetFloat("extrapolation_value", 0));
    }

    // What engines and ONNX's own tests compute differently, so that no result would be right; null when there is nothing.
    private string? FindDispute()
    {
        bool isCrop = Transformation == "tf_crop_and_resize";
        foreach (ResizeAxis axis in Axes.Where(axis => !axis.IsIdentity(Transformation)))
        {
            bool isRounded = Math.Abs((axis.Scale * axis.In) - axis.Out) > 1e-3f;
            if (Transformation == "align_corners" && isRounded && axis.Out > 1)
            {
                return $"align_corners of {axis.In} elements by {axis.Scale.ToString("R", CultureInfo.InvariantCulture)}: whether the last corner is at the rounded size is disputed";
            }

            if (axis.In == axis.Out && axis.Scale != 1)
            {
                return $"a scale of {axis.Scale.ToString("R", CultureInfo.InvariantCulture)} that keeps {axis.In} elements: whether it moves them is disputed";
            }

            if (isCrop && (axis.Scale == 1 || isRounded))
            {
                return "tf_crop_and_resize that keeps the size or has scales: its size and coordinates are disputed";
            }
        }

        return null;
    }

    private static ResizeAxis[] ReadAxes(OperatorNode node)
    {
        long[] input = node.Shape(0);
        int[] axes = node.Proto.GetInts("axes") is { Length: > 0 } given
            ? Array.ConvertAll(given, axis => OperatorNode.Axis(axis, input.Length))
            : [.. Enumerable.Range(0, input.Length)];
        double[] region = HasElements(node, 1) && node.Opset >= 11 && node.Proto.GetText("coordinate_transformation_mode", "") == "tf_crop_and_resize"
            ? node.FindFloats(1) ?? throw node.NotLowered("its region depends on the data")
            : [.. axes.Select(static _ => 0.0), .. axes.Select(static _ => 1.0)];
        ResizeAxis[] changed = HasElements(node, 3) ? FromSizes(node, axes, region) : FromScales(node, axes, region);
        ResizeAxis[] all = Array.ConvertAll(input, static size => new ResizeAxis(size, size, 1, 0, 1));
        for (int i = 0; i < axes.Length; i++)
        {
            all[axes[i]] = changed[i];
        }

        return all;
    }

    // Exporters leave an input out by an empty tensor, too.
    private static bool HasElements(OperatorNode node, int input)
    {
        return node.Has(input) && node.FindShape(input) is not [0];
    }

    private static ResizeAxis[] FromSizes(OperatorNode node, int[] axes, double[] region)
    {
        long[] sizes = node.FindIntegers(3) ?? throw node.NotLowered("its sizes depend on the data");
        long[] input = [.. axes.Select(axis => node.Shape(0)[axis])];
        double[] scales = [.. sizes.Zip(input, static (size, own) => (double)size / own)];
        string policy = node.Proto.GetText("keep_aspect_ratio_policy", "stretch");
        if (policy != "stretch")
        {
            double common = policy == "not_larger" ? scales.Min() : scales.Max();
            Array.Fill(scales, common);
            // Half up, as the specification's round_int.
            sizes = Array.ConvertAll(input, own => (long)Math.Floor((common * own) + 0.5));
        }

        return [.. Enumerable.Range(0, axes.Length).Select(i =>
            new ResizeAxis(input[i], sizes[i], (float)scales[i], (float)region[i], (float)region[i + axes.Length]))];
    }

    private static ResizeAxis[] FromScales(OperatorNode node, int[] axes, double[] region)
    {
        int index = node.Opset >= 11 && node.Proto.OpType == "Resize" ? 2 : 1;
        double[] scales = node.Has(index)
            ? node.FindFloats(index) ?? throw node.NotLowered("its scales depend on the data")
            : [.. (node.Proto.GetFloats("scales") ?? throw new InvalidOperationException("it has neither scales nor sizes")).Select(static scale => (double)scale)];
        return [.. Enumerable.Range(0, axes.Length).Select(i =>
        {
            long own = node.Shape(0)[axes[i]];
            float part = (float)(region[i + axes.Length] - region[i]);
            return new ResizeAxis(own, (long)MathF.Floor(own * part * (float)scales[i]), (float)scales[i], (float)region[i], (float)region[i + axes.Length]);
        })];
    }

    /// <summary>For each element of the output along an axis the element of the input.</summary>
    /// <exception cref="InvalidOperationException">The rounding or the transformation is not known.</exception>
    public long[] NearestIndices(ResizeAxis axis)
    {
        long[] indices = new long[axis.Out];
        for (int i = 0; i < indices.Length; i++)
        {
            // Rounded in double precision: adding a half in single would itself round up what lies just below.
            double at = axis.IsIdentity(Transformation) ? i : axis.Coordinate(Transformation, i);
            double rounded = NearestMode switch
            {
                OldNearestMode => axis.Scale < 1 ? Math.Ceiling(at) : Math.Floor(at),
                "round_prefer_floor" => Math.Ceiling(at - 0.5),
                "round_prefer_ceil" => Math.Floor(at + 0.5),
                "floor" => Math.Floor(at),
                "ceil" => Math.Ceiling(at),
                _ => double.NaN,
            };
            indices[i] = double.IsNaN(rounded)
                ? throw new InvalidOperationException($"{NearestMode} of {Transformation}")
                : Math.Clamp((long)rounded, 0, axis.In - 1);
        }

        return indices;
    }

    /// <summary>The elements of the output along an axis that lie outside of what is there and take the extrapolation value.</summary>
    public long[] Outside(ResizeAxis axis)
    {
        return Transformation != "tf_crop_and_resize" || axis.IsIdentity(Transformation) ? []
            : [.. Enumerable.Range(0, (int)axis.Out).Where(i => axis.Coordinate(Transformation, i) is var at && (at < 0 || at > axis.In - 1)).Select(static i => (long)i)];
    }
}
