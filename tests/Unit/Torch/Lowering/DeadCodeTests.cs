using InferenceBench.Frameworks.Torch.Lowering;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

/// <summary>Statements that nobody needs.</summary>
public sealed class DeadCodeTests
{
    [Fact]
    public void Only_what_leads_to_a_result_stays()
    {
        TorchStatement[] statements =
        [
            new(["a"], "torch.relu(x)", ""),
            new(["b", "c"], "torch.max(a, 1, False)", ""),
            new(["d"], "torch.abs(b)", ""),
            new(["e"], "torch.add(c, self.d)", ""),
        ];
        Assert.Equal([statements[0], statements[1], statements[3]], DeadCode.Remove(statements, ["e"]));
    }

    [Fact]
    public void A_member_is_not_a_local_of_the_same_name()
    {
        Assert.Equal(["d"], DeadCode.MembersIn(["torch.add(c, self.d).e"]));
        Assert.DoesNotContain("d", DeadCode.LocalsIn(["torch.add(c, self.d)"]));
    }
}
