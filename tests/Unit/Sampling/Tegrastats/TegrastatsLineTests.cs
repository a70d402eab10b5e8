using System.Globalization;
using System.Text.Json;
using InferenceBench.Sampling.Tegrastats;
using InferenceBench.Verbs.Power;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Tegrastats;

public sealed class TegrastatsLineTests
{
    private const string Start = "RAM 100/200MB (lfb 3x4MB) CPU [1%@100,off] ";
    private const string StartElement = """ "ram":{"used_mb":100,"total_mb":200,"lfb_blocks":3,"lfb_bytes":4194304},"cpus":[{"load_pct":1,"mhz":100},null]""";

    [Theory]
    [InlineData("GR3D_FREQ 12%", """ "gr3d":{"load_pct":12,"mhz":[]}""")]
    [InlineData("GR3D_FREQ 12%@1300", """ "gr3d":{"load_pct":12,"mhz":[1300]}""")]
    [InlineData("GR3D_FREQ 12%@[1300,1301]", """ "gr3d":{"load_pct":12,"mhz":[1300,1301]}""")]
    [InlineData("GR3D_FREQ 12% @[1300, 1301]", """ "gr3d":{"load_pct":12,"mhz":[1300,1301]}""")]
    [InlineData("GR3D_FREQ @[0,0,0]", """ "gr3d":{"load_pct":null,"mhz":[0,0,0]}""")]
    [InlineData("GR3D 0%@998", """ "gr3d":{"load_pct":0,"mhz":[998]}""")]
    [InlineData("GR3D_FREQ 99%@917 GR3D2_FREQ 98%@0", """ "gr3d":{"load_pct":99,"mhz":[917]},"gr3d2":{"load_pct":98,"mhz":[0]}""")]
    [InlineData("GR3D_FREQ 5%@[114] GR3D2_FREQ 6%@[115]", """ "gr3d":{"load_pct":5,"mhz":[114]},"gr3d2":{"load_pct":6,"mhz":[115]}""")]
    [InlineData("EMC_FREQ 3%", """ "emc":{"load_pct":3,"mhz":null}""")]
    [InlineData("EMC_FREQ 3%@2133", """ "emc":{"load_pct":3,"mhz":2133}""")]
    [InlineData("EMC_FREQ @4266", """ "emc":{"load_pct":null,"mhz":4266}""")]
    [InlineData("EMC 8%@-1", """ "emc":{"load_pct":8,"mhz":null}""")]
    [InlineData("Step 3/4 STEP 5%", """ "engines":{"STEP":{"on":true,"load_pct":5,"mhz":null}}""")]
    [InlineData("EMC 8%@1600", """ "emc":{"load_pct":8,"mhz":1600}""")]
    [InlineData("MTS fg 2% bg 3%", """ "mts":{"fg_pct":2,"bg_pct":3}""")]
    [InlineData("NVENC off", """ "engines":{"NVENC":{"on":false}}""")]
    [InlineData("NVENC 729", """ "engines":{"NVENC":{"on":true,"load_pct":null,"mhz":729}}""")]
    [InlineData("NVENC 79%@166", """ "engines":{"NVENC":{"on":true,"load_pct":79,"mhz":166}}""")]
    [InlineData("NVENC0_FREQ @1691", """ "engines":{"NVENC0":{"on":true,"load_pct":null,"mhz":1691}}""")]
    [InlineData("PVA0_FREQ off", """ "engines":{"PVA0":{"on":false}}""")]
    [InlineData("NVDLA0_FREQ @[614,615]", """ "engines":{"NVDLA0":{"on":true,"load_pct":null,"mhz":615}}""")]
    [InlineData("VIC_LOAD 5% VIC_FREQ @729", """ "engines":{"VIC":{"on":true,"load_pct":5,"mhz":729}}""")]
    [InlineData("VDE 0 EDP limit 1912", """ "engines":{"VDE":{"on":true,"load_pct":null,"mhz":0}}""")]
    [InlineData("SWAP 1/2MB", """ "swap":{"used_mb":1,"total_mb":2}""")]
    [InlineData("IRAM 1/252kB(lfb 250kB)", """ "iram":{"used_kb":1,"total_kb":252,"lfb_kb":250}""")]
    [InlineData("IRAM 1/252kB (lfb 250kB)", """ "iram":{"used_kb":1,"total_kb":252,"lfb_kb":250}""")]
    [InlineData("tj@44.343C/66.625C gpu@-256C/-256C", """ "temps_c":{"tj":44.343},"temps_invalid":["gpu"]""")]
    [InlineData("soc012@-0.5C", """ "temps_c":{"soc012":-0.5}""")]
    [InlineData("CV0@-256C", """ "temps_invalid":["CV0"]""")]
    [InlineData("NC 0mW/0mW NC 1mW/2mW", """ "nc_rails":2""")]
    [InlineData("CAM_12V 480mW/490mW", """ "rails_mw":{"CAM_12V":{"cur_mw":480,"avg_mw":490}}""")]
    [InlineData("\0\t\u00a0APE\t150  ", """ "engines":{"APE":{"on":true,"load_pct":null,"mhz":150}}""")]
    public void An_item_is_read_in_every_spelling(string item, string expected)
    {
        string swap = expected.Contains("\"swap\"", StringComparison.Ordinal) || expected.Contains("\"iram\"", StringComparison.Ordinal) ? expected + "," : "";
        string other = swap.Length > 0 ? "" : "," + expected;

        AssertElement(Start + item, "{" + swap + StartElement + other + ",\"total_w\":null}");
    }

