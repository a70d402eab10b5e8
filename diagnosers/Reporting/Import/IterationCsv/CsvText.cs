using System.Globalization;
using System.Text;
using CsvHelper;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>How other tools' CSV files are opened: by comma, one record a line whatever the quotes, with line numbers, and no more of one line in memory than can be sane.</summary>
internal static class CsvText
{
    private const int LongestLineBytes = 1 << 20;

    private static readonly CsvReaderOptions s_options = new()
    {
        Separator = ',',
        AllowLineBreaksInQuotes = false,
        TrackLineNumbers = true,
        MaxRecordSize = LongestLineBytes,
    };

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read it.</exception>
    public static CsvReader Open(string path)
    {
        return CsvReader.FromFile(path, s_options);
    }

    /// <summary>The place of a column; null without it.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="names">Its names, the usual one first.</param>
    public static int? Column(CsvReader csv, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (csv.TryGetFieldIndex(name, out int index))
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>A field as text, bytes that are no UTF-8 replaced.</summary>
    /// <param name="csv">The file, on a record.</param>
    /// <param name="column">The column.</param>
    public static string Text(CsvReader csv, int column)
    {
        return column < csv.FieldCount ? Encoding.UTF8.GetString(csv.GetSpan(column)) : "";
    }

    /// <summary>A field as a number in the invariant culture, without thousands separators: <c>0,1</c> is none. NaN when it is none or missing.</summary>
    /// <param name="csv">The file, on a record.</param>
    /// <param name="column">The column.</param>
    public static double Number(CsvReader csv, int column)
    {
        return column < csv.FieldCount && double.TryParse(csv.GetSpan(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
    }
}
