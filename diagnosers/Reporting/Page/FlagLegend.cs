using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Page;

/// <summary>What flags mean, in one sentence each, in the words of <c>results/README.md</c>.</summary>
internal static class FlagLegend
{
    private static readonly Dictionary<string, string> s_sentences = new()
    {
        [RowFlags.DirtyTree] = "measured from a tree that differed from its commit",
        [RowFlags.ImagesPerRegion] = "its regions hold another number of images than those of the other frameworks beside it: energies and times of whole regions cannot be compared",
        [RowFlags.Multimodal] = "iterations or latencies gather around more than one value",
        [RowFlags.MeanOfRates] = "the mean of the iterations' rates differs from images over time, which is what is shown",
        [RowFlags.LatencyColumn] = "a column of latencies contradicts the column of elapsed times, which is what is shown",
        [RowFlags.OverlappingQueries] = "queries overlap on the device: throughput is that of several streams, latency that of one query among others",
        [RowFlags.IterationMeans] = "its latencies are means of iterations: percentiles and extremes are milder than those of single inferences",
        [RowFlags.HighVariation] = "latency varies by more than 2.5 %",
        [RowFlags.Invalid] = "LoadGen calls the run invalid",
        [RowFlags.BatchUnknown] = "the file does not say how many samples an inference holds",
        [RowFlags.NoParity] = "its outputs were not compared with the reference",
        [RowFlags.ParityFailed] = "its outputs differ from the reference's by more than the tolerance: it is never best",
        [RowFlags.SeveralCommits] = "runs of several commits of the suite are merged in it or stand beside it",
        [RowFlags.Threads] = "rows of its device ran with another number of threads",
        [RowFlags.EnergyScope] = "its energy covers something else (GPU, module, package) than that of the rows beside it",
        [RowFlags.PowerMode] = "rows beside it were measured in another power mode",
        [RowFlags.Transfers] = "copies to and from the device are inside its latency and outside that of rows beside it, or the other way round",
        [RowFlags.Unfinished] = "the run was cut off; what it had finished is here",
        [RowFlags.ImpossibleFigure] = "a figure that cannot be was left out",
        ["short_window"] = "the measured time is shorter than the sensor supports with a timing error of 1 %",
        ["gap"] = "readings of the sensor are far apart; bridged linearly",
        ["single_sample"] = "only one reading in or near the measured time, whose power is held",
        ["no_samples_inside"] = "no reading inside the measured time: interpolated between its neighbours",
        ["no_samples"] = "no energy: no reading near the measured time",
        ["not_covered"] = "no energy: readings end more than 150 ms inside the measured time",
        ["empty_window"] = "no energy: the measured time has no length",
        ["edge_hold"] = "the first or last reading was held to the edge of the measured time, at most 150 ms",
        ["negative_energy"] = "a sensor's offset at very low power",
        ["counter_reset"] = "no energy: the counter went back",
        ["wrap_ambiguous"] = "no energy: the counter may have wrapped more than once between two readings",
        ["counter_constant"] = "the counter did not change: its device is off, or it is stuck",
        ["refresh_assumed"] = "the sensor's refresh period could not be measured; the usual one is assumed",
        ["averaged_power"] = "the sensor averages over about a second and lags behind the load",
        ["counter_power_disagreement"] = "the source's counter and its power differ by more than 10 %",
        ["negative_net"] = "idle drew more than the load",
        ["no_idle"] = "no idle power was measured: no net energy",
        ["idle_drift"] = "idle power before and after the cases differs by more than 2 %",
        ["replay"] = "the figures come from a recorded file",
        ["other_device"] = "the source reads another device than the case runs on; it was named explicitly",
        ["whole_gpu"] = "the whole GPU was read, of which the case has only a part",
        ["module_scope"] = "only the module could be read: CPU and GPU together",
        ["includes_dram"] = "the package's energy includes its memory's",
        ["rail_unavailable"] = "rails that are no part of the total cannot be read",
        ["unknown_topology"] = "the rails are of no known board: no total",
        ["samples_lost"] = "the sampler lost its oldest readings",
    };

    /// <summary>What a flag means; null for one that this version does not know.</summary>
    /// <param name="code">The flag.</param>
    public static string? Of(string code)
    {
        return s_sentences.GetValueOrDefault(code);
    }
}