    [Theory]
    [InlineData("POM_5V_IN 933/1000 POM_5V_GPU 0/0 POM_5V_CPU 84/84", 0.933)]
    [InlineData("VDD_IN 3056/3056 VDD_CPU 152/152 VDD_GPU 5/5", 3.056)]
    [InlineData("VDD_SYS_GPU 152/152 VDD_SYS_SOC 687/687 VDD_4V0_WIFI 0/0 VDD_IN 3057/3056 VDD_SYS_CPU 152/152 VDD_SYS_DDR 883/883 VDD_MUX 9000/9000", 3.057)]
    [InlineData("VDD_IN 2763mW/2846mW VDD_CPU_GPU 650mW/670mW VDD_SOC 650mW/711mW", 2.763)]
    [InlineData("VDD_IN 2763mW/2846mW VDD_CPU_GPU_CV 650mW/670mW VDD_SOC 650mW/711mW", 2.763)]
    [InlineData("GPU 1/9 CPU 20/9 SOC 300/9 CV 4000/9 VDDRQ 50000/9 SYS5V 600000/9", 654.321)]
    [InlineData("VDD_GPU_SOC -392mW/0mW VDD_CPU_CV 390mW/390mW VIN_SYS_5V0 4025mW/1mW VDDQ_VDD2_1V8AO 301mW/301mW", 4.023)]
    [InlineData("VDD_GPU 6330mW/6330mW/6330mW VDD_CPU_SOC_MSS 5887mW/1mW/6000mW VIN_SYS_5V0 5635mW/2mW/6000mW VIN 28906mW/14453mW/30000mW", 28.906)]
    public void The_total_is_the_current_power_of_the_rails_that_make_it_on_the_board(string rails, double watts)
    {
        TegrastatsLine line = Read(Start + rails);

        Assert.Equal(watts, line.TotalWatts!.Value, 1e-9);
        Assert.False(line.IsIncomplete);
    }

    [Theory]
    [InlineData("VDD_GPU_SOC 2340mW/2340mW VDD_CPU_CV 390mW/390mW")]
    [InlineData("GPU 0/0 CPU 311/311 SOC 932/932 CV 0/0 VDDRQ 621/621")]
    [InlineData("VDD_GPU 0mW/0mW VDD_CPU_SOC_MSS 4165mW/4165mW VIN_SYS_5V0 4126mW/4126mW")]
    [InlineData("CAM_12V 480mW/480mW AUX_5V 500mW/500mW")]
    public void A_missing_rail_or_an_unknown_board_has_no_total(string rails)
    {
        Assert.Null(Read(Start + rails).TotalWatts);
    }

