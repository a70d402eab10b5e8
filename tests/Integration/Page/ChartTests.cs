using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Tests.Unit.Reporting.Page;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace InferenceBench.Tests.Integration.Page;

/// <summary>Charts in the page.</summary>
public sealed class ChartTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_mark_under_the_pointer_shows_its_title_and_leaving_hides_it()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        ILocator mark = open.Page.Locator("#chart-bars-1 [data-tip]").Nth(1);
        await mark.ScrollIntoViewIfNeededAsync();
        await mark.HoverAsync();
        await Expect(open.Page.Locator("#tip")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#tip")).ToHaveTextAsync("libtorch: 1.75 ms");
        await open.Page.Mouse.MoveAsync(2, 2);
        await Expect(open.Page.Locator("#tip")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task One_chart_or_all_can_be_chosen()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await Expect(open.Page.Locator("figure:visible")).ToHaveCountAsync(2);
        await open.Page.Locator("#chart-next").ClickAsync();
        await Expect(open.Page.Locator("figure:visible")).ToHaveAttributeAsync("id", "chart-bars-1");
        await open.Page.Locator("#chart-next").ClickAsync();
        await Expect(open.Page.Locator("figure:visible")).ToHaveAttributeAsync("id", "chart-bars-2");
        await open.Page.Locator("#chart-next").ClickAsync();
        await Expect(open.Page.Locator("figure:visible")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Real_charts_break_neither_the_policy_nor_the_themes()
    {
        ResultComparison comparison = PageSample.Small();
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(comparison);
        Assert.NotEmpty(charts);
        await using OpenPage open = await OpenPage.Of(browser, comparison, charts: charts);
        await Expect(open.Page.Locator("figure")).ToHaveCountAsync(charts.Count);
        Assert.True(await open.Page.Locator("figure [data-tip]").CountAsync() >= charts.Count);
        string ink = await InkOf(open);
        await open.Page.Locator("#theme").ClickAsync();
        Assert.NotEqual(ink, await InkOf(open));
        string[] ids = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[id]')].map(e => e.id)");
        Assert.Equal(ids.Distinct(), ids);
    }

    private static async Task<string> InkOf(OpenPage open)
    {
        return await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('figure svg text')).fill");
    }
}
