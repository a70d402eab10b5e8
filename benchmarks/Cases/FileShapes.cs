using InferenceBench.Cli;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Cases;

/// <summary>Which of the shapes given with <c>--input-shape</c> are for which file: of several files each takes those that name its inputs, and a file that declares no inputs all that no other one has.</summary>
internal sealed class FileShapes
{
    private readonly IReadOnlyList<OnnxModel> _files;
    private readonly IReadOnlyDictionary<string, long[]> _given;
    private readonly bool _isAlone;

    /// <summary>Checks the names.</summary>
    /// <param name="files">The ONNX files of the run.</param>
    /// <param name="given">Shapes by input name; "" names a file's only input.</param>
    /// <param name="hasOthers">Whether there are files, too, that do not declare their inputs.</param>
    /// <exception cref="UsageException">None of several files has an input of a name.</exception>
    public FileShapes(IReadOnlyList<OnnxModel> files, IReadOnlyDictionary<string, long[]> given, bool hasOthers = false)
    {
        _files = files;
        _given = given;
        _isAlone = files.Count == 1 && !hasOthers;
        // A single file says itself what it has instead.
        if (files.Count > 1 && !hasOthers && given.Keys.FirstOrDefault(name => !files.Any(file => Fits(file, name))) is { } unknown)
        {
            throw new UsageException(unknown.Length == 0
                ? "--input-shape: every file has several inputs; write NAME:1,3,640,640"
                : $"--input-shape {unknown}: none of the {files.Count} files has an input of that name; models info FILE lists them");
        }
    }

    /// <summary>The shapes for a file that declares no inputs, in the order given.</summary>
    public IReadOnlyDictionary<string, long[]> OfOther => Where(name => name.Length == 0 || !_files.Any(file => Fits(file, name)));

    /// <summary>The shapes for one of the files.</summary>
    /// <param name="file">The file.</param>
    public IReadOnlyDictionary<string, long[]> Of(OnnxModel file)
    {
        return _isAlone ? _given : Where(name => Fits(file, name));
    }

    private OrderedDictionary<string, long[]> Where(Func<string, bool> isMeant)
    {
        return new OrderedDictionary<string, long[]>(_given.Where(shape => isMeant(shape.Key)), StringComparer.Ordinal);
    }

    private static bool Fits(OnnxModel file, string name)
    {
        return name.Length == 0 ? file.FedInputs.Count == 1 : file.FedInputs.Any(input => input.Name == name);
    }
}
