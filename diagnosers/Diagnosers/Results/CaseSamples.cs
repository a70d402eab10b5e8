using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Results;

/// <summary>The folder of a run with the traces of its cases.</summary>
internal sealed class CaseSamples
{
    private const string FolderName = "samples";
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _runDirectory;
    private readonly IReadOnlyList<CaseReport> _recorded;

    /// <summary>The samples of a run.</summary>
    /// <param name="runDirectory">The run's folder.</param>
    /// <param name="recorded">Cases that an earlier start of the run left; their samples are kept.</param>
    public CaseSamples(string runDirectory, IReadOnlyList<CaseReport> recorded)
    {
        _runDirectory = runDirectory;
        _recorded = recorded;
    }

    /// <summary>Where the samples of a case are.</summary>
    /// <param name="report">A case that names its samples.</param>
    public string PathOf(CaseReport report)
    {
        return Path.Combine(_runDirectory, report.SamplesFile!);
    }

    /// <summary>Moves a case's trace here and says so in its reports. What goes wrong is a note.</summary>
    /// <param name="slot">The case; it has figures.</param>
    public void Save(CaseSlot slot)
    {
        if (slot.TraceFile is null)
        {
            return;
        }

        string name = NameFor(slot);
        string saved = Path.Combine(_runDirectory, FolderName, name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(saved)!);
            using (FileStream source = File.OpenRead(slot.TraceFile))
            {
                AtomicFile.Write(saved, source.CopyTo, isDurable: true);
            }

            File.Delete(slot.TraceFile);
            slot.TraceFile = saved;
            slot.Report = slot.Report with { SamplesFile = $"{FolderName}/{name}" };
            slot.Measured = slot.Measured! with { SamplesFile = slot.Report.SamplesFile };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            slot.Note($"the trace could not be saved: {FileProblem.Of(exception)}");
        }
    }

    private string NameFor(CaseSlot slot)
    {
        string name = slot.Key.ToFileName();
        string unique = name;
        for (int number = 2; IsKept(slot, unique) || !_names.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}-{number}");
        }

        return unique + ".trace";
    }

    // The samples of an earlier failure of this very case make way for these.
    private bool IsKept(CaseSlot slot, string name)
    {
        string file = $"{FolderName}/{name}.trace";
        return _recorded.Any(old => string.Equals(old.SamplesFile, file, StringComparison.OrdinalIgnoreCase) && !Resumption.IsSame(old, slot.Report));
    }
}
