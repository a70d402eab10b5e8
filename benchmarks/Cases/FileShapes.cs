using InferenceBench.Cli;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Cases;

/// <summary>Which of the shapes given with <c>--input-shape</c> are for which file: of several files each takes those that name its inputs.</summary>
internal sealed class FileShapes
{
    private readonly IReadOnlyList<OnnxModel> _files;
    private readonly IReadOnlyDictionary<string, long[]> _given;

    /// <summary>Checks the names.</summary>
    /// <param name="files">The files of the run.</param>
    /// <param name="given">Shapes by input name; "" names a file's only input.</param>
    /// <exception cref="UsageException">None of several files has an input of a name.</exception>
    public FileShapes(IReadOnlyList<OnnxModel> files, IReadOnlyDictionary<string, long[]> given)
    {
        _files = files;
        _given = given;
        // A single file says itself what it has instead.
        if (files.Count > 1 && given.Keys.FirstOrDefault(name => !files.Any(file => Fits(file, name))) is { } unknown)
        {
            throw new UsageException(unknown.Length == 0
                ? "--input-shape: every file has several inputs; write NAME:1,3,640,640"
                : $"--input-shape {unknown}: none of the {files.Count} files has an input of that name; models info FILE lists them");
        }
    }

    /// <summary>The shapes for one of the files.</summary>
    /// <param name="file">The file.</param>
    public IReadOnlyDictionary<string, long[]> Of(OnnxModel file)
    {
        return _files.Count == 1 ? _given : _given.Where(shape => Fits(file, shape.Key)).ToDictionary(StringComparer.Ordinal);
    }

    private static bool Fits(OnnxModel file, string name)
    {
        return name.Length == 0 ? file.FedInputs.Count == 1 : file.FedInputs.Any(input => input.Name == name);
    }
}
