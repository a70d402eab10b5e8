using System.Globalization;

namespace InferenceBench.Contracts;

/// <summary>Reads the user's <c>--option FRAMEWORK.KEY=VALUE</c> of one framework; what it refuses, it refuses with what would be right.</summary>
public sealed class OptionReader
{
    private readonly string _framework;
    private readonly IReadOnlyDictionary<string, string> _options;

    /// <summary>A reader over options whose keys are all known.</summary>
    /// <param name="framework">The framework's id.</param>
    /// <param name="options">Values by key.</param>
    /// <param name="keys">The keys that the framework has.</param>
    /// <exception cref="InferenceException">A key is not known; the message lists those that are.</exception>
    public OptionReader(string framework, IReadOnlyDictionary<string, string> options, IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Keys.FirstOrDefault(key => !keys.Contains(key)) is { } unknown)
        {
            throw new InferenceException($"{framework} has no option '{unknown}'; it has {string.Join(", ", keys)}");
        }

        _framework = framework;
        _options = options;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="standard">The value when it is not given.</param>
    /// <exception cref="InferenceException">It is neither.</exception>
    public bool Switch(string key, bool standard)
    {
        return !_options.TryGetValue(key, out string? text) ? standard
            : bool.TryParse(text, out bool value) ? value
            : throw new InferenceException($"{_framework}.{key}={text} is neither true nor false");
    }

    /// <summary>A whole number from 1; 1 when it is not given.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="InferenceException">It is none.</exception>
    public int Count(string key)
    {
        string text = _options.GetValueOrDefault(key, "1");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new InferenceException($"{_framework}.{key}={text} is no whole number from 1");
    }

    /// <summary>One of several names, case-insensitively.</summary>
    /// <param name="key">The key.</param>
    /// <param name="standard">Index of the name that holds when it is not given.</param>
    /// <param name="names">The names.</param>
    /// <returns>Index of the name.</returns>
    /// <exception cref="InferenceException">It is none of them.</exception>
    public int Choice(string key, int standard, params IReadOnlyList<string> names)
    {
        if (!_options.TryGetValue(key, out string? text))
        {
            return standard;
        }

        int index = names.TakeWhile(name => !name.Equals(text, StringComparison.OrdinalIgnoreCase)).Count();
        return index < names.Count ? index : throw new InferenceException($"{_framework}.{key}={text} is not one of {string.Join(", ", names)}");
    }

    /// <summary>A text; null when it is not given.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="InferenceException">It is empty.</exception>
    public string? Text(string key)
    {
        return !_options.TryGetValue(key, out string? text) ? null
            : text.Length > 0 ? text
            : throw new InferenceException($"{_framework}.{key}= says nothing; leave the option out");
    }

    /// <summary>A whole number in a range; null when it is not given.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">The least that is right.</param>
    /// <param name="most">The most that is right.</param>
    /// <exception cref="InferenceException">It is none.</exception>
    public int? Number(string key, int least, int most)
    {
        return !_options.TryGetValue(key, out string? text) ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
            : throw new InferenceException($"{_framework}.{key}={text} is no whole number from {least} to {most}");
    }
}
