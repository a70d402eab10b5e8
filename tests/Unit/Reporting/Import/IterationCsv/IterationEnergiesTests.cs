using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import.IterationCsv;

public sealed class IterationEnergiesTests : IDisposable
{
    private const string Header = "Batch_Size,Elapsed_Times,Throughput,Latency,GPU_Memory_Usage";
    private const string Line = "8,0.5,256,0.00390625,1000";
    private const string EnergyHeader = "thread,region_idf,file,line,function,visits,device_name,energy(uJ),time(us)";
    private readonly ImportFolder _folder = new();

    [Fact]
    public void Energy_is_that_of_the_gpu_and_the_processors_stand_apart()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line, Line);
        _folder.Write(
            "a2/tf_keras_py.csv",
            EnergyHeader,
            "0,tf_8_0,,0,,1,NVIDIA A2,16000000,500000",
            "0,tf_8_0,,0,,1,CPU-0.package-0,48000000,500000",
            "0,tf_8_0,,0,,1,CPU-0.dram,1600000,500000",
            "0,tf_8_1,,0,,1,NVIDIA A2,32000000,500000",
            "0,tf_8_1,,0,,1,CPU-0.package-0,48000000,500000",
            "0,tf_8_1,,0,,1,CPU-0.dram,1600000,500000");

        ResultSet set = _folder.Read();

        ResultRow row = Assert.Single(set.Rows);
        Assert.Empty(set.Problems);
        Assert.Equal(1.5, row.Figures[Figure.EnergyJoules]!.Value, 1e-12);
        Assert.Equal(48, row.Figures[Figure.PowerWatts]!.Value, 1e-12);
        Assert.Equal(128 / 24.0, row.Figures[Figure.ImagesPerJoule]!.Value, 1e-12);
        Assert.Equal(1.5 * 0.03125, row.Figures[Figure.EnergyDelayJouleSeconds]!.Value, 1e-12);
        Assert.Equal(("ema", "gpu", "NVIDIA A2"), (row.PowerSource, row.EnergyScope, row.Settings["energyDevice"]));
        Assert.Equal("3", row.Settings["energyJoules CPU-0.package-0"]);
        Assert.Equal(["NVIDIA A2"], row.Origin.Description!.Gpus);
    }

    [Fact]
    public void Of_several_gpus_of_one_name_the_one_that_drew_most_is_taken()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/tf_keras_py.csv", EnergyHeader, "0,tf_8_0,,0,,1,TITAN,1600000,500000", "0,tf_8_0,,0,,1,TITAN,16000000,500000", "0,tf_8_0,,0,,1,TITAN,160000,500000");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal(1, row.Figures[Figure.EnergyJoules]!.Value, 1e-12);
        Assert.Equal("TITAN (2 of 3)", row.Settings["energyDevice"]);
    }

    [Fact]
    public void Without_energies_the_figures_are_blank_and_say_why()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Null(row.Figures[Figure.EnergyJoules]);
        Assert.Null(row.EnergyScope);
        Assert.Contains("No energy: no energy file with regions of tf in its folder, below it, or up to the machine's", row.Notes);
    }

    [Fact]
    public void A_processors_energy_alone_is_not_that_of_a_gpu()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/tf_keras_py.csv", EnergyHeader, "0,tf_8_0,,0,,1,CPU-0.package-0,1600000,500000");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Null(row.Figures[Figure.EnergyJoules]);
        Assert.Contains("No energy: its regions hold no energy of a GPU", row.Notes);
    }

    [Theory]
    [InlineData("a2/benchmark_results/M/work/tf_keras_py.csv")]
    [InlineData("a2/benchmark_results/M/work/EMA_results/tf_keras_py.csv")]
    [InlineData("a2/12345.csv")]
    [InlineData("a2/ema.csv")]
    public void Energies_are_found_beside_below_and_up_to_the_machines_folder(string path)
    {
        _folder.Write("a2/benchmark_results/M/work/tf_2_it_work_py.csv", Header, Line);
        _folder.Write(path, EnergyHeader, "0,tf_8_0,,0,,1,NVIDIA A2,16000000,500000");

        Assert.Equal(1, Assert.Single(_folder.Read().Rows).Figures[Figure.EnergyJoules]!.Value, 1e-12);
    }

    [Fact]
    public void A_notebooks_energies_are_not_a_scripts()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/tf_keras_nb.csv", EnergyHeader, "0,tf_8_0,,0,,1,NVIDIA A2,16000000,500000");

        ResultSet set = _folder.Read();

        Assert.Null(Assert.Single(set.Rows).Figures[Figure.EnergyJoules]);
        ReadProblem problem = Assert.Single(set.Problems);
        Assert.Equal((ProblemKind.Partial, "energies of 1 batch size belong to no row: tf_8"), (problem.Kind, problem.Reason));
    }

    [Fact]
    public void Energies_that_two_results_could_claim_are_given_to_neither()
    {
        _folder.Write("a2/benchmark_results/M/work/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/benchmark_results/N/work/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/tf_keras_py.csv", EnergyHeader, "0,tf_8_0,,0,,1,NVIDIA A2,16000000,500000");

        ResultSet set = _folder.Read();

        Assert.All(set.Rows, static row => Assert.Null(row.Figures[Figure.EnergyJoules]));
        Assert.Equal(3, set.Problems.Count);
    }

    [Fact]
    public void Two_files_with_the_same_regions_are_ambiguous()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/111.csv", EnergyHeader, "0,tf_8_0,,0,,1,NVIDIA A2,16000000,500000");
        _folder.Write("a2/222.csv", EnergyHeader, "0,tf_8_0,,0,,1,NVIDIA A2,32000000,500000");

        ResultSet set = _folder.Read();

        Assert.Null(Assert.Single(set.Rows).Figures[Figure.EnergyJoules]);
        Assert.Contains(set.Problems, static problem => problem.Reason.EndsWith("both hold regions of tf", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0,tf_8_1,,0,,1,NVIDIA A2,NaN,500000")]
    [InlineData("0,tf_8_1,,0,,1,NVIDIA A2,-16000000,500000")]
    [InlineData("0,tf_8_1,,0,,1,NVIDIA A2,16000000,0")]
    [InlineData("0,tf_8_1,,0,,1,NVIDIA A2,1e300,500000")]
    [InlineData("0,tf,,0,,1,NVIDIA A2,16000000,500000")]
    [InlineData("0,tf_eight_1,,0,,1,NVIDIA A2,16000000,500000")]
    [InlineData("0,tf_8_1,,0,,0,NVIDIA A2,16000000,500000")]
    [InlineData("0,tf_8_1,,0,,1")]
    public void A_line_of_energies_that_cannot_be_is_left_out(string line)
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/tf_keras_py.csv", EnergyHeader, "0,tf_8_0,,0,,1,NVIDIA A2,16000000,500000", line);

        ResultSet set = _folder.Read();

        Assert.Equal(1, Assert.Single(set.Rows).Figures[Figure.EnergyJoules]!.Value, 1e-12);
        Assert.StartsWith("1 of 2 lines was left out: line 3 (", Assert.Single(set.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_was_entered_several_times_counts_as_often()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/tf_keras_py.csv", EnergyHeader, "0,tf_8_0,,0,,4,NVIDIA A2,64000000,2000000");

        Assert.Equal(1, Assert.Single(_folder.Read().Rows).Figures[Figure.EnergyJoules]!.Value, 1e-12);
    }

    [Fact]
    public void Regions_that_last_longer_than_iterations_are_noted()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/tf_keras_py.csv", EnergyHeader, "0,tf_8_0,,0,,1,NVIDIA A2,16000000,600000");

        Assert.Contains("Regions of the energy last 1.200 times as long as the iterations: energy covers another time than latency", Assert.Single(_folder.Read().Rows).Notes);
    }

    [Fact]
    public void An_energy_that_gives_impossible_figures_is_flagged()
    {
        _folder.Write("a2/tf_2_it_work_py.csv", Header, Line);
        _folder.Write("a2/tf_keras_py.csv", EnergyHeader, "0,tf_8_0,,0,,1,NVIDIA A2,1e16,0.000001");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Null(row.Figures[Figure.PowerWatts]);
        Assert.StartsWith("left out: powerWatts", row.Flags.Single(static flag => flag.Code == RowFlags.ImpossibleFigure).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Energies_without_any_results_are_named()
    {
        _folder.Write("a2/ema.csv", EnergyHeader, "0,onnxruntime_8_3,,0,,3,nvml NVIDIA A2,16000000,500000");

        ResultSet set = _folder.Read();

        Assert.Empty(set.Rows);
        Assert.Equal("energies of 1 batch size belong to no row: onnxruntime_8", Assert.Single(set.Problems).Reason);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
