namespace InferenceBench.Reporting.Import;

/// <summary>One format that results are read from.</summary>
internal interface IResultFormat
{
    /// <summary>One of <see cref="Comparison.ResultFormats"/>.</summary>
    string Name { get; }

    /// <summary>Whether a file is of this format, damaged ones included, by its name and first bytes.</summary>
    /// <param name="fileName">Name without folder.</param>
    /// <param name="head">The first 4 KiB, or less of a shorter file.</param>
    bool Claims(string fileName, ReadOnlySpan<byte> head);

    /// <summary>Reads all files of this format. Nothing that a file holds makes it throw: what cannot be used becomes a problem.</summary>
    /// <param name="files">The files in order.</param>
    /// <param name="sink">Takes rows and problems; may be called from several threads.</param>
    void Read(IReadOnlyList<ResultFile> files, ResultSink sink);
}
