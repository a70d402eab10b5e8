using InferenceBench.Tests.Unit.Reporting.Page;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace InferenceBench.Tests.Integration.Page;

/// <summary>The page without a mouse.</summary>
public sealed class KeyboardTests(Browser browser) : IClassFixture<Browser>
{
    private const int MostTabs = 60;

    [Fact]
    public async Task The_first_tab_offers_to_skip_to_the_results()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Page.Keyboard.PressAsync("Tab");
        await Expect(open.Page.Locator(".skip")).ToBeFocusedAsync();
        await Expect(open.Page.Locator(".skip")).ToBeInViewportAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(open.Page.Locator("#results")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_reader_filters_sorts_and_opens_details_by_keys_alone()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await TabTo(open, "#search");
        await open.Page.Keyboard.TypeAsync("alpha resnet50");
        await Expect(open.Rows).ToHaveCountAsync(8);

        await TabTo(open, "details[data-facet=framework] > summary");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Space");
        await Expect(open.Rows).ToHaveCountAsync(2);
        await open.Page.Keyboard.PressAsync("Escape");
        await Expect(open.Page.Locator("details[data-facet=framework]")).Not.ToHaveAttributeAsync("open", "");
        await Expect(open.Page.Locator("details[data-facet=framework] > summary")).ToBeFocusedAsync();

        await TabTo(open, "th[data-column=p50Ms] button");
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(open.Header("p50Ms")).ToHaveAttributeAsync("aria-sort", "ascending");
        await open.Page.Keyboard.PressAsync("Space");
        await Expect(open.Header("p50Ms")).ToHaveAttributeAsync("aria-sort", "descending");

        await TabTo(open, ".opener");
        await open.Page.Keyboard.PressAsync("ArrowDown");
        ILocator second = open.Rows.Nth(1).Locator(".opener");
        await Expect(second).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(second).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(open.Page.Locator("tr.details")).ToContainTextAsync("threads");
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(open.Page.Locator("tr.details")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_row_is_in_the_tab_order_and_arrows_home_and_end_move_it()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Rows.First.Locator(".opener").FocusAsync();
        await open.Page.Keyboard.PressAsync("End");
        await Expect(open.Rows.Last.Locator(".opener")).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("ArrowUp");
        await open.Page.Keyboard.PressAsync("Home");
        await Expect(open.Rows.First.Locator(".opener")).ToBeFocusedAsync();
        await Expect(open.Page.Locator(".opener[tabindex=\"0\"]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Whatever_has_the_focus_shows_it()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        for (int i = 0; i < MostTabs; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            string bare = await open.Page.EvaluateAsync<string>(
                """
                () => {
                  const element = document.activeElement;
                  const style = getComputedStyle(element);
                  return element === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 ? '' : element.outerHTML.slice(0, 200);
                }
                """);
            Assert.Equal("", bare);
        }
    }

    [Fact]
    public async Task Marks_of_a_chart_are_reached_by_tab_and_arrows_and_show_their_title()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await TabTo(open, "#chart-next");
        await open.Page.Keyboard.PressAsync("Tab");
        await Expect(open.Page.Locator("#tip")).ToHaveTextAsync("onnxruntime: 1.5 ms");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(open.Page.Locator("#tip")).ToHaveTextAsync("libtorch: 1.75 ms");
        await open.Page.Keyboard.PressAsync("Tab");
        await Expect(open.Page.Locator("#tip")).ToHaveTextAsync("onnxruntime: 2.5 ms");
        await open.Page.Keyboard.PressAsync("Escape");
        await Expect(open.Page.Locator("#tip")).ToBeHiddenAsync();
    }

    private static async Task TabTo(OpenPage open, string selector)
    {
        for (int i = 0; i < MostTabs; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            if (await open.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{MostTabs} tabs did not reach {selector}");
    }
}
