using InferenceBench.Reporting.Charts.Layout;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>The series of one chart: at most <see cref="ComparisonCharts.MostSeries"/>, those with the best cases.</summary>
internal sealed class SeriesSet
{
    private SeriesSet(IReadOnlyList<CaseSeries> series, int leftOut)
    {
        Series = series;
        LeftOut = leftOut;
    }

    /// <summary>The series in the order of their cases.</summary>
    public IReadOnlyList<CaseSeries> Series { get; }

    /// <summary>How many found no room.</summary>
    public int LeftOut { get; }

    /// <summary>What series there are and how many not, as end of a description; starts with a space.</summary>
    public string Remark => LeftOut == 0 ? "" : FormattableString.Invariant($" The best {Series.Count} of {Series.Count + LeftOut} series are shown; {LeftOut} are left out.");

    /// <summary>What all series have in common: <c>on a2 cuda:0</c>, <c>onnxruntime</c>; null when they differ in both.</summary>
    public string? Common
    {
        get
        {
            bool oneDevice = Series.Select(static series => series.Device).Distinct().Count() == 1;
            bool oneFramework = Series.Select(static series => series.Framework).Distinct().Count() == 1;
            return (oneFramework, oneDevice) switch
            {
                (_, true) => "on " + Series[0].Device,
                (true, _) => Series[0].Framework,
                _ => null,
            };
        }
    }

    /// <summary>Sorts cases into series. Takes time in proportion to the cases, and memory for those of the chosen series alone.</summary>
    /// <param name="cases">The cases; gone through twice.</param>
    /// <param name="merit">How good a case is, higher being better; null leaves it out. Series are chosen by their best case.</param>
    /// <param name="catalog">The series of the comparison.</param>
    public static SeriesSet Of(IEnumerable<ComparedCase> cases, Func<ComparedCase, double?> merit, SeriesCatalog catalog)
    {
        double[] best = new double[catalog.Count];
        Array.Fill(best, double.NegativeInfinity);
        List<int> found = [];
        foreach (ComparedCase result in cases)
        {
            if (merit(result) is { } value)
            {
                int number = catalog.NumberOf(result);
                if (double.IsNegativeInfinity(best[number]))
                {
                    found.Add(number);
                }

                // Never minus infinity again, so that each series is found once.
                best[number] = Math.Max(best[number], Math.Max(value, double.MinValue));
            }
        }

        int[] chosen = Best(found, best);
        return new SeriesSet(Named(CasesOf(chosen, cases, merit, catalog), catalog.Frameworks), found.Count - chosen.Length);
    }

    // The best few of many without sorting all; of equal ones the first. In the order in which they were found.
    private static int[] Best(List<int> found, double[] merits)
    {
        var kept = new PriorityQueue<int, (double Merit, int Earlier)>();
        for (int i = 0; i < found.Count; i++)
        {
            (double, int) priority = (merits[found[i]], -i);
            if (kept.Count < ComparisonCharts.MostSeries)
            {
                kept.Enqueue(i, priority);
            }
            else if (kept.TryPeek(out _, out (double Merit, int Earlier) least) && priority.Item1 > least.Merit)
            {
                kept.DequeueEnqueue(i, priority);
            }
        }

        return [.. kept.UnorderedItems.Select(static item => item.Element).Order().Select(i => found[i])];
    }

    private static KeyValuePair<SeriesKey, List<ComparedCase>>[] CasesOf(int[] chosen, IEnumerable<ComparedCase> cases, Func<ComparedCase, double?> merit, SeriesCatalog catalog)
    {
        var lists = new List<ComparedCase>?[catalog.Count];
        foreach (int number in chosen)
        {
            lists[number] = [];
        }

        foreach (ComparedCase result in cases)
        {
            if (lists[catalog.NumberOf(result)] is { } list && merit(result) is not null)
            {
                list.Add(result);
            }
        }

        return [.. chosen.Select(number => KeyValuePair.Create(catalog[number], lists[number]!))];
    }

    private static CaseSeries[] Named(KeyValuePair<SeriesKey, List<ComparedCase>>[] chosen, IReadOnlyDictionary<string, int> global)
    {
        SeriesKey[] keys = [.. chosen.Select(static entry => entry.Key)];
        string[] names = [.. keys.Select(key => key.Framework + Distinction(key, keys))];
        string[] frameworks = [.. names.Distinct()];
        string[] devices = [.. keys.Select(static key => key.Device).Distinct()];
        bool isGlobal = frameworks.All(name => global.TryGetValue(name, out int number) && number < SeriesStyle.Colours);
        return
        [
            .. chosen.Select((entry, i) =>
            {
                int local = Array.IndexOf(frameworks, names[i]);
                int framework = isGlobal ? global[names[i]] : local;
                int device = Array.IndexOf(devices, entry.Key.Device);
                int widest = isGlobal ? SeriesStyle.Colours : frameworks.Length;
                string name = devices.Length == 1 ? names[i] : frameworks.Length == 1 ? entry.Key.Device : names[i] + Legend.Separator + entry.Key.Device;
                return new CaseSeries(names[i], entry.Key.Device, name, new SeriesStyle(widest <= SeriesStyle.Colours && devices.Length <= SeriesStyle.Fills ? framework + (SeriesStyle.Colours * device) : OtherStyle(local, frameworks.Length, device, devices.Length, i)), new SeriesStyle(framework % SeriesStyle.Colours), entry.Value);
            }),
        ];
    }

    // Colour and shape by framework and filling by device where that is enough; else the other way round, or simply one after the other.
    private static int OtherStyle(int framework, int frameworks, int device, int devices, int number)
    {
        return frameworks <= SeriesStyle.Fills && devices <= SeriesStyle.Colours ? device + (SeriesStyle.Colours * framework) : number;
    }

    // Only what tells a series from another one of the same framework and device.
    private static string Distinction(SeriesKey key, SeriesKey[] keys)
    {
        SeriesKey[] same = [.. keys.Where(other => other.Framework == key.Framework && other.Device == key.Device)];
        if (same.Length == 1)
        {
            return "";
        }

        string?[] parts =
        [
            Differing(static other => other.Version),
            Differing(static other => other.Transfers) is { } transfers ? "transfers " + transfers : null,
            Differing(static other => other.Scope),
            Differing(static other => other.PowerSource),
        ];
        string text = string.Join(", ", parts.Where(static part => part is not null));
        return text.Length == 0 ? "" : $" ({text})";

        string? Differing(Func<SeriesKey, string?> part)
        {
            return same.Select(part).Distinct().Count() > 1 ? part(key) ?? "unknown" : null;
        }
    }
}
