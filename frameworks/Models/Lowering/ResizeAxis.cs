namespace InferenceBench.Models.Lowering;

/// <summary>What Resize does along one axis.</summary>
/// <param name="In">Elements of the input.</param>
/// <param name="Out">Elements of the output.</param>
/// <param name="Scale">The factor that coordinates are computed with; Out / In only roughly where Out was rounded.</param>
/// <param name="RegionStart">Start of the region of <c>tf_crop_and_resize</c>, 1 for the last element.</param>
/// <param name="RegionEnd">Its end.</param>
public sealed record ResizeAxis(long In, long Out, float Scale, float RegionStart, float RegionEnd)
{
    /// <summary>Whether the axis stays as it is, in every mode.</summary>
    public bool IsIdentity(string transformation)
    {
        return In == Out && Scale == 1 && (transformation != "tf_crop_and_resize" || (RegionStart == 0 && RegionEnd == 1));
    }

    /// <summary>The coordinate in the input that an element of the output stands for.</summary>
    /// <param name="transformation">The node's <c>coordinate_transformation_mode</c>.</param>
    /// <param name="at">Index of the element.</param>
    /// <returns>NaN for a transformation that is not known.</returns>
    public float Coordinate(string transformation, long at)
    {
        // In single precision, as engines compute it: half a rounding decides between neighbours.
        return transformation switch
        {
            "half_pixel" => ((at + 0.5f) / Scale) - 0.5f,
            "half_pixel_symmetric" => (In / 2f * (1 - (Out / (Scale * In)))) + ((at + 0.5f) / Scale) - 0.5f,
            "pytorch_half_pixel" => Out == 1 ? 0 : ((at + 0.5f) / Scale) - 0.5f,
            "asymmetric" => at / Scale,
            "align_corners" => Out == 1 ? 0 : at * (float)(In - 1) / (Out - 1),
            "tf_half_pixel_for_nn" => (at + 0.5f) / Scale,
            "tf_crop_and_resize" => Out == 1
                ? 0.5f * (RegionStart + RegionEnd) * (In - 1)
                : (RegionStart * (In - 1)) + (at * (RegionEnd - RegionStart) * (In - 1) / (Out - 1)),
            _ => float.NaN,
        };
    }
}
