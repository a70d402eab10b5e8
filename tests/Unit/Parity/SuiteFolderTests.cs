using InferenceBench.Parity;
using InferenceBench.Tests.Unit.Cli;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class SuiteFolderTests
{
    [Fact]
    public void Models_of_every_kind_are_found_and_incomplete_ones_noted()
    {
        using var folder = new TemporaryFolder();
        folder.Text("a.onnx", "");
        folder.Raw("a.in.f32", 1);
        folder.Raw("a.out.f32", 1);
        folder.Text("b.pt", "");
        Directory.CreateDirectory(Path.Combine(folder.Root, "c"));
        Directory.CreateDirectory(Path.Combine(folder.Root, "unrelated"));
        foreach (string name in new[] { "b", "c" })
        {
            folder.Raw(name + ".in.f32", 1);
            folder.Raw(name + ".out.f32", 1);
        }

        folder.Text("lonely.onnx", "");
        folder.Raw("lonely.in.f32", 1);
        folder.Text("expected.json", """{"b.pt": {"inputShape": [1, 1]}, "c": {"inputShape": [null, 1]}, "x": 3}""");

        SuiteFolder suite = SuiteFolder.Read(folder.Root, []);

        Assert.Equal(["a", "b", "c"], suite.Tasks.Select(static task => task.Model));
        Assert.Equal([".onnx", ".pt", "/"], suite.Tasks.Select(static task => task.Extension));
        Assert.Empty(suite.Tasks[0].InputShapes);
        Assert.Equal([1, 1], suite.Tasks[1].InputShapes[""]);
        Assert.Equal([-1, 1], suite.Tasks[2].InputShapes[""]);
        Assert.Equal("lonely.onnx is left out: lonely.in.f32 and lonely.out.f32 are not both beside it", Assert.Single(suite.Notes));
    }

    [Fact]
    public void A_file_of_a_frameworks_own_kind_is_a_model()
    {
        using var folder = new TemporaryFolder();
        folder.Text("a.net", "");
        folder.Raw("a.in.f32", 1);
        folder.Raw("a.out.f32", 1);

        Assert.Empty(SuiteFolder.Read(folder.Root, []).Tasks);
        Assert.Single(SuiteFolder.Read(folder.Root, [new ScriptedFramework("engine").Descriptor with { ModelExtensions = [".net"] }]).Tasks);
    }

    [Fact]
    public void A_damaged_expected_json_is_refused_with_the_folder()
    {
        using var folder = new TemporaryFolder();
        folder.Text("expected.json", "{");

        Assert.StartsWith($"{folder.Root} cannot be read: ", Assert.Throws<ParityException>(() => SuiteFolder.Read(folder.Root, [])).Message, StringComparison.Ordinal);
    }
}
