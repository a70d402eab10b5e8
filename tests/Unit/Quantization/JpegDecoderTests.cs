using InferenceBench.Quantization.Images;
using InferenceBench.Tests.Unit.Architecture;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Quantization;

/// <summary>Against files that libjpeg-turbo's cjpeg wrote, and what its djpeg makes of them (exact cosine transform).</summary>
public sealed class JpegDecoderTests
{
    // Two decoders may round a sample and a colour differently.
    private const int Tolerance = 2;

    private static readonly string s_folder = Path.Combine(Checkout.Root, "tests", "Unit", "Data", "images");

    public static TheoryData<string> Files => [.. Directory.GetFiles(s_folder, "*.jpg").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pixels_are_those_of_libjpeg(string name)
    {
        PixelImage actual = ImageReader.Read(Path.Combine(s_folder, name + ".jpg"));
        PixelImage expected = ImageReader.Read(Path.Combine(s_folder, name + ".ppm"));

        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        Assert.All(expected.Rgb.Zip(actual.Rgb), static pair => Assert.InRange(pair.Second, pair.First - Tolerance, pair.First + Tolerance));
    }

    [Fact]
    public void There_are_files_of_every_kind()
    {
        Assert.Equal(6, Files.Count);
    }

    [Fact]
    public void A_file_that_is_cut_off_or_changed_anywhere_is_an_image_or_refused_with_its_path()
    {
        const int Seed = 4;
        var random = new Random(Seed);
        using var folder = new TempFolder();
        string file = folder.File("damaged.jpg");
        byte[] whole = File.ReadAllBytes(Path.Combine(s_folder, "cjpeg_2.1.5_progressive_420.jpg"));
        int refused = 0;
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = i % 2 == 0 ? whole[..random.Next(whole.Length - 2)] : [.. whole];
            if (i % 2 == 1)
            {
                damaged[random.Next(2, damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(file, damaged);
            try
            {
                Assert.NotEmpty(ImageReader.Read(file).Rgb);
            }
            catch (InvalidDataException e)
            {
                refused++;
                Assert.StartsWith(file, e.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 200, 399);
    }
}
