using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;
using Xunit;
using static InferenceBench.Tests.Unit.Reporting.Comparison.SampleRows;

namespace InferenceBench.Tests.Unit.Reporting.Comparison;

public sealed class ResultComparisonTests
{
    [Fact]
    public void Runs_of_one_case_give_the_median_of_each_figure()
    {
        ResultComparison comparison = Compare(Row(Origin(day: 3), Key(), 30), Row(Origin(day: 1), Key(), 10), Row(Origin(day: 2), Key(), 11, scope: "package"));

        ComparedCase only = Assert.Single(comparison.Cases);
        Assert.Equal(11, only.Figures[Figure.P50Ms]);
        Assert.Equal(0.11, only.Figures[Figure.EnergyJoules]);
        Assert.Equal([10, 11, 30], only.Rows.Select(static row => row.Figures[Figure.P50Ms]));
    }

    [Fact]
    public void The_same_run_twice_changes_no_figure()
    {
        ResultRow row = Row(Origin(), Key(), 10, "package");

        ResultComparison once = Compare(row);
        ResultComparison twice = Compare(row, row);

        Assert.All(Enum.GetValues<Figure>(), figure => Assert.Equal(once.Cases[0].Figures[figure], twice.Cases.Single().Figures[figure]));
    }

    [Fact]
    public void Precisions_of_one_model_stand_side_by_side_and_are_named_against_the_baseline_in_fp32()
    {
        RowOrigin origin = Origin();
        ResultComparison comparison = Compare(
            Row(origin, Key() with { Precision = "int8" }, 5),
            Row(origin, Key(), 10),
            Row(origin, Key("libtorch", "optimised"), 20),
            Row(origin, Key(batch: 8), 80),
            Row(origin, Key(model: "lenet5"), 1));

        ComparisonGroup group = comparison.Groups.Single(static group => group is { Model: "resnet50", Batch: 1 });
        Assert.Equal("fp32 + int8", group.Precisions);
        Assert.Equal(["libtorch optimised fp32", "onnxruntime fp32", "onnxruntime int8"], group.Cases.Select(static c => c.FrameworkLabel));
        Assert.Equal([0.5, 1, 2], group.Cases.Select(static c => c.SpeedUp));
        Assert.True(group.Cases[2].BestOnDevice.Contains(Figure.P50Ms));
        Assert.Equal("onnxruntime fp32", comparison.Groups.Single(static group => group.Batch == 8).Cases.Single().FrameworkLabel);
        Assert.Equal("onnxruntime", comparison.Groups.Single(static group => group.Model == "lenet5").Cases.Single().FrameworkLabel);
    }

    [Fact]
    public void What_must_not_be_merged_stays_apart_and_says_why()
    {
        RowOrigin origin = Origin();
        ResultComparison comparison = Compare(
            Row(origin, Key(), 10, version: "1.0"),
            Row(origin, Key(), 10, version: "1.1"),
            Row(Origin(powerMode: "2: MODE_15W"), Key(), 20, version: "1.0"),
            Row(Origin(day: 2, dirty: true), Key(), 10, version: "1.0"));

        Assert.Equal(
            ["box: onnxruntime 1.0", "box: onnxruntime 1.0, dirty tree", "box: onnxruntime 1.1", "box, MODE_15W: onnxruntime 1.0"],
            comparison.Cases.Select(static c => $"{c.DeviceLabel}: {c.FrameworkLabel}"));
        Assert.All(comparison.Cases, static c => Assert.Single(c.Rows));
        Assert.All(comparison.Cases, static c => Assert.Contains(c.Flags, static flag => flag.Code == RowFlags.PowerMode));
        Assert.Single(comparison.Cases, static c => c.Flags.Any(static flag => flag.Code == RowFlags.DirtyTree));
    }

    [Fact]
    public void Energies_of_two_scopes_are_flagged_and_not_ranked_against_each_other()
    {
        RowOrigin origin = Origin();
        ResultComparison comparison = Compare(
            Row(origin, Key("onnxruntime"), 10, "package"),
            Row(origin, Key("libtorch", "optimised"), 20, "package"),
            Row(origin, Key("tensorflow", "graph"), 1, "module"));

        Assert.All(comparison.Cases, static c => Assert.Contains(c.Flags, static flag => flag.Code == RowFlags.EnergyScope));
        Assert.True(comparison.Case("onnxruntime").BestOnDevice.Contains(Figure.EnergyJoules));
        Assert.False(comparison.Case("tensorflow graph").BestOnDevice.Contains(Figure.EnergyJoules));
        Assert.True(comparison.Case("tensorflow graph").BestOnDevice.Contains(Figure.P50Ms));
    }

