using System.Text;
using System.Text.RegularExpressions;

namespace InferenceBench.Reporting.Publishing;

/// <summary>
/// Paths that are nobody's business in files that get published. The home folder becomes <c>~</c>, the sources what they are from a current folder among them (<c>.</c>,
/// <c>..</c>), or <c>{sources}</c> from elsewhere: a recorded command line still means the same to the same user in the same folder. Other paths (<c>/usr/lib</c>) stay:
/// they say which library or file it was.
/// </summary>
public sealed partial class PrivatePaths
{
    private const string Sources = "{sources}";
    private readonly (string Path, string Public)[] _paths;
    private readonly string _home;
    private readonly string _sources;

    /// <summary>The paths of one machine and user.</summary>
    /// <param name="sourceDirectory">Root of the sources; null for a program without.</param>
    /// <param name="currentDirectory">The current folder.</param>
    /// <param name="homeDirectory">The user's folder; null or empty for none.</param>
    public PrivatePaths(string? sourceDirectory, string? currentDirectory, string? homeDirectory)
    {
        string home = _home = Trimmed(homeDirectory);
        string sources = _sources = Trimmed(sourceDirectory);
        string current = Trimmed(currentDirectory);
        bool isInSources = IsIn(current, sources);

        // What is given twice is first come, first named; sources in the home folder need no name of their own.
        (string Path, string Public)[] all =
        [
            (home, "~"),
            (isInSources ? current : "", "."),
            (isInSources || !IsIn(sources, home) ? sources : "", isInSources ? Path.GetRelativePath(current, sources) : Sources),
        ];

        // The longest first, so that what lies in another one is told from it.
        _paths = [.. all.Where(static pair => pair.Path.Length > 0).DistinctBy(static pair => pair.Path).OrderByDescending(static pair => pair.Path.Length)];
    }

    /// <summary>Those of this process.</summary>
    /// <param name="sourceDirectory">Root of the sources; null for a program without.</param>
    public static PrivatePaths OfProcess(string? sourceDirectory)
    {
        return new PrivatePaths(sourceDirectory, Environment.CurrentDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
    }

    /// <summary>The text without them.</summary>
    /// <param name="text">Any text, JSON and Markdown included.</param>
    public string Hide(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach ((string path, string name) in _paths)
        {
            text = Replace(text, path, name);
        }

        return text;
    }

    /// <summary>Whether the text holds one.</summary>
    /// <param name="text">Any text.</param>
    public bool AreIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _paths.Any(pair => IndexOf(text, pair.Path, 0) >= 0);
    }

    /// <summary>An argument of a command line as it was: <c>~</c> and <c>{sources}</c> at the start of a path are the folders again.</summary>
    /// <param name="argument">The argument.</param>
    public string Restore(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        return StartOfPath().Replace(argument, found => (found.Value == "~" ? _home : _sources) is { Length: > 0 } folder ? folder : found.Value);
    }

    // "/" alone is no one's.
    private static string Trimmed(string? path)
    {
        return (path ?? "").TrimEnd('/');
    }

    private static bool IsIn(string path, string folder)
    {
        return folder.Length > 0 && (path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal));
    }

    private static string Replace(string text, string path, string name)
    {
        int found = IndexOf(text, path, 0);
        if (found < 0)
        {
            return text;
        }

        StringBuilder result = new(text.Length);
        int copied = 0;
        for (; found >= 0; found = IndexOf(text, path, copied))
        {
            result.Append(text, copied, found - copied).Append(name);
            copied = found + path.Length;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    // A name that only begins alike (/home/a in /home/ab) is another folder, and one inside another path (/srv/home/a) too.
    private static int IndexOf(string text, string path, int start)
    {
        for (int found = text.IndexOf(path, start, StringComparison.Ordinal); found >= 0; found = text.IndexOf(path, found + 1, StringComparison.Ordinal))
        {
            int end = found + path.Length;
            bool ends = end == text.Length || !IsPartOfName(text[end]);
            if (ends && (found == 0 || !IsPartOfName(text[found - 1])))
            {
                return found;
            }
        }

        return -1;
    }

    private static bool IsPartOfName(char character)
    {
        return char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or '~';
    }

    // Also in NAME=PATH, replay:PATH and lists.
    [GeneratedRegex("(?<=^|[=:,])(~|\\{sources\\})(?=/|$)")]
    private static partial Regex StartOfPath();
}
