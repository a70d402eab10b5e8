using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Import.IterationCsv;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import.IterationCsv;

public sealed class IterationCsvTests : IDisposable
{
    private const string Header = "Batch_Size,Elapsed_Times,Throughput,Latency,GPU_Memory_Usage";
    private readonly ImportFolder _folder = new();
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    [Fact]
    public void Throughput_is_all_images_over_all_time_and_latency_is_of_a_batch()
    {
        _folder.Write("a2/torch_2_it_work_py.csv", Header, "8,0.1,1280,0.00078125,1000", "8,0.4,320,0.003125,3000");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal(512, row.Figures[Figure.ImagesPerSecond]!.Value, 1e-9);
        Assert.Equal(64, row.Figures[Figure.InferencesPerSecond]!.Value, 1e-9);
        Assert.Equal(15.625, row.Figures[Figure.MeanMs]!.Value, 1e-9);
        Assert.Equal(6.25, row.Figures[Figure.P50Ms]!.Value, 1e-9);
        Assert.Equal(32, row.Figures[Figure.Inferences]);
        Assert.Equal(3000, row.Figures[Figure.DeviceMemoryBytes]);
        Assert.Null(row.Figures[Figure.P99Ms]);
        Assert.Null(row.Figures[Figure.StdDevMs]);
        Assert.Equal("the rates' mean is 800.0 images/s, images over time 512.0: the latter is shown", Detail(row, RowFlags.MeanOfRates));
        Assert.Equal("128", row.Settings["imagesPerRegion"]);
    }

    [Theory]
    [InlineData("tf", "tensorflow", "graph", "fp32", "tf")]
    [InlineData("tfxla", "tensorflow", "xla", "fp32", "tfxla")]
    [InlineData("v100keras", "keras", "default", "fp32", "keras")]
    [InlineData("v100TFTRTFP16", "tensorflow", "tftrt", "fp16", "tftrt fp16")]
    [InlineData("onnxrt", "onnxruntime", "default", "fp32", "onnxrt")]
    [InlineData("libtorch", "libtorch", "default", "", "libtorch")]
    public void Frameworks_have_public_names(string name, string framework, string variant, string precision, string label)
    {
        _folder.Write($"a2/{name}_10_it_work_py.csv", Header, "8,0.1,1280,0.00078125,1000");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal((framework, variant, precision, label), (row.Key.Framework, row.Key.Variant, row.Key.Precision, row.DisplayName));
        Assert.Equal("inside", row.Transfers);
    }

    [Fact]
    public void A_script_and_a_notebook_are_two_ways_to_run()
    {
        _folder.Write("a2/tf_10_it_work_py.csv", Header, "8,0.1,1280,0.00078125,1000");
        _folder.Write("a2/tf_10_it_work_nb.csv", Header, "8,0.1,1280,0.00078125,1000");

        Assert.Equal([("graph-nb", "tf nb"), ("graph", "tf")], _folder.Read().Rows.Select(static row => (row.Key.Variant, row.DisplayName!)));
    }

    [Theory]
    [InlineData("a2/benchmark_results/MobileNetV3L/work", "a2", "MobileNetV3L")]
    [InlineData("a2/benchmark_results_final/MobileNetV3L/uni_v100", "uni_v100", "MobileNetV3L")]
    [InlineData("benchmark_results_final/Ampere A2/MobileNetV3L/work", "Ampere A2", "MobileNetV3L")]
    [InlineData("A2/resnet50", "A2", "resnet50")]
    [InlineData("a2", "a2", "")]
    [InlineData("v100/work", "v100", "")]
    public void Machine_and_model_are_names_of_folders(string path, string machine, string model)
    {
        _folder.Write($"{path}/tf_10_it_work_py.csv", Header, "8,0.1,1280,0.00078125,1000");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal((machine, model), (row.Origin.Machine, row.Key.Model));
    }

    [Fact]
    public void The_authors_two_machines_stay_two_below_one_folder()
    {
        _folder.Write("all/benchmark_results/M/work/tf_10_it_work_py.csv", Header, "8,0.1,1280,0.00078125,1000");
        _folder.Write("all/benchmark_results/M/uni/tf_10_it_uni_py.csv", Header, "8,0.1,1280,0.00078125,1000");

        Assert.Equal(["all uni", "all work"], _folder.Read().Rows.Select(static row => row.Origin.Machine));
    }

