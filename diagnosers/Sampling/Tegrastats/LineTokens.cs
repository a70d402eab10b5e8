namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Cuts a line at white space. Brackets and parentheses stay whole, however many spaces they hold.</summary>
internal static class LineTokens
{
    /// <summary>The parts of a line.</summary>
    /// <param name="line">The line.</param>
    public static List<string> Of(string line)
    {
        var tokens = new List<string>();
        for (int start = 0; start < line.Length;)
        {
            if (char.IsWhiteSpace(line[start]) || line[start] == '\0')
            {
                start++;
                continue;
            }

            int end = End(line, start);
            tokens.Add(line[start..end]);
            start = end;
        }

        return tokens;
    }

    private static int End(string line, int start)
    {
        int end = start;
        while (end < line.Length && !char.IsWhiteSpace(line[end]) && line[end] != '\0')
        {
            // IRAM's parenthesis follows its unit without a space.
            if (line[end] == '(' && end > start)
            {
                return end;
            }

            end = line[end] switch
            {
                '[' => Close(line, end, ']'),
                '(' => Close(line, end, ')'),
                _ => end + 1,
            };
        }

        return end;
    }

    private static int Close(string line, int open, char close)
    {
        int end = line.IndexOf(close, open);
        return end < 0 ? line.Length : end + 1;
    }
}
