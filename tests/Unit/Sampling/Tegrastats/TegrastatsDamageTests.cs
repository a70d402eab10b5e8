using System.Text;
using InferenceBench.Sampling.Tegrastats;
using InferenceBench.Verbs.Power;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Tegrastats;

/// <summary>Pipes are cut, logs are overwritten, consoles drop bytes.</summary>
public sealed class TegrastatsDamageTests
{
    private const int Seed = 20261121;
    private const int Rounds = 20_000;

    public static TheoryData<string> Ids => [.. FixtureLines.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_line_cut_anywhere_has_the_whole_lines_total_or_none(string id)
    {
        string text = FixtureLines.Line(id);
        double? whole = TegrastatsParser.Parse(text, out _)?.TotalWatts;
        for (int length = 0; length <= text.Length; length++)
        {
            TegrastatsLine? line = TegrastatsParser.Parse(text[..length], out string? error);

            Assert.Equal(line is null, error is not null);
            Assert.True(line?.TotalWatts is null || line.TotalWatts == whole, text[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_cut_inside_a_word_a_bracket_or_a_unit_is_noticed(string id)
    {
        string text = FixtureLines.Line(id);
        for (int length = 1; length < text.Length; length++)
        {
            // After a digit nothing tells that more of them would have followed, and after a whole item nothing tells that more items would.
            bool isInside = text[length] is not (' ' or '/' or '@' or '(') && !char.IsDigit(text[length - 1]) && text[length - 1] is not (' ' or '%' or 'C');
            if (isInside && TegrastatsParser.Parse(text[..length], out _) is { } line)
            {
                Assert.True(line.IsIncomplete, text[..length]);
            }
        }
    }

    [Fact]
    public void Damage_never_throws_and_always_gives_a_document()
    {
        var random = new Random(Seed);
        string[] lines = [.. FixtureLines.Lines];
        for (int round = 0; round < Rounds; round++)
        {
            string text = Damage(lines[random.Next(lines.Length)], random);
            try
            {
                TegrastatsLine? line = TegrastatsParser.Parse(text, out string? error);
                string json = (line is null ? TegrastatsJson.OfError(error!) : TegrastatsJson.Of(line)).ToJsonString();
                Assert.StartsWith("{", json, StringComparison.Ordinal);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {Seed}, round {round}: {exception.GetType().Name} for {text}");
            }
        }
    }

    private static string Damage(string line, Random random)
    {
        const string Alphabet = " \t[]()@%/,.-0123456789mWCkMGBxoffRAMCPUVD_\0é\uD800";
        var text = new StringBuilder(line[..random.Next(line.Length + 1)]);
        for (int i = random.Next(8); i > 0 && text.Length > 0; i--)
        {
            int at = random.Next(text.Length);
            _ = random.Next(4) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, Alphabet[random.Next(Alphabet.Length)]),
                2 => text.Insert(at, line[..random.Next(line.Length)]),
                _ => text.Replace(text[at], Alphabet[random.Next(Alphabet.Length)], at, 1),
            };
        }

        return text.ToString();
    }
}
