using System.CommandLine;
using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Replay;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary><c>power integrate</c>: the energy of a window of a trace file. No energy is an answer with its reason, exit code 0; a file that is no trace is not.</summary>
internal static class PowerIntegrate
{
    private static readonly Option<string> s_trace = new("--trace")
    {
        Description = "CSV with t_ns,watts or t_ns,energy_uj or t_ns,energy_mj",
        HelpName = "F.csv",
        Required = true,
    };

    private static readonly Option<string?> s_from = new("--from-ns") { Description = "start of the window (default: the first row)", HelpName = "A" };
    private static readonly Option<string?> s_to = new("--to-ns") { Description = "end of the window (default: the last row)", HelpName = "B" };
    private static readonly Option<string?> s_range = new("--max-energy-range-uj")
    {
        Description = "where a counter of energy_uj starts again from 0 (RAPL: max_energy_range_uj); without it a negative step gives no energy",
        HelpName = "N",
    };

    private static readonly Option<bool> s_json = new("--json") { Description = "one JSON document on standard output" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("integrate", "the energy of a window of a trace file, with its coverage and uncertainty") { s_trace, s_from, s_to, s_range, s_json };
        command.SetAction(result => VerbOutput.Guard(() =>
        {
            PowerTrace trace = Load(PathArgument.Parse(s_trace.Name, result.GetValue(s_trace) ?? ""));
            EnergyWindow window = Window(trace, ParseInteger(result, s_from), ParseInteger(result, s_to));
            EnergyResult energy = trace.Integrate([window], Policy(trace, ParseInteger(result, s_range)));
            if (result.GetValue(s_json))
            {
                VerbOutput.WriteJson(IntegrateReport.Of(energy));
            }
            else
            {
                Console.Out.Write(IntegratePage.Of(energy));
            }

            return 0;
        }));
        return command;
    }

    private static PowerTrace Load(string file)
    {
        try
        {
            return PowerTrace.Load(file);
        }
        catch (PowerSourceException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private static EnergyWindow Window(PowerTrace trace, long? from, long? to)
    {
        if ((from is null || to is null) && trace.Extent is null)
        {
            throw new UsageException($"{trace.File} has no rows to take a window from: give {s_from.Name} and {s_to.Name}");
        }

        var window = new EnergyWindow(from ?? trace.Extent!.Value.FromNs, to ?? trace.Extent!.Value.ToNs);
        return window.FromNs <= window.ToNs
            ? window
            : throw new UsageException($"the window ends before its start: {s_from.Name} {window.FromNs} is greater than {s_to.Name} {window.ToNs}");
    }

    private static EnergyPolicy Policy(PowerTrace trace, long? range)
    {
        if (range is <= 0)
        {
            throw new UsageException($"{s_range.Name} {range}: a counter's range is greater than 0");
        }

        if (range is not null && trace.Channel.Unit != "uJ")
        {
            Console.Error.WriteLine($"{s_range.Name} does nothing here: only a trace of energy_uj wraps");
            range = null;
        }

        return new EnergyPolicy { CounterRange = range };
    }

    private static long? ParseInteger(ParseResult result, Option<string?> option)
    {
        return result.GetValue(option) is not { } text ? null
            : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number
            : throw new UsageException($"{option.Name} '{text}' is no whole number of at most 64 bits");
    }
}
