using System.IO.Compression;
using InferenceBench.Frameworks.Torch;
using InferenceBench.Tests.Unit.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class TorchScriptFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData("net/code/__torch__.py")]
    [InlineData("net/constants.pkl")]
    public void An_archive_with_a_program_is_one(string entry)
    {
        Assert.Null(TorchScriptFile.ProblemOf(Archive("net/data.pkl", entry)));
    }

    [Fact]
    public void A_state_dict_is_told_apart_and_how_to_save_the_model()
    {
        Assert.Contains("torch.jit.trace", TorchScriptFile.ProblemOf(Archive("net/data.pkl", "net/data/0")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_off_empty_or_something_else_is_told()
    {
        byte[] whole = File.ReadAllBytes(Archive("net/data.pkl", "net/code/net.py"));
        byte[][] damaged = [[], whole[..(whole.Length / 2)], whole[..^1], [1, 2, 3, 4]];
        Assert.All(damaged, content =>
        {
            string file = Path.Combine(_folder.Root, "damaged.pt");
            File.WriteAllBytes(file, content);
            Assert.StartsWith("it is no TorchScript file, or is cut off", TorchScriptFile.ProblemOf(file), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        Assert.StartsWith("it cannot be read: ", TorchScriptFile.ProblemOf(_folder.Root), StringComparison.Ordinal);
    }

    private string Archive(params string[] entries)
    {
        string file = Path.Combine(_folder.Root, "net.pt");
        using ZipArchive archive = new(File.Create(file), ZipArchiveMode.Create);
        foreach (string entry in entries)
        {
            using Stream content = archive.CreateEntry(entry, CompressionLevel.NoCompression).Open();
            content.Write("content"u8);
        }

        return file;
    }
}
