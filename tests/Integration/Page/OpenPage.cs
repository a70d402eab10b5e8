using System.Text;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Page;
using InferenceBench.Tests.Unit.Reporting.Page;
using Microsoft.Playwright;
using Xunit;

namespace InferenceBench.Tests.Integration.Page;

/// <summary>
/// A report opened from its file, watched: <see cref="DisposeAsync"/> fails the test on any error on the console, breach of the page's content policy, uncaught
/// exception, dialog, or request beside the file itself.
/// </summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private OpenPage(string folder, IBrowserContext context, IPage page)
    {
        _folder = folder;
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public string Url => new Uri(Path.Combine(_folder, ReportPage.FileName)).AbsoluteUri;

    public ILocator Rows => Page.Locator("table.results tbody tr[data-row]");

    public static async Task<OpenPage> Of(Browser browser, ResultComparison comparison, BrowserNewContextOptions? options = null, IReadOnlyList<ChartImage>? charts = null)
    {
        IBrowser chromium = browser.Get();
        string folder = Directory.CreateTempSubdirectory("inferencebench-page-").FullName;
        await using (StreamWriter writer = new(Path.Combine(folder, ReportPage.FileName), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            ReportPage.Write(comparison, charts ?? PageSample.Charts(), writer);
        }

        IBrowserContext context = await chromium.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 900 } });
        OpenPage open = new(folder, context, await context.NewPageAsync());
        await open.Load();
        return open;
    }

    /// <summary>Texts of one column, top down.</summary>
    public async Task<IReadOnlyList<string>> Column(string id)
    {
        return await Page.EvaluateAsync<string[]>(
            """
            id => {
              const at = [...document.querySelectorAll('table.results thead th')].findIndex(th => th.dataset.column === id);
              return [...document.querySelectorAll('table.results tbody tr[data-row]')].map(line => line.children[at].textContent);
            }
            """,
            id);
    }

    public ILocator Header(string id)
    {
        return Page.Locator($"table.results thead th[data-column=\"{id}\"]");
    }

    public async Task Choose(string facet, string value)
    {
        ILocator menu = Page.Locator($"details[data-facet={facet}]");
        await menu.Locator("summary").ClickAsync();
        await menu.GetByLabel(value).CheckAsync();
        await Page.Keyboard.PressAsync("Escape");
    }

    public async Task Search(string text, string expectedCount)
    {
        await Page.Locator("#search").FillAsync(text);
        await Assertions.Expect(Page.Locator("table.results")).ToHaveAttributeAsync("data-search", text);
        await Assertions.Expect(Page.Locator("#count")).ToContainTextAsync(expectedCount);
    }

    /// <summary>How far the page is wider than its window, in pixels.</summary>
    public async Task<int> Overflow()
    {
        return await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Directory.Delete(_folder, recursive: true);
        Assert.Equal([], _complaints);
    }

    private async Task Load()
    {
        Page.SetDefaultTimeout(15_000);
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add($"console: {message.Text}");
            }
        };
        Page.PageError += (_, error) => _complaints.Add($"exception: {error}");
        Page.Dialog += (_, dialog) =>
        {
            _complaints.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        Page.Request += (_, request) =>
        {
            if (request.Url.Split('#')[0] != Url)
            {
                _complaints.Add($"request: {request.Url}");
            }
        };
        await Page.RouteAsync("**/*", route => route.Request.Url.Split('#')[0] == Url ? route.ContinueAsync() : route.AbortAsync());
        await Page.GotoAsync(Url);
    }
}
