using System.Text;
using System.Text.Json;
using InferenceBench.Frameworks.TensorRt.Sessions;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class LayerProfileTests
{
    [Fact]
    public void The_file_is_what_trtexec_exports()
    {
        using var stream = new MemoryStream();

        LayerProfile.WriteLatencies(stream, 4, [("conv \"1\"", [4, 1, 2, 5]), ("relu", [1, 1, 1, 1])]);

        JsonElement[] rows = [.. JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement.EnumerateArray()];
        Assert.Equal(3, rows.Length);
        Assert.Equal(4, rows[0].GetProperty("count").GetInt32());
        Assert.Equal(("conv \"1\"", 12.0, 3.0, 3.0, 75.0), (
            rows[1].GetProperty("name").GetString(), rows[1].GetProperty("timeMs").GetDouble(), rows[1].GetProperty("averageMs").GetDouble(),
            rows[1].GetProperty("medianMs").GetDouble(), rows[1].GetProperty("percentage").GetDouble()));
        Assert.Equal(("relu", 4.0, 25.0), (rows[2].GetProperty("name").GetString(), rows[2].GetProperty("timeMs").GetDouble(), rows[2].GetProperty("percentage").GetDouble()));
    }

    [Fact]
    public void Layers_that_take_no_time_have_no_share()
    {
        using var stream = new MemoryStream();

        LayerProfile.WriteLatencies(stream, 1, [("a", [0.0])]);

        Assert.Equal(0, JsonDocument.Parse(stream.ToArray()).RootElement[1].GetProperty("percentage").GetDouble());
    }
}
