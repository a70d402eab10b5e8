using InferenceBench.Tests.Unit.Reporting.Page;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace InferenceBench.Tests.Integration.Page;

/// <summary>Every text of a comparison is a stranger's: it stays text, and the page stays usable.</summary>
public sealed class HostileTextTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<string> Texts { get; } =
    [
        "<script>window.broken = 1</script>",
        "</script><script>window.broken = 1</script>",
        "\"><img src=x onerror=\"window.broken = 1\">",
        "'><svg onload='window.broken = 1'>",
        "<!--<script>",
        "</title></style></noscript><b id=\"broken\">",
        "\u202eright to left\u2066 \ud83d\ude80 \u2028\u2029 \u0007",
        "__proto__",
        "constructor",
        new string('x', 10_000),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_stays_text(string text)
    {
        await using OpenPage open = await OpenPage.Of(browser, PageSample.Hostile(text));
        await Expect(open.Rows).ToHaveCountAsync(2);
        await open.Rows.First.Locator(".opener").ClickAsync();
        string shown = await open.Page.Locator("tr.details dd").First.EvaluateAsync<string>("e => e.textContent");
        Assert.Contains(shown, new[] { text, $"{text}: {text}", $"{text} the latency" });
        await open.Search(text.Trim()[..Math.Min(20, text.Trim().Length)], "2 rows");
        Assert.Equal("undefined", await open.Page.EvaluateAsync<string>("() => typeof window.broken"));
        await Expect(open.Page.Locator("img, #broken, main svg:not(.ib-chart)")).ToHaveCountAsync(0);
        Assert.True(await open.Overflow() <= 0);
    }
}