    [Fact]
    public void A_rail_of_jetpack_7_has_its_third_field()
    {
        AssertElement(Start + "VIN 3mW/-2mW/7mW", "{" + StartElement + ""","rails_mw":{"VIN":{"cur_mw":3,"avg_mw":-2,"third_mw":7}},"total_w":null}""", "total_w");
    }

    [Theory]
    [InlineData("RAM 277/3854MB (lfb 700x4MB) SWAP 0/0MB (cached 0MB) cpu [1%,0%,off,]@1912 EMC 0%@1600 AVP 5%@115 VDE 0 GR3D 0%@76 EDP limit 1912", 1912)]
    [InlineData("RAM 598/1892MB (lfb 209x512kB) cpu [1%,0%,off,off]@-1 VDE 0 EDP limit 0", null)]
    [InlineData("RAM 598/1892MB (lfb 1x256kB) CPU [1%,0%,off,off] EMC_FREQ 0%", null)]
    [InlineData("08-08-2026 20:58:23 RAM 3429/125749MB (lfb 120x4MB) CPU [1%,5%,off,off]@2601 SWAP 0/1MB (cached 0MB) EMC_FREQ @4266 GR3D_FREQ @[1574,1574,1574] cpu@49.75C/49.75C", 2601)]
    public void One_clock_after_the_list_is_that_of_all_cores(string text, int? megahertz)
    {
        TegrastatsLine line = Read(text);

        Assert.Equal(4, line.Cpus!.Count);
        Assert.Equal(new ClockedLoad(1, megahertz), line.Cpus[0]);
        Assert.Null(line.Cpus[2]);
        Assert.Null(line.Cpus[3]);
        Assert.False(line.IsIncomplete);
    }

    [Theory]
    [InlineData("(lfb 98x4MB)", 98, 4 << 20)]
    [InlineData("(lfb 2x512kB)", 2, 512 << 10)]
    [InlineData("(lfb 1x1GB)", 1, 1 << 30)]
    public void The_largest_free_blocks_have_their_size_in_bytes(string text, long blocks, long bytes)
    {
        RamUse ram = Read($"RAM 1/2MB {text} CPU [off]").Ram!;

        Assert.Equal((blocks, bytes), (ram.LargestFreeBlocks, ram.LargestFreeBlockBytes));
    }

    [Fact]
    public void Memory_in_kB_is_converted()
    {
        Assert.Equal(new RamUse(1.5, 2048, null, null), Read("RAM 1536/2097152kB CPU [off]").Ram);
    }

    [Theory]
    [InlineData("RAM 99999999999999999999/200MB")]
    [InlineData("RAM 1/2MB (lfb 99999999999999999999x4MB) CPU [1%@9]")]
    [InlineData(Start + "VDD_IN 99999999999999999999mW/1mW")]
    [InlineData(Start + "GR3D_FREQ 99999999999999999999%")]
    [InlineData(Start + "GR3D_FREQ ١٢%")]
    [InlineData(Start + "GR3D_FREQ NaN%@Infinity")]
    [InlineData("RAM 1/2MB CPU [1%@99999999999999999999]")]
    public void A_number_out_of_range_is_no_value_and_makes_the_line_incomplete(string text)
    {
        TegrastatsLine? line = TegrastatsParser.Parse(text, out _);

        Assert.True(line is null or { IsIncomplete: true });
        Assert.Null(line?.TotalWatts);
        Assert.Null(line?.Gr3d);
    }

