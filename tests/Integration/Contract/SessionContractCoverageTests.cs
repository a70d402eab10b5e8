using System.Text.Json;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Contract;

public sealed class SessionContractCoverageTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task Every_variant_of_every_framework_that_runs_here_is_held_to_the_contract()
    {
        SessionContract[] contracts = [.. typeof(SessionContract).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(SessionContract)) && !type.IsAbstract)
            .Select(static type => (SessionContract)Activator.CreateInstance(type)!)];

        (_, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "doctor");

        ILookup<bool, string> registered = document.GetProperty("frameworks").EnumerateArray()
            .ToLookup(static framework => framework.GetProperty("available").GetBoolean(), static framework => framework.GetProperty("id").GetString()!);
        string[] held = [.. contracts.Select(static contract => contract.Framework.Descriptor.Id).Distinct()];
        Assert.Empty(registered[true].Except(held));
        Assert.Empty(held.Except(registered[true]).Except(registered[false]));
        Assert.All(contracts, contract => Assert.Equal(
            contract.Framework.Descriptor.Variants.Order(),
            contracts.Where(other => other.Framework.Descriptor.Id == contract.Framework.Descriptor.Id).Select(static other => other.Variant).Order()));
        foreach (SessionContract contract in contracts)
        {
            await contract.DisposeAsync();
        }
    }
}
