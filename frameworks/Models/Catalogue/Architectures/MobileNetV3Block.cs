namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>One row of the tables of Howard et al. 2019, Searching for MobileNetV3.</summary>
/// <param name="Kernel">Side of the depthwise kernel.</param>
/// <param name="Expanded">Channels of the depthwise convolution.</param>
/// <param name="Channels">Output channels.</param>
/// <param name="Excited">Whether squeeze and excitation follows the depthwise convolution.</param>
/// <param name="Swish">HardSwish rather than ReLU.</param>
/// <param name="Stride">Stride of the depthwise convolution.</param>
internal sealed record MobileNetV3Block(int Kernel, int Expanded, int Channels, bool Excited, bool Swish, int Stride)
{
    /// <summary>Table 1: large.</summary>
    public static IReadOnlyList<MobileNetV3Block> Large { get; } =
    [
        new(3, 16, 16, false, false, 1),
        new(3, 64, 24, false, false, 2),
        new(3, 72, 24, false, false, 1),
        new(5, 72, 40, true, false, 2),
        new(5, 120, 40, true, false, 1),
        new(5, 120, 40, true, false, 1),
        new(3, 240, 80, false, true, 2),
        new(3, 200, 80, false, true, 1),
        new(3, 184, 80, false, true, 1),
        new(3, 184, 80, false, true, 1),
        new(3, 480, 112, true, true, 1),
        new(3, 672, 112, true, true, 1),
        new(5, 672, 160, true, true, 2),
        new(5, 960, 160, true, true, 1),
        new(5, 960, 160, true, true, 1),
    ];

    /// <summary>Table 2: small.</summary>
    public static IReadOnlyList<MobileNetV3Block> Small { get; } =
    [
        new(3, 16, 16, true, false, 2),
        new(3, 72, 24, false, false, 2),
        new(3, 88, 24, false, false, 1),
        new(5, 96, 40, true, true, 2),
        new(5, 240, 40, true, true, 1),
        new(5, 240, 40, true, true, 1),
        new(5, 120, 48, true, true, 1),
        new(5, 144, 48, true, true, 1),
        new(5, 288, 96, true, true, 2),
        new(5, 576, 96, true, true, 1),
        new(5, 576, 96, true, true, 1),
    ];
}
