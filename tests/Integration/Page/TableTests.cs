using System.Globalization;
using InferenceBench.Tests.Unit.Reporting.Page;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace InferenceBench.Tests.Integration.Page;

/// <summary>Filters, search, sorting and details in Chromium.</summary>
public sealed class TableTests(Browser browser) : IClassFixture<Browser>
{
    private const int AllRows = 35;

    [Fact]
    public async Task Facets_filter_and_reset_brings_all_back()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await Expect(open.Rows).ToHaveCountAsync(AllRows);
        await Expect(open.Header("started")).ToHaveCountAsync(0);
        await open.Choose("framework", "tensorrt");
        await Expect(open.Rows).ToHaveCountAsync(9);
        Assert.All(await open.Column("label"), static label => Assert.Equal("tensorrt", label));
        await open.Choose("machine", "beta");
        await Expect(open.Page.Locator("#count")).ToContainTextAsync("4 of 35 rows");
        await open.Choose("framework", "libtorch");
        await Expect(open.Rows).ToHaveCountAsync(8);
        await open.Page.Locator("#reset").ClickAsync();
        await Expect(open.Rows).ToHaveCountAsync(AllRows);
    }

    [Fact]
    public async Task Search_finds_rows_by_all_their_words_wherever_they_are()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Search("OUT of memory", "1 of 35");
        await open.Search("captured alpha", "4 of 35");
        await open.Search("mobilenet libtorch beta", "2 of 35");
        await open.Search("high_variation", "1 of 35");
        await open.Search("no such words", "0 of 35");
        await Expect(open.Page.Locator("td.empty")).ToContainTextAsync("No row fits");
    }

    [Fact]
    public async Task Headers_sort_by_value_both_ways_with_what_is_missing_last()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Header("p50Ms").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(open.Header("p50Ms")).ToHaveAttributeAsync("aria-sort", "ascending");
        double[] ascending = Values(await open.Column("p50Ms"), missing: 2);
        Assert.Equal(ascending.Order(), ascending);
        await open.Header("p50Ms").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(open.Header("p50Ms")).ToHaveAttributeAsync("aria-sort", "descending");
        double[] descending = Values(await open.Column("p50Ms"), missing: 2);
        Assert.Equal(descending.OrderDescending(), descending);
        Assert.Equal(40, descending[0]);

        // Throughput: more is better, so that comes first.
        await open.Header("imagesPerSecond").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(open.Header("imagesPerSecond")).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(open.Header("p50Ms")).ToHaveAttributeAsync("aria-sort", "none");

        await open.Header("label").GetByRole(AriaRole.Button).ClickAsync();
        IReadOnlyList<string> labels = await open.Column("label");
        Assert.Equal(labels.Order(StringComparer.Ordinal), labels);
    }

    [Fact]
    public async Task The_best_of_what_is_shown_is_marked_where_there_is_a_choice()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Choose("machine", "alpha");
        await open.Choose("model", "resnet50");
        await open.Choose("batch", "8");
        ILocator best = open.Page.Locator("tr:has(td[title*=\"best of\"]) th");
        IReadOnlyList<string> columns = await open.Column("p50Ms");
        Assert.Equal(4, columns.Count);
        Assert.Equal(["tensorrt"], (await open.Column("label")).Zip(columns).Where(static pair => pair.Second.Contains("best", StringComparison.Ordinal)).Select(static pair => pair.First));
        Assert.True(await best.CountAsync() > 0);

        // With the best filtered away, the next one is; alone, none is.
        await open.Choose("framework", "libtorch");
        Assert.DoesNotContain("best", (await open.Column("p50Ms"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_show_settings_figures_parity_and_origin()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Search("captured alpha resnet50", "2 of 35");
        ILocator opener = open.Rows.First.Locator(".opener");
        await opener.ClickAsync();
        await Expect(opener).ToHaveAttributeAsync("aria-expanded", "true");
        ILocator details = open.Page.Locator("tr.details");
        foreach (string text in (string[])["captured", "samples/tensorrt-resnet50-b1.trace", "results/alpha/2026-01-02-0123456/report.json", "0123456789abcdef", "0.99999994", "nvml", "onnxruntime 1.2.3 cpu"])
        {
            await Expect(details).ToContainTextAsync(text);
        }

        double exact = PageSample.LatencyMs("alpha", "tensorrt", "resnet50", 1);
        await Expect(details).ToContainTextAsync(exact.ToString("R", CultureInfo.InvariantCulture) + " ms");
        await open.Rows.First.Locator("td").First.ClickAsync();
        await Expect(details).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_missing_says_why()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Search("resnet152 onnxruntime", "1 of 35");
        await Expect(open.Page.Locator("td.missing[title=\"needs 662 inferences, there are 50\"]")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator("td.missing[title=\"no power source was read\"]")).ToHaveCountAsync(3);
        await open.Search("out of memory", "1 of 35");
        Assert.True(await open.Page.Locator("td.missing[title^=\"failed: CUDA error 2\"]").CountAsync() > 3);
    }

    [Fact]
    public async Task Figures_are_rounded_with_the_whole_value_in_their_tooltip()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Search("beta tensorflow mobilenet batch", "2 of 35");
        double exact = PageSample.LatencyMs("beta", "tensorflow", "mobilenet_v3_large", 1);
        ILocator cell = open.Rows.First.Locator($"td[title^=\"{exact.ToString("R", CultureInfo.InvariantCulture)} ms\"]");
        await Expect(cell).ToHaveTextAsync("0.2500");
        Assert.Equal("20.0 ± 0.8", (await open.Column("energyJoules"))[0].Replace("★best: ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Columns_can_be_chosen()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await Expect(open.Header("peakResidentBytes")).ToHaveCountAsync(0);
        await open.Page.Locator("#columns > summary").ClickAsync();
        await open.Page.Locator("#columns").GetByLabel("Peak RSS").CheckAsync();
        Assert.Equal("300.0", (await open.Column("peakResidentBytes"))[0]);
        await open.Page.Locator("#columns").GetByLabel("Peak RSS").UncheckAsync();
        await Expect(open.Header("peakResidentBytes")).ToHaveCountAsync(0);
    }

    private static double[] Values(IReadOnlyList<string> texts, int missing)
    {
        Assert.All(texts.TakeLast(missing), static text => Assert.Equal("n/a", text));
        return [.. texts.SkipLast(missing).Select(static text => double.Parse(text.Replace("★best: ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))];
    }
}
