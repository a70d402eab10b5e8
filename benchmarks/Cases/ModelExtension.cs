using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>What kind of model a path names, as frameworks list it in <see cref="FrameworkDescriptor.ModelExtensions"/>.</summary>
internal static class ModelExtension
{
    /// <summary>ONNX, which every framework of the suite reads or translates.</summary>
    public const string Onnx = ".onnx";

    /// <summary>Stands for a model that is a folder.</summary>
    public const string Folder = "/";

    /// <summary>The extension with its dot in lower case, or <see cref="Folder"/>.</summary>
    /// <param name="path">The path.</param>
    public static string Of(string path)
    {
        return Directory.Exists(path) ? Folder : Path.GetExtension(path).ToLowerInvariant();
    }

    /// <summary>Whether a path names a model in a framework's own form; everything else is taken for ONNX, whatever it is called.</summary>
    /// <param name="path">The path.</param>
    /// <param name="frameworks">All frameworks.</param>
    public static bool IsOwn(string path, IReadOnlyList<FrameworkDescriptor> frameworks)
    {
        string extension = Of(path);
        return extension != Onnx && frameworks.Any(framework => framework.ModelExtensions.Contains(extension));
    }

    /// <summary>The public name of a model file: what the framework of its kind makes of it, else its name without extension.</summary>
    /// <param name="path">The path.</param>
    /// <param name="frameworks">All frameworks.</param>
    public static string NameOf(string path, IReadOnlyList<FrameworkDescriptor> frameworks)
    {
        FrameworkDescriptor? owner = IsOwn(path, frameworks) ? frameworks.First(framework => framework.ModelExtensions.Contains(Of(path))) : null;
        return owner is null ? Path.GetFileNameWithoutExtension(path) : owner.FileModelName(path);
    }

    /// <summary>What to call models of an extension in a sentence: <c>.pt files</c>.</summary>
    /// <param name="extension">The extension.</param>
    public static string Describe(string extension)
    {
        return extension switch
        {
            Folder => "model folders",
            "" => "files without an extension",
            _ => $"{extension} files",
        };
    }
}
