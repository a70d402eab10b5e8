using InferenceBench.Models.Catalogue.Architectures;

namespace InferenceBench.Models.Catalogue;

/// <summary>The models that this project builds itself.</summary>
public static class ModelCatalogue
{
    /// <summary>Seed of the weights unless the user gives another.</summary>
    public const ulong DefaultSeed = 1;

    private const string Residual = "resnet";
    private const string MobileV3 = "mobilenet_v3";
    private const string Classic = "classic";

    private static readonly long[] s_imagenet = [1, 3, 224, 224];
    private static readonly long[] s_imagenetChannelsLast = [1, 224, 224, 3];
    private static readonly long[] s_cifar = [1, 3, 32, 32];

    /// <summary>All entries, in the order of tables.</summary>
    public static IReadOnlyList<CatalogueEntry> Entries { get; } =
    [
        new("resnet18", Residual, s_imagenet, Resnet.Basic(2, 2, 2, 2)),
        new("resnet34", Residual, s_imagenet, Resnet.Basic(3, 4, 6, 3)),
        new("resnet50", Residual, s_imagenet, Resnet.Bottleneck(3, 4, 6, 3)),
        new("resnet101", Residual, s_imagenet, Resnet.Bottleneck(3, 4, 23, 3)),
        new("resnet152", Residual, s_imagenet, Resnet.Bottleneck(3, 8, 36, 3)),
        new("resnet8", Residual, s_cifar, CifarResnet.Resnet8),
        new("resnet56", Residual, s_cifar, CifarResnet.Resnet56),
        new("mobilenet_v3_small", MobileV3, s_imagenet, MobileNetV3.Torchvision(MobileNetV3Block.Small, 1024)),
        new("mobilenet_v3_large", MobileV3, s_imagenet, MobileNetV3.Torchvision(MobileNetV3Block.Large, 1280)),
        new("mobilenet_v3_large_keras", MobileV3, s_imagenetChannelsLast, InputRange.Pixels, MobileNetV3.KerasLarge),
        new("mobilenet_v2", Classic, s_imagenet, MobileNetV2.Build),
        new("alexnet", Classic, s_imagenet, Alexnet.Build),
        new("vgg16", Classic, s_imagenet, Vgg.Build16),
        new("squeezenet1_0", Classic, s_imagenet, Squeezenet.Build10),
        new("efficientnet_b0", Classic, s_imagenet, EfficientNet.Build),
        new("mnasnet1_0", Classic, s_imagenet, Mnasnet.Build),
        new("regnet_y_400mf", Classic, s_imagenet, RegnetY.Build),
        new("lenet5", Classic, [1, 1, 32, 32], Lenet.Build5),
    ];

    /// <summary>Finds an entry by its id, case-insensitively; null when there is none.</summary>
    /// <param name="id">The id.</param>
    public static CatalogueEntry? Find(string id)
    {
        return Entries.FirstOrDefault(entry => entry.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
    }
}
