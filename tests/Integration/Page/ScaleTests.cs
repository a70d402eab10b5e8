using InferenceBench.Reporting.Page;
using InferenceBench.Tests.Unit.Reporting.Page;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace InferenceBench.Tests.Integration.Page;

/// <summary>Many rows: the page draws a bounded part of them, and everything works on all.</summary>
public sealed class ScaleTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_thousand_rows_are_filtered_sorted_and_paged_with_a_hundred_drawn()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Large(1000));
        await Expect(open.Rows).ToHaveCountAsync(100);
        await Expect(open.Header("started")).ToBeVisibleAsync();
        await open.Header("p50Ms").GetByRole(AriaRole.Button).ClickAsync();
        double[] first = [.. (await open.Column("p50Ms")).Select(Number)];
        await open.Page.Locator("#page-next").ClickAsync();
        await Expect(open.Page.Locator(".pager span")).ToHaveTextAsync("rows 101 to 200 of 1000");
        await Expect(open.Page.Locator("#page-next")).ToBeFocusedAsync();
        double[] second = [.. (await open.Column("p50Ms")).Select(Number)];
        Assert.Equal(first.Concat(second).Order(), first.Concat(second));

        await open.Choose("framework", "libtorch");
        await Expect(open.Page.Locator("#count")).ToContainTextAsync("250 of 1000 rows");
        await open.Search("machine-3", "50 of 1000");
        await Expect(open.Page.Locator(".pager")).ToBeHiddenAsync();
        await open.Page.Locator("#reset").ClickAsync();
        await open.Page.Locator("#page-all").ClickAsync();
        await Expect(open.Rows).ToHaveCountAsync(1000);
        await open.Page.Locator("#page-all").ClickAsync();
        await Expect(open.Rows).ToHaveCountAsync(100);
        Assert.True(await open.Page.EvaluateAsync<int>("() => document.querySelectorAll('*').length") < 12_000);
    }

    [Fact]
    public async Task Above_the_limit_a_row_is_a_case_and_the_page_says_so()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Large(ReportPage.MostRunRows + 1));
        await Expect(open.Page.Locator("#notice")).ToContainTextAsync("2,001 rows were read");
        await Expect(open.Page.Locator("#notice")).ToContainTextAsync("compare.csv");
        await Expect(open.Header("runs")).ToBeVisibleAsync();
        Assert.Contains(await open.Column("runs"), static runs => int.Parse(runs) > 1);
        await open.Rows.First.Locator(".opener").ClickAsync();
        await Expect(open.Page.Locator("tr.details")).ToContainTextAsync("runs, newest first");
    }

    private static double Number(string cell)
    {
        return double.Parse(cell.Replace("★best: ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }
}
