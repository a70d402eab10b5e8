using InferenceBench.Verbs;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_numbers_stand_right()
    {
        var table = new TextTable("Model", ">MACs", "Note");
        table.Add("net", "12", "");
        table.Add("longer name", "3", "x");

        Assert.Equal("Model        MACs  Note\n-----------  ----  ----\nnet            12\nlonger name     3  x\n", table.ToString());
    }
}
