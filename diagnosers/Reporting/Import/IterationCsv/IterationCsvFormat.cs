using System.Text;
using CsvHelper;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>
/// Per-iteration CSV files <c>FRAMEWORK_ITERATIONS_it_work_py.csv</c> (columns Batch_Size, Elapsed_Times, Throughput, Latency, GPU_Memory_Usage) and the energies
/// by region beside, below or between them and the machine's folder.
/// </summary>
internal sealed class IterationCsvFormat : IResultFormat
{
    /// <inheritdoc/>
    public string Name => ResultFormats.IterationCsv;

    /// <inheritdoc/>
    public bool Claims(string fileName, ReadOnlySpan<byte> head)
    {
        return fileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && (IterationFileName.Matches(fileName) || IsEnergies(head) || IsIterations(head));
    }

    /// <inheritdoc/>
    public void Read(IReadOnlyList<ResultFile> files, ResultSink sink)
    {
        ArgumentNullException.ThrowIfNull(files);
        ILookup<bool, ResultFile> kinds = files.ToLookup(HoldsEnergies);
        IterationEnergies energies = new([.. kinds[true].Select(file => ReadEnergies(file, sink)).OfType<EnergyFile>()], [.. kinds[false]]);
        IterationMachines machines = new(kinds[false]);
        foreach (ResultFile file in kinds[false])
        {
            ReadIterations(file, machines, energies, sink);
        }

        energies.ReportUnused(sink);
    }

    private static void ReadIterations(ResultFile file, IterationMachines machines, IterationEnergies energies, ResultSink sink)
    {
        if (Try(file, sink, () => IterationReader.Read(file.FullPath)) is not { } read)
        {
            return;
        }

        if (read.Batches.Count == 0)
        {
            string left = read.LeftOut.Describe(read.Lines) is string text ? $"no line can be used: {text}" : "there is no line below the header";
            sink.Report(file, ProblemKind.Unreadable, left);
            sink.Add(file, []);
            return;
        }

        IterationFileName name = IterationFileName.Parse(Path.GetFileName(file.FullPath));
        IterationFramework framework = IterationFramework.Of(name.Framework);
        EnergyFile? energy = energies.Of(file, sink, out string reason);
        string machine = machines.NameOf(file);
        RowOrigin origin = new()
        {
            File = file.DisplayPath,
            FullPath = file.FullPath,
            Format = ResultFormats.IterationCsv,
            Machine = machine,
            Description = Describe(machine, energy),
        };
        IterationRow rows = new(origin, framework, name, machines.FolderOf(file).Model);
        sink.Add(file, [.. read.Batches.Select(found => rows.Of(found, energy?.Take(framework.Name, found.Batch), energy is null ? reason : $"{energy.File.DisplayPath} holds no regions of its batch size"))]);
        ReportLeftOut(file, sink, read.LeftOut.Describe(read.Lines));
    }

    // The only thing that these files tell of a machine: the GPUs that energies were read from.
    private static MachineReport? Describe(string machine, EnergyFile? energy)
    {
        IReadOnlyList<DeviceEnergy> devices = energy?.Regions.Values.FirstOrDefault()?.Devices ?? [];
        string[] gpus = [.. devices.Where(static device => device.IsGpu).Select(static device => device.Name)];
        return gpus.Length == 0 ? null : new MachineReport { Name = machine, Gpus = gpus };
    }

    private static EnergyFile? ReadEnergies(ResultFile file, ResultSink sink)
    {
        EnergyReader? read = Try(file, sink, () => EnergyReader.Read(file.FullPath));
        if (read is null)
        {
            return null;
        }

        sink.Add(file, []);
        ReportLeftOut(file, sink, read.LeftOut.Describe(read.Lines));
        return new EnergyFile(file, IterationFileName.RunnerOfEnergies(Path.GetFileName(file.FullPath)), read.Regions);
    }

    private static void ReportLeftOut(ResultFile file, ResultSink sink, string? text)
    {
        if (text is not null)
        {
            sink.Report(file, ProblemKind.Partial, text);
        }
    }

    private static T? Try<T>(ResultFile file, ResultSink sink, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or CsvFormatException)
        {
            sink.Report(file, ProblemKind.Unreadable, OneLine.Of(FileProblem.Of(failure)) ?? failure.GetType().Name);
            sink.Add(file, []);
            return null;
        }
    }

    // The name decides for iterations, so that a damaged one is not taken for energies.
    private static bool HoldsEnergies(ResultFile file)
    {
        if (IterationFileName.Matches(Path.GetFileName(file.FullPath)))
        {
            return false;
        }

        try
        {
            using FileStream stream = File.OpenRead(file.FullPath);
            byte[] head = new byte[256];
            return IsEnergies(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsEnergies(ReadOnlySpan<byte> head)
    {
        return StartsWith(head, "thread,region_idf,"u8);
    }

    private static bool IsIterations(ReadOnlySpan<byte> head)
    {
        return StartsWith(head, "Batch_Size,Elapsed_Times,"u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        return (head.StartsWith(mark) ? head[mark.Length..] : head).StartsWith(text);
    }
}
