using System.Reflection;
using Microsoft.Playwright;
using Xunit;

namespace InferenceBench.Tests.Integration.Page;

/// <summary>The system's own Chromium, driven by Playwright. Nothing is downloaded: without a Chromium, tests are skipped with that reason.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Names the browser where it is neither <c>/usr/bin/chromium</c> nor in PATH.</summary>
    private const string Variable = "CHROMIUM";

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? Executable { get; } = FindExecutable();

    /// <summary>Why there is no browser; null when there is.</summary>
    private static string? Missing => Executable is null
        ? $"no Chromium: install Debian's chromium, or name one by {Variable}"
        : !Directory.Exists(Path.Combine(DriverFolder, ".playwright")) ? $"Playwright's driver is not in {DriverFolder}: build the tests here" : null;

    private static string DriverFolder { get; } = typeof(Browser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "PlaywrightDriver").Value ?? "";

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", DriverFolder);
        _playwright = await Playwright.CreateAsync();
        // The pages are our own, and Chromium's sandbox does not start in containers or as root.
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Headless = true, ChromiumSandbox = false });
    }

    /// <summary>The browser; skips the test when there is none.</summary>
    public IBrowser Get()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return _browser!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    private static string? FindExecutable()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        string[] folders = ["/usr/bin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
