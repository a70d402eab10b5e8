using InferenceBench.Reporting.Files;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Reporting.Import;

/// <summary>Gives each file to the format that claims it, and names those that cannot be used.</summary>
internal sealed class FormatSorter : IDisposable
{
    private const int HeadLength = 4096;

    private readonly IReadOnlyList<IResultFormat> _formats;
    private readonly ResultSink _sink;
    private readonly List<ResultFile>[] _files;
    private readonly JsonCheck _check = new();
    private readonly byte[] _head = new byte[HeadLength];
    private int _index;

    /// <summary>Sorts by formats.</summary>
    /// <param name="formats">The formats; the first that claims a file has it.</param>
    /// <param name="sink">Takes the files that cannot be used.</param>
    public FormatSorter(IReadOnlyList<IResultFormat> formats, ResultSink sink)
    {
        _formats = formats;
        _sink = sink;
        _files = [.. formats.Select(static _ => new List<ResultFile>())];
    }

    /// <summary>Each format that has files.</summary>
    public IEnumerable<(IResultFormat Format, IReadOnlyList<ResultFile> Files)> Sorted
    {
        get
        {
            return _formats.Select((format, i) => (format, (IReadOnlyList<ResultFile>)_files[i])).Where(static group => group.Item2.Count > 0);
        }
    }

    /// <summary>Files that hold results or should.</summary>
    public int FileCount { get; private set; }

    /// <summary>Takes a file.</summary>
    /// <param name="found">The file.</param>
    public void Add(FoundFile found)
    {
        var file = new ResultFile(_index++, found.FullPath, found.DisplayPath);
        string name = Path.GetFileName(found.FullPath);
        int length = ReadHead(found, out string? problem);
        int format = FirstClaim(name, _head.AsSpan(0, length));
        bool isJson = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (problem is null && format >= 0)
        {
            FileCount++;
            _files[format].Add(file);
            return;
        }

        // A file that says nothing of itself matters only when its name does.
        bool matters = found.IsAskedFor || format >= 0 || isJson;
        problem ??= isJson ? _check.ProblemOf(found.FullPath) : null;
        problem ??= found.IsAskedFor ? "it is of no format that results are read from" : null;
        if (matters && problem is not null)
        {
            FileCount++;
            _sink.Report(file, ProblemKind.Unreadable, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _check.Dispose();
    }

    private int FirstClaim(string name, ReadOnlySpan<byte> head)
    {
        for (int i = 0; i < _formats.Count; i++)
        {
            if (_formats[i].Claims(name, head))
            {
                return i;
            }
        }

        return -1;
    }

    // What has no length is not opened: it is empty, or a pipe or device, whose opening may wait for ever.
    private int ReadHead(FoundFile found, out string? problem)
    {
        problem = found.Problem ?? (found.Length == 0 ? "it is empty, or no regular file" : null);
        if (problem is not null)
        {
            return 0;
        }

        try
        {
            using SafeFileHandle handle = File.OpenHandle(found.FullPath);
            return RandomAccess.Read(handle, _head, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problem = FileProblem.Of(exception);
            return 0;
        }
    }
}