    [Theory]
    [InlineData(Start + "VDD_IN 5251mW/8535mW VDD_CPU_GPU_CV 512mW/1944mW VDD_SOC 2720mW/36", 5.251)]
    [InlineData(Start + "VDD_IN 5251mW/8535mW VDD_CPU_GPU_CV 512mW/1944mW VDD_SOC 2720", 5.251)]
    [InlineData(Start + "VDD_IN 5251mW/8535mW VDD_CPU_GPU_CV 512mW/1944mW VDD", 5.251)]
    [InlineData(Start + "VDD_CPU_GPU_CV 512mW/1944mW VDD_IN 52", null)]
    [InlineData(Start + "GPU 0/0 CPU 311/311 SOC 932/932 CV 0/0 VDDRQ 621/621 SYS5V 14", null)]
    [InlineData(Start + "GPU 0/0 CPU 311/311 SOC 932/932 CV 0", null)]
    [InlineData(Start + "GR3D_FREQ 0%@[", null)]
    [InlineData(Start + "cpu@48.5", null)]
    [InlineData(Start + "NVENC o", null)]
    [InlineData("10-08-2026 04:38:22 RAM 13", null)]
    [InlineData("RAM 534/3964MB (lfb 98x", null)]
    [InlineData("RAM 534/3964MB (lfb 98x4MB)", null)]
    [InlineData("SWAP 1/2MB (cached 0MB) CPU [1%@100] EMC_FREQ 0%", null)]
    public void A_line_that_is_cut_is_incomplete_and_keeps_what_is_whole(string text, double? watts)
    {
        TegrastatsLine line = Read(text);

        Assert.True(line.IsIncomplete);
        Assert.Equal(watts, line.TotalWatts);
        Assert.Empty(line.Engines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\uFEFF")]
    [InlineData("tegrastats: command not found")]
    [InlineData("07-25-2026 09:08:28 something else failed 404")]
    [InlineData("ERROR 404")]
    [InlineData("STEP 3/4 off 100%")]
    [InlineData("user@example.com")]
    [InlineData("RAM is full")]
    public void Another_text_is_an_error_in_one_line(string text)
    {
        Assert.Null(TegrastatsParser.Parse(text, out string? error));
        Assert.False(string.IsNullOrWhiteSpace(error));
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void The_last_of_two_values_of_one_key_counts()
    {
        TegrastatsLine line = Read("RAM 1/2MB CPU [1%@1] VDD_IN 1mW/1mW VDD_SOC 3mW/3mW RAM 5/6MB VDD_IN 2mW/2mW VDD_CPU_GPU_CV 1mW/1mW tj@1C tj@2C");

        Assert.Equal((5, 0.002, 2), (line.Ram!.UsedMegabytes, line.TotalWatts, line.TemperaturesCelsius["tj"]));
    }

    [Fact]
    public void A_very_long_line_is_read()
    {
        string text = Start + string.Concat(Enumerable.Range(0, 20_000).Select(static i => string.Create(CultureInfo.InvariantCulture, $"Z{i}@{i}C ")));

        Assert.Equal(20_000, Read(text).TemperaturesCelsius.Count);
        Assert.True(Read("RAM 1/2MB " + new string('[', 100_000)).IsIncomplete);
    }

    private static TegrastatsLine Read(string text)
    {
        TegrastatsLine? line = TegrastatsParser.Parse(text, out string? error);
        Assert.True(line is not null, error);
        return line;
    }

    private static void AssertElement(string text, string expected, string? ignored = null)
    {
        System.Text.Json.Nodes.JsonObject element = TegrastatsJson.Of(Read(text));
        var wanted = System.Text.Json.Nodes.JsonNode.Parse(expected)!.AsObject();
        if (ignored is not null)
        {
            element.Remove(ignored);
            wanted.Remove(ignored);
        }

        using JsonDocument actual = JsonDocument.Parse(element.ToJsonString());
        using JsonDocument document = JsonDocument.Parse(wanted.ToJsonString());
        Assert.True(JsonElement.DeepEquals(document.RootElement, actual.RootElement), $"expected {wanted}\nactual   {element}");
    }
}
