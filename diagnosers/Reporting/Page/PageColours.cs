using InferenceBench.Reporting.Charts;

namespace InferenceBench.Reporting.Page;

/// <summary>
/// The colours of both themes as custom properties. Text on its background has a contrast of at least 4.5 : 1 in each (a test computes it in a browser). Dark is
/// for screens alone: paper is light.
/// </summary>
internal static class PageColours
{
    private const string Light = """
        color-scheme:light;
        --page:#f6f7f9;--card:#ffffff;--sunken:#eef0f3;--line:#d5dae1;--line-strong:#9aa4b2;
        --ink:#1a2029;--ink-2:#4c5665;--link:#0b57b0;--focus:#0b57b0;
        --best:#e2f3e6;--best-ink:#14532d;--hover:#eef4fc;
        --warn:#fdf0d0;--warn-ink:#6b4300;--bad:#fde4e1;--bad-ink:#8c1d13;--good:#e2f3e6;--good-ink:#14532d;--quiet:#e9ecf0;--quiet-ink:#414b59;
        --tip:#1a2029;--tip-ink:#ffffff;
        """;

    private const string Dark = """
        color-scheme:dark;
        --page:#0e1013;--card:#16181d;--sunken:#20242b;--line:#2e343d;--line-strong:#626c7a;
        --ink:#eceef2;--ink-2:#a9b1bd;--link:#86b9ff;--focus:#86b9ff;
        --best:#16341f;--best-ink:#b5efc6;--hover:#222a36;
        --warn:#45340f;--warn-ink:#ffdf9a;--bad:#4d211d;--bad-ink:#ffc9c2;--good:#173a25;--good-ink:#b5efc6;--quiet:#2b343f;--quiet-ink:#c3ccd8;
        --tip:#eceef2;--tip-ink:#0e1013;
        """;

    /// <summary>The rules: light, dark by preference, either by the reader's choice.</summary>
    public static string Rules { get; } = string.Concat(
        ":root{", Light, ChartStyle.LightColours, "}\n",
        "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){", Dark, ChartStyle.DarkColours, "}}\n",
        "@media screen{:root[data-theme=dark]{", Dark, ChartStyle.DarkColours, "}}\n").ReplaceLineEndings("\n");
}
