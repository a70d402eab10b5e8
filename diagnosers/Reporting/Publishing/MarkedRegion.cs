namespace InferenceBench.Reporting.Publishing;

/// <summary>The generated lines of a page that people write: those between <c>&lt;!-- NAME:begin --&gt;</c> and <c>&lt;!-- NAME:end --&gt;</c>, each alone on its line.</summary>
/// <param name="Name">Name of the markers.</param>
public sealed record MarkedRegion(string Name)
{
    private string Begin => $"<!-- {Name}:begin -->";

    private string End => $"<!-- {Name}:end -->";

    /// <summary>The lines between the markers, line breaks included.</summary>
    /// <param name="page">The page.</param>
    /// <param name="file">The page's name, for the message.</param>
    /// <exception cref="PublishException">A marker is missing, there twice or in the wrong order.</exception>
    public string Read(string page, string file)
    {
        ArgumentNullException.ThrowIfNull(page);
        (int start, int end) = Find(page, file);
        return page[start..end];
    }

    /// <summary>The page with other lines between the markers.</summary>
    /// <param name="page">The page.</param>
    /// <param name="file">The page's name, for the message.</param>
    /// <param name="lines">The new lines, ended by a line break.</param>
    /// <exception cref="PublishException">A marker is missing, there twice or in the wrong order.</exception>
    public string Replace(string page, string file, string lines)
    {
        ArgumentNullException.ThrowIfNull(page);
        (int start, int end) = Find(page, file);
        return string.Concat(page.AsSpan(0, start), lines, page.AsSpan(end));
    }

    private (int Start, int End) Find(string page, string file)
    {
        int begin = Only(page, Begin, file);
        int end = Only(page, End, file);
        return begin < end
            ? (begin + Begin.Length + 1, end)
            : throw new PublishException($"{file}: '{End}' comes before '{Begin}'; swap the two lines");
    }

    private static int Only(string page, string marker, string file)
    {
        int[] found = [.. LinesOf(page).Where(line => page.AsSpan(line.Start, line.Length).SequenceEqual(marker)).Select(static line => line.Start)];
        return found.Length == 1
            ? found[0]
            : throw new PublishException($"{file} has {found.Length} lines '{marker}', not one; what is generated goes between one begin and one end");
    }

    private static IEnumerable<(int Start, int Length)> LinesOf(string page)
    {
        for (int start = 0; start < page.Length;)
        {
            int end = page.IndexOf('\n', start);
            end = end < 0 ? page.Length : end;
            yield return (start, end - start);
            start = end + 1;
        }
    }
}
