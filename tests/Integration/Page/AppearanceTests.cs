using InferenceBench.Tests.Unit.Reporting.Page;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace InferenceBench.Tests.Integration.Page;

/// <summary>Themes, contrast, narrow screens, paper, and readers without script.</summary>
public sealed class AppearanceTests(Browser browser) : IClassFixture<Browser>
{
    private const string Background = "() => getComputedStyle(document.body).backgroundColor";

    // The least contrast of any text with what is behind it, as WCAG 2.1 defines it (1.4.3): the text that has it, when it is under 4.5.
    private const string PoorContrast = """
        () => {
          const rgb = text => text.match(/[\d.]+/g).map(Number);
          const luminance = ([r, g, b]) => {
            const [x, y, z] = [r, g, b].map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          const behind = element => {
            for (let at = element; at; at = at.parentElement) {
              const colour = rgb(getComputedStyle(at).backgroundColor);
              if (colour.length === 3 || colour[3] === 1) {
                return colour;
              }
            }
            return [255, 255, 255];
          };
          const poor = [];
          for (const element of document.querySelectorAll('body *:not(svg *):not(script):not(style)')) {
            const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== '');
            if (!hasText || element.closest('[disabled]') || element.getClientRects().length === 0) {
              continue;
            }
            const [a, b] = [luminance(rgb(getComputedStyle(element).color)), luminance(behind(element))].sort((x, y) => y - x);
            const contrast = (a + 0.05) / (b + 0.05);
            if (contrast < 4.5) {
              poor.push(`${contrast.toFixed(2)} ${element.className} ${element.textContent.slice(0, 40)}`);
            }
          }
          return [...new Set(poor)];
        }
        """;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_theme_follows_the_preference_until_the_reader_switches_and_the_choice_stays(ColorScheme preference)
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small(), new BrowserNewContextOptions { ColorScheme = preference });
        string first = await open.Page.EvaluateAsync<string>(Background);
        Assert.Equal(preference == ColorScheme.Dark, IsDark(first));
        await open.Page.Locator("#theme").ClickAsync();
        string second = await open.Page.EvaluateAsync<string>(Background);
        Assert.NotEqual(IsDark(first), IsDark(second));
        // Chromium hands the stored choice to the next load in its own time.
        string? stored = null;
        for (int i = 0; i < 20 && stored is null; i++)
        {
            await open.Page.ReloadAsync();
            stored = await open.Page.EvaluateAsync<string?>("() => document.documentElement.dataset.theme ?? null");
        }

        Assert.Equal(second, await open.Page.EvaluateAsync<string>(Background));
        await open.Page.Locator("#theme").ClickAsync();
        Assert.Equal(first, await open.Page.EvaluateAsync<string>(Background));
    }

    [Fact]
    public async Task Refused_storage_breaks_nothing()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        await open.Page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } });");
        await open.Page.ReloadAsync();
        string before = await open.Page.EvaluateAsync<string>(Background);
        await open.Page.Locator("#theme").ClickAsync();
        Assert.NotEqual(before, await open.Page.EvaluateAsync<string>(Background));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task All_text_has_enough_contrast(ColorScheme theme)
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small(), new BrowserNewContextOptions { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
        await open.Rows.First.Locator(".opener").ClickAsync();
        await open.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(element => element.open = true)");
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(PoorContrast));
    }

    [Fact]
    public async Task Everything_that_can_be_used_has_a_name_and_every_table_its_headers()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small());
        string[] nameless = await open.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, a, select, input, summary, [role=region], [role=img], svg')]
              .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim() || e.labels?.length > 0))
              .map(e => e.outerHTML.slice(0, 200))
            """);
        Assert.Empty(nameless);
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('table')].filter(t => t.querySelector('thead th[scope=col]') === null).length"));
        string[] ids = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[id]')].map(e => e.id)");
        Assert.Equal(ids.Distinct(), ids);
        await Expect(open.Page.Locator("h1")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator("main")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_phone_shows_everything_without_scrolling_sideways()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small(), new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, HasTouch = true });
        Assert.True(await open.Overflow() <= 0);
        await open.Rows.First.Locator(".opener").ClickAsync();
        await open.Page.Locator("#columns > summary").ClickAsync();
        await Expect(open.Page.Locator("#columns .sheet")).ToBeInViewportAsync(new LocatorAssertionsToBeInViewportOptions { Ratio = 0.9f });
        Assert.True(await open.Overflow() <= 0);
    }

    [Fact]
    public async Task Paper_has_no_controls_light_colours_all_charts_and_the_filtered_rows()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Large(400), new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        await open.Page.Locator("#chart-choice").SelectOptionAsync("chart-bars-2");
        await open.Choose("framework", "libtorch");
        await Expect(open.Page.Locator("#chart-bars-1")).ToBeHiddenAsync();
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await open.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        foreach (string control in (string[])["#search", "#theme", "#columns", "#chart-choice", ".skip"])
        {
            await Expect(open.Page.Locator(control)).ToBeHiddenAsync();
        }

        Assert.False(IsDark(await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).color.replace(/\\d+/g, v => 255 - v)")));
        await Expect(open.Page.Locator("#chart-bars-1")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#chart-bars-2")).ToBeVisibleAsync();
        await Expect(open.Rows).ToHaveCountAsync(100);
        await open.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
    }

    [Fact]
    public async Task Printing_brings_all_rows_of_all_pages()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Large(400));
        await Expect(open.Rows).ToHaveCountAsync(100);
        await open.Page.EvaluateAsync("() => addEventListener('beforeprint', () => document.title = String(document.querySelectorAll('tr[data-row]').length))");
        byte[] pdf = await open.Page.PdfAsync();
        Assert.True(pdf.Length > 10_000);
        Assert.Equal("400", await open.Page.TitleAsync());
        await Expect(open.Rows).ToHaveCountAsync(100);
    }

    [Fact]
    public async Task Without_script_there_are_summary_rows_machines_and_reasons()
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Small(), new BrowserNewContextOptions { JavaScriptEnabled = false });
        ILocator main = open.Page.Locator("main");
        foreach (string text in (string[])["Lowest median latency", "Test GPU 80GB", "libnvinfer.so.10 not found"])
        {
            await Expect(main).ToContainTextAsync(text);
        }

        await Expect(open.Page.Locator("#results table tbody tr")).ToHaveCountAsync(35);
        await Expect(open.Page.Locator("#theme")).ToBeHiddenAsync();
    }

    private static bool IsDark(string rgb)
    {
        return rgb.Split('(', ',', ')')[1..4].Select(int.Parse).Sum() < 3 * 128;
    }
}
