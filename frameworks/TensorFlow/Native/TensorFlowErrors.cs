using System.Text.RegularExpressions;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Native;

/// <summary>TensorFlow's failures as exceptions that keep its text.</summary>
internal static partial class TensorFlowErrors
{
    private const int MaxTextLength = 600;

    /// <summary>The exception for a failure.</summary>
    /// <param name="code">TensorFlow's code.</param>
    /// <param name="text">TensorFlow's text, in one line.</param>
    /// <param name="callName">The function.</param>
    public static Exception Create(TF_Code code, string text, string callName)
    {
        string shown = Shorten(text);
        return code switch
        {
            TF_Code.TF_UNIMPLEMENTED => new NotSupportedException($"TensorFlow does not do it: {shown}"),
            _ when NoKernel().IsMatch(text) => new NotSupportedException($"TensorFlow has no kernel for it here: {shown}"),
            TF_Code.TF_RESOURCE_EXHAUSTED => new InferenceException($"out of memory: {shown}"),
            _ => new InferenceException($"{callName} failed ({code}): {shown}"),
        };
    }

    // TensorFlow lists every kernel that it has, and the nodes on the way to the one that failed.
    private static string Shorten(string text)
    {
        int registered = text.IndexOf(" Registered: ", StringComparison.Ordinal);
        string told = registered > 0 ? text[..registered] : text;
        return told.Length > MaxTextLength ? $"{told[..MaxTextLength]} …" : told;
    }

    [GeneratedRegex("No OpKernel was registered|No registered '[^']+' OpKernel")]
    private static partial Regex NoKernel();
}