    [Fact]
    public void An_unknown_batch_is_not_ranked_unless_the_scenario_leaves_it_open()
    {
        static ResultRow[] Rows(string? scenario)
        {
            return [.. new[] { "a", "b" }.Select(name => Row(Origin(), Key(name, batch: 0), name[0]) with { Scenario = scenario, Flags = [new RowFlag(RowFlags.BatchUnknown)] })];
        }

        Assert.All(Compare(Rows(null)).Cases, static c => Assert.True(c.BestOnDevice.IsEmpty));
        Assert.Contains(Compare(Rows("Offline")).Cases, static c => c.BestOnDevice.Contains(Figure.InferencesPerSecond));
    }

    [Fact]
    public void Latencies_with_copies_outside_are_flagged_not_ranked_and_have_no_speed_up()
    {
        RowOrigin origin = Origin(gpus: "A2");
        ResultComparison comparison = Compare(
            Row(origin, Key(device: "cuda:0"), 10, transfers: "inside"),
            Row(origin, Key("libtorch", "optimised", "cuda:0"), 9, transfers: "inside"),
            Row(origin, Key("tensorrt", device: "cuda:0", provider: "tensorrt"), 1, transfers: "outside"));

        ComparedCase outside = comparison.Case("tensorrt");
        Assert.Contains(outside.Flags, static flag => flag.Code == RowFlags.Transfers);
        Assert.True(outside.BestOnDevice.IsEmpty);
        Assert.Null(outside.SpeedUp);
        Assert.True(comparison.Case("libtorch optimised").BestOnDevice.Contains(Figure.P50Ms));
        Assert.Equal(10.0 / 9, comparison.Case("libtorch optimised").SpeedUp!.Value, 12);
    }

    [Fact]
    public void A_case_with_wrong_outputs_never_ranks()
    {
        RowOrigin origin = Origin();
        ResultRow wrong = Row(origin, Key("libtorch"), 1) with { Parity = new ParityResult("failed", "cosine 0.5", null, 1, 1, 0.5, null, 0) };
        ResultRow invalid = Row(origin, Key("tensorflow"), 1) with { Flags = [new RowFlag(RowFlags.Invalid)] };

        ResultComparison comparison = Compare(Row(origin, Key(), 10), Row(origin, Key("torchsharp"), 11), wrong, invalid);

        Assert.True(comparison.Case("onnxruntime").BestOnDevice.Contains(Figure.P50Ms));
        Assert.All(["libtorch", "tensorflow"], name => Assert.True(comparison.Case(name).BestOnDevice.IsEmpty && comparison.Case(name).SpeedUp is null));
    }

    [Fact]
    public void The_best_of_all_devices_is_none_of_a_machine_in_several_power_modes()
    {
        ResultComparison comparison = Compare(
            Row(Origin("orin", powerMode: "15W"), Key(), 3),
            Row(Origin("orin", day: 2, powerMode: "30W"), Key(), 1),
            Row(Origin("a"), Key(), 10),
            Row(Origin("b"), Key(), 5));

        Assert.Equal(["b"], comparison.Cases.Where(static c => c.BestOfAll.Contains(Figure.P50Ms)).Select(static c => c.DeviceLabel));
    }

    [Theory]
    [InlineData(null, "onnxruntime")]
    [InlineData("libtorch", "libtorch optimised")]
    [InlineData("LIBTORCH/eager", "libtorch eager")]
    [InlineData("tfxla", "tfxla")]
    [InlineData("nothing", null)]
    public void The_baseline_is_named_by_id_variant_or_label(string? name, string? expected)
    {
        RowOrigin origin = Origin();
        ResultComparison comparison = ResultComparison.Of(
            Set(
                Row(origin, Key("libtorch", "eager"), 40),
                Row(origin, Key("libtorch", "optimised"), 30),
                Row(origin, Key("tensorflow", "xla"), 20) with { DisplayName = "tfxla" },
                Row(origin, Key(), 10)),
            name);

        Assert.Equal(expected, comparison.Groups[0].Baselines.GetValueOrDefault("box")?.FrameworkLabel);
        Assert.Equal(expected is null ? [] : [expected], comparison.Cases.Where(static c => c.SpeedUp == 1).Select(static c => c.FrameworkLabel));
    }

    [Fact]
    public void Another_variant_of_the_baseline_stands_in_where_its_main_one_is_missing()
    {
        RowOrigin origin = Origin();

        ResultComparison comparison = Compare(Row(origin, Key(variant: "nb"), 10), Row(origin, Key("libtorch"), 20));

        Assert.Equal(0.5, comparison.Case("libtorch").SpeedUp);
    }

