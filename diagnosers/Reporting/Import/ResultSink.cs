using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Import;

/// <summary>Collects what formats read, from any thread, and hands it on in the order of the files.</summary>
internal sealed class ResultSink
{
    private readonly Lock _lock = new();
    private readonly List<(int Index, IReadOnlyList<ResultRow> Rows)> _rows = [];
    private readonly List<(int Index, ReadProblem Problem)> _problems = [];

    /// <summary>All rows in the order of their files.</summary>
    public IReadOnlyList<ResultRow> Rows
    {
        get
        {
            lock (_lock)
            {
                if (_rows.Count == 1)
                {
                    return _rows[0].Rows;
                }

                // One array of the right length: a list that grows would hold the rows' references thrice for a while.
                var rows = new ResultRow[_rows.Sum(static part => part.Rows.Count)];
                int next = 0;
                foreach ((int _, IReadOnlyList<ResultRow> part) in _rows.OrderBy(static part => part.Index))
                {
                    foreach (ResultRow row in part)
                    {
                        rows[next++] = row;
                    }
                }

                return rows;
            }
        }
    }

    /// <summary>All problems in the order of their files.</summary>
    public IReadOnlyList<ReadProblem> Problems
    {
        get
        {
            lock (_lock)
            {
                return [.. _problems.OrderBy(static part => part.Index).Select(static part => part.Problem)];
            }
        }
    }

    /// <summary>Takes the rows of one file; called once for each file that was read, also when it holds none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rows">Its rows in order.</param>
    public void Add(ResultFile file, IReadOnlyList<ResultRow> rows)
    {
        lock (_lock)
        {
            _rows.Add((file.Index, rows));
        }
    }

    /// <summary>Takes a problem.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kind">What became of it.</param>
    /// <param name="reason">Why, in one line.</param>
    public void Report(ResultFile file, ProblemKind kind, string reason)
    {
        lock (_lock)
        {
            _problems.Add((file.Index, new ReadProblem(file.DisplayPath, kind, reason)));
        }
    }
}
