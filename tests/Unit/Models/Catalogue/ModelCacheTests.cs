using Google.Protobuf;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Catalogue;

public sealed class ModelCacheTests : IDisposable
{
    private static readonly CatalogueEntry s_entry = ModelCatalogue.Find("lenet5")!;
    private readonly string _folder = Directory.CreateTempSubdirectory("inferencebench-cache-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_model_is_written_once_and_leaves_nothing_else_behind()
    {
        string path = ModelCache.GetPath(s_entry, 1, _folder);
        DateTime written = File.GetLastWriteTimeUtc(path);

        Assert.Equal(path, ModelCache.GetPath(s_entry, 1, _folder));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
        Assert.Equal(s_entry.Build(1).ToByteArray(), File.ReadAllBytes(path));
    }

    [Fact]
    public void Another_seed_or_model_is_another_file()
    {
        string[] paths =
        [
            ModelCache.GetPath(s_entry, 1, _folder),
            ModelCache.GetPath(s_entry, 2, _folder),
            ModelCache.GetPath(ModelCatalogue.Find("resnet8")!, 1, _folder),
        ];
        Assert.Equal(3, paths.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void A_truncated_file_is_built_again(long length)
    {
        string path = ModelCache.GetPath(s_entry, 1, _folder);
        byte[] whole = File.ReadAllBytes(path);
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(length);
        }

        Assert.Equal(path, ModelCache.GetPath(s_entry, 1, _folder));
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public void Those_who_ask_at_the_same_time_get_the_same_whole_file()
    {
        CatalogueEntry entry = ModelCatalogue.Find("squeezenet1_0")!;
        byte[] expected = entry.Build(1).ToByteArray();
        Parallel.For(0, 8, _ => Assert.Equal(expected.Length, new FileInfo(ModelCache.GetPath(entry, 1, _folder)).Length));

        string path = Assert.Single(Directory.GetFileSystemEntries(_folder));
        Assert.Equal(expected, File.ReadAllBytes(path));
    }

    [Fact]
    public void The_size_of_every_file_is_known_before_it_is_built()
    {
        foreach (CatalogueEntry entry in ModelCatalogue.Entries.Where(static entry => entry.Parameters < 6_000_000))
        {
            Assert.Equal(entry.Build(1).CalculateSize(), entry.Blueprint.FileSizeBytes());
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_with_the_remedy()
    {
        string folder = Path.Combine(_folder, "file");
        File.WriteAllText(folder, string.Empty);

        OnnxModelException exception = Assert.Throws<OnnxModelException>(() => ModelCache.GetPath(s_entry, 1, folder));
        Assert.StartsWith($"lenet5: cannot write the model cache {folder}: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("set INFERENCEBENCH_CACHE to a folder with 1 MiB free", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Theory]
    [InlineData("/chosen", "/xdg", "/home/me", "/chosen")]
    [InlineData("", "/xdg", "/home/me", "/xdg/inferencebench")]
    [InlineData(null, "relative", "/home/me", "/home/me/.cache/inferencebench")]
    [InlineData(null, null, "/home/me", "/home/me/.cache/inferencebench")]
    public void The_folder_is_the_chosen_one_or_the_customary_one(string? chosen, string? caches, string home, string expected)
    {
        Assert.Equal(expected, ModelCache.ChooseFolder(name => name == ModelCache.FolderVariable ? chosen : caches, home, "/tmp"));
    }

    [Fact]
    public void Without_a_home_the_folder_is_a_temporary_one_of_the_user()
    {
        Assert.Equal($"/tmp/inferencebench-{Environment.UserName}", ModelCache.ChooseFolder(static _ => null, string.Empty, "/tmp"));
    }
}