    [Fact]
    public void A_failed_case_is_not_hidden_behind_a_run_that_went_well_and_is_in_no_group()
    {
        ResultComparison comparison = Compare(Row(Origin(), Key(), 10), Failed(Origin(day: 2), Key()), Failed(Origin(day: 3), Key()));

        Assert.Equal([CaseStatus.Failed, CaseStatus.Ok], comparison.Cases.Select(static c => c.Status).Order(StringComparer.Ordinal));
        Assert.Single(comparison.Groups[0].Cases);
        Assert.Equal(2, comparison.Cases.Single(static c => c.Status == CaseStatus.Failed).Rows.Count);
    }

    [Fact]
    public void Devices_are_named_as_shortly_as_they_can_be()
    {
        ResultComparison comparison = Compare(
            Row(Origin("laptop"), Key(), 10),
            Row(Origin("server", gpus: ["A2", "V100"]), Key(), 10),
            Row(Origin("server", gpus: ["A2", "V100"]), Key(device: "cuda:1"), 10),
            Row(Origin("orin", powerMode: "2: 15W", gpus: "Orin"), Key(device: "cuda:0"), 10),
            Row(Origin("orin", powerMode: "3: 15W", gpus: "Orin"), Key(device: "cuda:0"), 10));

        Assert.Equal(
            ["laptop", "orin cuda:0, 15W", "orin cuda:0, 3: 15W", "server cpu", "server cuda:1 (V100)"],
            comparison.Cases.Select(static c => c.DeviceLabel).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Machines_of_one_name_with_different_hardware_are_not_merged()
    {
        RowOrigin first = Origin();
        RowOrigin other = Origin(day: 2) with { Description = new MachineReport { Name = "box", Cpu = "Other CPU" } };

        ResultComparison comparison = Compare(Row(first, Key(), 10), Row(other, Key(), 20));

        Assert.Equal(["box [Other CPU]", "box [Test CPU (2 processors)]"], comparison.Cases.Select(static c => c.DeviceLabel));
    }

    [Fact]
    public void Several_commits_and_numbers_of_threads_are_flagged()
    {
        ResultRow four = Row(Origin(), Key(), 5) with { Settings = new Dictionary<string, string> { ["threads"] = "4" } };
        ResultComparison comparison = Compare(Row(Origin(), Key(), 10), Row(Origin(day: 2, commit: "fedcba9876543210"), Key(), 10), four);

        Assert.Equal(["onnxruntime, 2 threads", "onnxruntime, 4 threads"], comparison.Cases.Select(static c => c.FrameworkLabel));
        Assert.Equal("measured by 0123456, fedcba9", comparison.Cases[0].Flags.Single(static flag => flag.Code == RowFlags.SeveralCommits).Detail);
        Assert.All(comparison.Cases, static c => Assert.Contains(c.Flags, static flag => flag.Code == RowFlags.Threads));
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        ResultRow[] rows = [.. Enumerable.Range(0, 200).Select(i => Random(random, i))];
        string expected = Text(Compare(rows));

        for (int i = 0; i < 20; i++)
        {
            random.Shuffle(rows);
            Assert.True(expected == Text(Compare(rows)), $"seed {seed}");
        }

        static string Text(ResultComparison comparison)
        {
            return string.Join('\n', comparison.Groups.SelectMany(static group => group.Cases).Concat(comparison.Cases).Select(static c =>
                $"{c.Key} {c.DeviceLabel} {c.FrameworkLabel} {c.Status} {c.Figures[Figure.P50Ms]} {c.SpeedUp} {c.BestOnDevice} {c.BestOfAll} {string.Join(';', c.Flags)} "
                + string.Join(',', c.Rows.Select(static row => row.Origin.File))));
        }
    }

    private static ResultRow Random(Random random, int number)
    {
        RowOrigin origin = Origin($"m{random.Next(3)}", random.Next(1, 4), random.Next(2) == 0 ? "15W" : null, random.Next(4) == 0, $"{random.Next(3)}abcdef0") with { FullPath = $"/{number}" };
        CaseKey key = Key(random.Next(2) == 0 ? "onnxruntime" : "libtorch", random.Next(2) == 0 ? "default" : "eager", random.Next(2) == 0 ? "cpu" : "cuda:0", batch: random.Next(1, 3));
        string? scope = random.Next(3) switch { 0 => null, 1 => "gpu", _ => "module" };
        return random.Next(10) == 0
            ? Failed(origin, key)
            : Row(origin, key, random.Next(1, 100), scope, random.Next(2) == 0 ? "inside" : "outside", random.Next(2) == 0 ? "1.0" : "1.1");
    }
}