    [Theory]
    [InlineData("8,NaN,1280,0.00078125,1000", "Elapsed_Times 'NaN'")]
    [InlineData("8,-0.1,1280,0.00078125,1000", "Elapsed_Times '-0.1'")]
    [InlineData("8,0.1,0,0.00078125,1000", "Throughput '0'")]
    [InlineData("8,0.1,1280,Infinity,1000", "Latency 'Infinity'")]
    [InlineData("8,0.1,1e300,0.00078125,1000", "Throughput '1e300'")]
    [InlineData("8,0.1,1280,0.00078125,lots", "GPU_Memory_Usage 'lots'")]
    [InlineData("8,0.1,1280", "Latency is empty")]
    [InlineData("99999999999,0.1,1280,0.00078125,1000", "Batch_Size '99999999999'")]
    [InlineData("8.5,0.1,1280,0.00078125,1000", "Batch_Size '8.5'")]
    [InlineData("=cmd|' /C calc'!A0,0.1,1280,0.00078125,1000", "Batch_Size '=cmd|' /C calc'!A0'")]
    [InlineData("\"8,0.1,1280,0.00078125,1000", "Batch_Size")]
    [InlineData("8,\"0,1\",1280,0.00078125,1000", "Elapsed_Times '0,1'")]
    public void A_line_that_cannot_be_is_left_out_counted_and_named(string line, string named)
    {
        _folder.Write("a2/tf_10_it_work_py.csv", Header, "8,0.1,1280,0.00078125,1000", line, "8,0.1,1280,0.00078125,1000");

        ResultSet set = _folder.Read();

        Assert.Equal("2", Assert.Single(set.Rows).Settings["iterations"]);
        ReadProblem problem = Assert.Single(set.Problems);
        Assert.Equal(ProblemKind.Partial, problem.Kind);
        Assert.StartsWith("1 of 3 lines was left out: line 3 (" + named, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_lines_the_first_three_are_named()
    {
        _folder.Write("a2/tf_10_it_work_py.csv", [Header, "8,0.1,1280,0.00078125,1000", .. Enumerable.Repeat("8,x,1280,0.00078125,1000", 5)]);

        Assert.Equal("5 of 6 lines were left out: line 3 (Elapsed_Times 'x'), line 4 (Elapsed_Times 'x'), line 5 (Elapsed_Times 'x'), …", Assert.Single(_folder.Read().Problems).Reason);
    }

    [Fact]
    public void Files_without_a_usable_line_or_column_are_unreadable_and_the_others_complete()
    {
        _folder.Write("a2/keras_10_it_work_py.csv", Header, "8,x,1280,0.00078125,1000");
        _folder.Write("a2/onnxrt_10_it_work_py.csv", "Batch_Size,Throughput", "8,1280");
        _folder.Write("a2/tf_10_it_work_py.csv", Header, "8,0.1,1280,0.00078125,1000");
        _folder.WriteBytes("a2/tfxla_10_it_work_py.csv", [0xFF, 0x00, 0x80, (byte)'\n', 0xC3]);
        _folder.WriteBytes("a2/torch_10_it_work_py.csv", [.. Encoding.UTF8.GetBytes(Header + "\n"), .. Enumerable.Repeat((byte)'8', 3 << 20)]);
        _folder.Write("a2/TFTRTFP16_10_it_work_py.csv", Header);

        ResultSet set = _folder.Read();

        Assert.Equal("tf", Assert.Single(set.Rows).DisplayName);
        Assert.Equal(5, set.Problems.Count);
        Assert.All(set.Problems, static problem => Assert.Equal(ProblemKind.Unreadable, problem.Kind));
        Assert.Contains(set.Problems, static problem => problem.Reason == "there is no column Elapsed_Times");
        Assert.Contains(set.Problems, static problem => problem.Reason == "there is no line below the header");
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_cost_their_line_only()
    {
        byte[] good = Encoding.UTF8.GetBytes("8,0.1,1280,0.00078125,1000\n");
        _folder.WriteBytes("a2/tf_10_it_work_py.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Header + "\n"), .. good, (byte)'8', 0xFF, .. good, .. good]);

        ResultSet set = _folder.Read();

        Assert.Equal("2", Assert.Single(set.Rows).Settings["iterations"]);
        Assert.Equal(ProblemKind.Partial, Assert.Single(set.Problems).Kind);
    }

    [Fact]
    public void A_column_of_latencies_in_another_unit_is_flagged_with_its_numbers()
    {
        _folder.Write("a2/tf_10_it_work_py.csv", Header, "8,0.1,1280,0.78125,1000", "8,0.1,1280,0.78125,1000");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal("Latency says 781.2 ms per image where time over images is 0.7812, in 2 of 2 iterations: the latter is shown", Detail(row, RowFlags.LatencyColumn));
        Assert.Equal(1280, row.Figures[Figure.ImagesPerSecond]!.Value, 1e-9);
    }

    // A table of means written as iterations: rates times times are no number of images, latencies are.
    [Fact]
    public void A_rate_that_was_averaged_does_not_change_the_number_of_images()
    {
        _folder.Write("a2/torch_10_it_work_py.csv", Header, "8,0.1,2125.7,0.00078125,1000");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal("128", row.Settings["imagesPerRegion"]);
        Assert.NotNull(Detail(row, RowFlags.MeanOfRates));
    }

    [Fact]
    public void Script_and_formula_in_a_name_stay_text()
    {
        _folder.Write("a2/=1+1<script>alert(1)<_10_it_work_py.csv", Header, "8,0.1,1280,0.00078125,1000");

        Assert.Equal("=1+1<script>alert(1)<", Assert.Single(_folder.Read().Rows).DisplayName);
    }

    [Fact]
    public void More_batch_sizes_than_a_measurement_has_are_left_out()
    {
        _folder.Write("a2/tf_10_it_work_py.csv", [Header, .. Enumerable.Range(1, 5000).Select(static i => string.Create(CultureInfo.InvariantCulture, $"{i},0.1,{i * 10},{0.1 / i:R},1000"))]);

        ResultSet set = _folder.Read();

        Assert.Equal(4096, set.Rows.Count);
        Assert.StartsWith("904 of 5000 lines were left out: line 4098 (Batch_Size beyond the first 4096 sizes '4097')", Assert.Single(set.Problems).Reason, StringComparison.Ordinal);
    }

    // What is allocated in all, garbage included, bounds what is in memory at a time.
    [Fact]
    public void A_line_costs_few_bytes_of_memory()
    {
        const int Lines = 200_000;
        string path = _folder.Prepare("a2/tf_10_it_work_py.csv");
        using (StreamWriter file = new(path))
        {
            file.WriteLine(Header);
            for (int i = 0; i < Lines; i++)
            {
                file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{8 << (i % 7)},0.{500 + (i % 100)},1024,0.0009765625,1000"));
            }
        }

        ResultFile[] files = [new(0, path, "a2/tf.csv")];
        ResultSink sink = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        new IterationCsvFormat().Read(files, sink);
        long perLine = (GC.GetAllocatedBytesForCurrentThread() - before) / Lines;

        Assert.Equal(7, sink.Rows.Count);
        Assert.True(perLine < 100, $"{perLine} bytes a line");
    }

    [Fact]
    public void Numbers_are_read_the_same_in_any_culture()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u061c-";
        CultureInfo.CurrentCulture = culture;
        _folder.Write("a2/tf_10_it_work_py.csv", Header, "8,0.1,1280.0,0.00078125,1000.0", "8,-1,1280,0.00078125,1000");

        ResultSet set = _folder.Read();

        Assert.Equal(1280, Assert.Single(set.Rows).Figures[Figure.ImagesPerSecond]!.Value, 1e-9);
        Assert.DoesNotContain(',', set.Rows[0].Settings["iterationMeanMinMs"]);
        Assert.Equal("1 of 2 lines was left out: line 3 (Elapsed_Times '-1')", Assert.Single(set.Problems).Reason);
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _before;
        _folder.Dispose();
    }

    private static string? Detail(ResultRow row, string code)
    {
        return row.Flags.Single(flag => flag.Code == code).Detail;
    }
}
