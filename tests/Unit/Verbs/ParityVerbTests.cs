using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Registry;
using InferenceBench.Verbs;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs;

public sealed class ParityVerbTests
{
    [Theory]
    [InlineData("--suite /no/such/folder", "no such folder")]
    [InlineData("--suite . --models lenet5", "--suite brings its own")]
    [InlineData("--model-file /no/such.onnx", "--model-file /no/such.onnx: no such file")]
    [InlineData("--models lenet5 --input x.f32", "give exactly one --model-file")]
    [InlineData("--model-file a.onnx --expected y.f32", "--expected needs the --input")]
    [InlineData("--model-file a.onnx --input x.f32 --expected y.f32 --reference-file b.onnx", "two references")]
    [InlineData("--atol abc", "--atol abc: not a tolerance")]
    [InlineData("--rtol NaN", "--rtol NaN: not a tolerance")]
    [InlineData("--case-timeout soon", "--case-timeout soon: not a duration")]
    [InlineData("--models no_such_model", "no such model")]
    public void Wrong_arguments_are_refused_in_one_line(string arguments, string message)
    {
        Command command = ParityVerb.Create(new FrameworkRegistry());

        var e = Assert.Throws<UsageException>(() => command.Parse(arguments.Split(' ')).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_folder_without_a_complete_model_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory("inferencebench-test-").FullName;
        try
        {
            Command command = ParityVerb.Create(new FrameworkRegistry());
            Assert.Throws<UsageException>(() => command.Parse(["--suite", folder]).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
