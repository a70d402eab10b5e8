using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import;

/// <summary>Two thousand damaged files of every format, among whole ones: each is read or named, and the whole ones are complete.</summary>
public sealed class ImportMutationTests : IDisposable
{
    private const int Files = 2000;
    private const int FilesPerFolder = 100;
    private const int Seed = 7;

    private static readonly string[] s_texts = ["NaN", "-", "1e999", "null", "\"", "{", "]", "\\u", "\0", ",,", "<script>", "=1+1", "9999999999999999999", "\uFEFF", "\n"];

    private readonly TemporaryFolder _folder = new();

    [Fact(Timeout = 240_000)]
    public async Task Damaged_files_are_read_or_named_and_the_others_are_whole()
    {
        await Task.Run(Run, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private void Run()
    {
        List<ResultSample> samples = ResultSample.All();
        int expected = Whole(samples);
        int unreadable = 0;
        for (int first = 0; first < Files; first += FilesPerFolder)
        {
            string root = _folder[string.Create(CultureInfo.InvariantCulture, $"{first}")];
            for (int i = first; i < first + FilesPerFolder; i++)
            {
                ResultSample sample = samples[i % samples.Count];
                byte[] damaged = Mutate(sample.OfRun(10 + i), samples, new Random((Seed * Files) + i));
                sample.Write(Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{i:D4}")), damaged);
            }

            unreadable += Read(root, samples, expected);
        }

        // Neither all refused nor all accepted: the damage is of the right size to mean something.
        Assert.InRange(unreadable, Files / 10, Files - (Files / 10));
    }

    private int Whole(List<ResultSample> samples)
    {
        foreach (ResultSample sample in samples)
        {
            sample.Write(_folder["whole"], sample.Bytes);
        }

        ResultSet set = ResultSet.Read([_folder["whole"]]);
        Assert.Empty(set.Problems);
        Assert.All(samples, sample => Assert.Contains(set.Rows, row => row.Origin.Format == sample.Format));
        return set.Rows.Count;
    }

    private int Read(string root, List<ResultSample> samples, int expected)
    {
        try
        {
            ResultSet set = ResultSet.Read([_folder["whole"], root]);
            Assert.Equal(expected, set.Rows.Count(static row => row.Origin.File.StartsWith("whole/", StringComparison.Ordinal)));
            Assert.All(set.Problems, problem => Assert.DoesNotContain('\n', problem.Reason));
            Assert.All(set.Rows, static row => Assert.All(Enum.GetValues<Figure>(), figure => Assert.True(row.Figures[figure] is not double value || FigureLimits.Allow(figure, value))));
            AssertAllAreSpokenFor(set, root);
            return set.Problems.Count(static problem => problem.Kind == ProblemKind.Unreadable);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, folder {Path.GetFileName(root)}, {samples.Count} samples"), exception);
        }
    }

    // A report is never passed over: it has rows or a problem, or it has no cases any more.
    private static void AssertAllAreSpokenFor(ResultSet set, string root)
    {
        var named = set.Problems.Select(static problem => problem.File).Concat(set.Rows.Select(static row => row.Origin.File)).ToHashSet();
        foreach (string report in FolderScan.Of([root]).Files.Select(static file => file.FullPath).Where(static path => Path.GetFileName(path) == RunReport.FileName))
        {
            string display = Path.GetFileName(root) + report[root.Length..];
            if (!named.Contains(display))
            {
                Assert.Empty(RunReport.Read(report).Cases);
            }
        }
    }

    private static byte[] Mutate(byte[] original, List<ResultSample> samples, Random random)
    {
        List<byte> bytes = [.. original];
        for (int edits = random.Next(1, 5); edits > 0 && bytes.Count > 1; edits--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(9))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 200), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Part(original, random));
                    break;
                case 3:
                    bytes.InsertRange(at, Part(samples[random.Next(samples.Count)].Bytes, random));
                    break;
                case 4:
                    bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(s_texts[random.Next(s_texts.Length)]));
                    break;
                case 5:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 6:
                    bytes[at] = (byte)('0' + random.Next(10));
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Part(byte[] bytes, Random random)
    {
        int from = random.Next(bytes.Length);
        return bytes[from..Math.Min(bytes.Length, from + random.Next(1, 300))];
    }
}
