using System.Text;
using System.Text.RegularExpressions;

namespace InferenceBench.Reporting.Machine;

/// <summary>Turns the model of a GPU, board or processor into a folder name.</summary>
internal static partial class MachineName
{
    private const int MaxLength = 40;

    /// <summary>For example <c>nvidia-a2</c>, <c>amd-epyc-7763</c>; <c>unknown</c> when there is no model.</summary>
    public static string From(string? model)
    {
        string name = Slug(Noise().Replace(model ?? "", " "));
        if (name.Length > MaxLength)
        {
            int dash = name.LastIndexOf('-', MaxLength);
            name = name[..(dash > 0 ? dash : MaxLength)];
        }

        return name.Length == 0 ? "unknown" : name;
    }

    private static string Slug(string text)
    {
        StringBuilder slug = new(text.Length);
        foreach (char letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    // What differs between two listings of one model, or says nothing: marks, clock rate, core count, filler words.
    [GeneratedRegex(@"\((R|TM|C)\)|@.*$|\b\d+-Core\b|\bCPU\b|\bProcessor\b", RegexOptions.IgnoreCase)]
    private static partial Regex Noise();
}
