namespace InferenceBench.Cli;

/// <summary>A path of the command line.</summary>
internal static class PathArgument
{
    /// <summary>The absolute path. A leading <c>~/</c> is the home folder: shells leave it alone in <c>--option=~/x</c> and in quotes.</summary>
    /// <param name="option">The option that it belongs to, for the message.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">The text is empty or no path.</exception>
    public static string Parse(string option, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new UsageException($"{option}: the path is empty");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.GetFullPath(text.StartsWith("~/", StringComparison.Ordinal) && home.Length > 0 ? Path.Combine(home, text[2..]) : text);
    }
}
