using InferenceBench.Contracts;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Contracts;

public sealed class ShimFactsTests
{
    [Fact]
    public void Values_are_found_by_their_keys_and_what_is_empty_is_not_there()
    {
        ShimFacts facts = ShimFacts.Parse(["tensorrt = /opt/a=b ", "version=10.3.0", "remedy=", "no line"]);

        Assert.Equal(("/opt/a=b", "10.3.0", null, null, null), (facts.Find("tensorrt"), facts.Find("version"), facts.Remedy, facts.Reason, facts.Find("other")));
    }

    [Fact]
    public void A_shim_that_was_not_built_says_why_and_what_to_do()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "shim.txt");
        File.WriteAllLines(path, ["reason=no headers", "remedy=install them"]);

        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => ShimFacts.Read(path, "build again"));

        Assert.Equal(("not built: no headers", "install them"), (e.Message, e.Remedy));
    }

    [Fact]
    public void Without_the_file_the_general_remedy_is_told()
    {
        NativeLibraryException e = Assert.Throws<NativeLibraryException>(() => ShimFacts.Read("/no/such/file", "build again"));

        Assert.Equal(("not built: there is no /no/such/file", "build again"), (e.Message, e.Remedy));
    }
}
