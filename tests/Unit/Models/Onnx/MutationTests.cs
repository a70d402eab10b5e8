using System.Globalization;
using Google.Protobuf;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Onnx;

/// <summary>Damaged files: whatever is wrong with them, a model loads or is refused with a message.</summary>
public sealed class MutationTests
{
    private const int Files = 2000;
    private const int Seed = 20;
    private const long AllowanceBytes = 64 << 20;

    // Edges of the wire format: lengths of 1 to 5 bytes, and a number that is negative as an int64.
    private static readonly byte[][] s_varints =
    [
        [0x00], [0x01], [0x7F], [0xFF, 0x01], [0xFF, 0xFF, 0x03], [0xFF, 0xFF, 0xFF, 0xFF, 0x07],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10],
    ];

    [Fact(Timeout = 240_000)]
    public async Task A_damaged_file_loads_or_is_refused_with_its_name_and_takes_little_memory()
    {
        await Task.Run(Run, TestContext.Current.CancellationToken);
    }

    private static void Run()
    {
        using var folder = new TempFolder();
        byte[][] originals = [SmallModels.Convolution().ToByteArray(), VariousModel.Create().ToByteArray(), ReadExport("resnet_tiny_external_data.onnx")];
        // Shared code (descriptors, tables) is set up outside the measured loads.
        Use(folder, originals[1]);
        int loaded = 0;
        for (int i = 0; i < Files; i++)
        {
            var random = new Random((Seed * Files) + i);
            // Small files most of the time: more of each mutation meets something that matters.
            byte[] original = originals[i % 10 == 0 ? 2 : i % 2];
            byte[] mutated = Mutate(original, random);
            try
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                loaded += Use(folder, mutated) ? 1 : 0;
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated < (2L * mutated.Length) + AllowanceBytes, $"{allocated} bytes allocated for a file of {mutated.Length}");
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, file {i}"), e);
            }
        }

        Assert.InRange(loaded, Files / 20, Files - (Files / 20));
    }

    private static bool Use(TempFolder folder, byte[] bytes)
    {
        string path = folder.File("m.onnx");
        File.WriteAllBytes(path, bytes);
        try
        {
            OnnxModel model = OnnxModel.Load(path);
            var none = new Dictionary<string, long[]>();
            ModelInfo.Of(model, null, none);
            ModelSignature.Resolve(model, null, none);
            return true;
        }
        catch (OnnxModelException e)
        {
            Assert.StartsWith(path + ": ", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int edits = random.Next(1, 5); edits > 0 && bytes.Count > 1; edits--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 64), bytes.Count - at));
                    break;
                case 2:
                    int from = random.Next(original.Length);
                    bytes.InsertRange(at, original[from..Math.Min(original.Length, from + random.Next(1, 200))]);
                    break;
                case 3:
                    byte[] varint = s_varints[random.Next(s_varints.Length)];
                    bytes.RemoveAt(at);
                    bytes.InsertRange(at, varint);
                    break;
                case 4:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 5:
                    // Same length, so that the structure stays and the content is wrong.
                    bytes[at] = (byte)(bytes[at] + (random.Next(2) == 0 ? 1 : -1));
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] ReadExport(string name)
    {
        return File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "models", "exports", name));
    }
}
