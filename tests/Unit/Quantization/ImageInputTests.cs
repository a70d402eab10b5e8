using InferenceBench.Contracts;
using InferenceBench.Quantization.Images;
using Xunit;

namespace InferenceBench.Tests.Unit.Quantization;

public sealed class ImageInputTests
{
    private static readonly PixelScaling s_none = new([0, 0, 0], [1, 1, 1]);

    [Fact]
    public void Channels_come_first_or_last_as_the_input_has_them()
    {
        var image = new PixelImage(1, 2, [255, 0, 51, 0, 255, 102]);

        Assert.Equal([1, 0, 0, 1, 0.2f, 0.4f], Find(1, 3, 2, 1)!.Convert(image, s_none));
        Assert.Equal([1, 0, 0.2f, 0, 1, 0.4f], Find(1, 2, 1, 3)!.Convert(image, s_none));
    }

    [Fact]
    public void One_channel_gets_the_brightness()
    {
        float[] values = Find(1, 1, 1, 3)!.Convert(new PixelImage(3, 1, [255, 255, 255, 0, 0, 0, 0, 255, 0]), new PixelScaling([0], [1]));

        Assert.Equal(1, values[0], 1e-5);
        Assert.Equal(0, values[1], 1e-5);
        Assert.Equal(0.587, values[2], 1e-5);
    }

    [Fact]
    public void Pixels_are_normalised_or_spread_over_a_range()
    {
        Assert.Equal((1 - 0.456f) / 0.224f, PixelScaling.ImageNet.Apply(255, 1), 1e-5);
        Assert.Equal(-0.485f / 0.229f, PixelScaling.ImageNet.Apply(0, 0), 1e-5);
        var range = PixelScaling.To(-1, 3, 1);
        Assert.Equal((-1, 3), (Math.Round(range.Apply(0, 0), 4), Math.Round(range.Apply(255, 0), 4)));
    }

    [Theory]
    [InlineData(2, 3, 8, 8)]
    [InlineData(1, 4, 8, 8)]
    public void An_input_of_another_batch_or_other_channels_takes_no_images(long a, long b, long c, long d)
    {
        Assert.Null(Find(a, b, c, d));
    }

    [Theory]
    [InlineData(400, 300)]
    [InlineData(30, 40)]
    [InlineData(7, 500)]
    public void An_image_of_one_colour_stays_so_at_every_size(int width, int height)
    {
        var image = new PixelImage(width, height, [.. Enumerable.Range(0, width * height * 3).Select(static i => (byte)(10 * (1 + (i % 3))))]);

        float[] resized = ImageResizer.Resize(image, 24, 16);

        Assert.Equal(24 * 16 * 3, resized.Length);
        for (int i = 0; i < resized.Length; i++)
        {
            Assert.Equal(10 * (1 + (i % 3)), resized[i], 1e-3);
        }
    }

    [Fact]
    public void Scaling_keeps_the_middle_and_what_is_left_of_it_left()
    {
        // A ramp from left to right: 0 to 254.
        var image = new PixelImage(128, 128, [.. Enumerable.Range(0, 128 * 128 * 3).Select(static i => (byte)(i / 3 % 128 * 2))]);

        float[] resized = ImageResizer.Resize(image, 16, 16);

        // 7/8 of 128 pixels, 7 for each: the first covers 8 to 15, whose middle is at 11.
        Assert.Equal(22, resized[0], 0.5);
        Assert.Equal(232, resized[15 * 3], 0.5);
        Assert.Equal(resized[..48], resized[^48..]);
    }

    private static ImageInput? Find(params long[] shape)
    {
        return ImageInput.Find(new TensorSpec("x", ElementType.Float32, shape));
    }
}
