using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using InferenceBench.Contracts;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Children;

/// <summary>Asks frameworks what runs here, each in a short-lived child: a broken native library must not take the host down.</summary>
public static class FrameworkProber
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    // What runs here does not change while this process lives.
    private static readonly ConditionalWeakTable<FrameworkRegistry, ConcurrentDictionary<string, FrameworkProbe>> s_answers = [];

    /// <summary>Probes frameworks side by side. A child that dies, hangs (10 s) or answers nonsense is an unavailable framework with that reason.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="ids">Those to ask; empty asks all.</param>
    /// <returns>The answer by framework id.</returns>
    public static IReadOnlyDictionary<string, FrameworkProbe> Probe(FrameworkRegistry registry, IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(ids);
        ConcurrentDictionary<string, FrameworkProbe> answers = s_answers.GetOrCreateValue(registry);
        string[] asked = ids.Count > 0
            ? [.. ids.Select(id => registry.Find(id)?.Descriptor.Id ?? id).Distinct(StringComparer.Ordinal)]
            : [.. registry.All.Select(static framework => framework.Descriptor.Id)];
        Task.WhenAll(asked.Where(id => !answers.ContainsKey(id)).Select(async id =>
        {
            answers[id] = registry.Find(id) is null
                ? FrameworkProbe.Unavailable($"there is no framework '{id}'", "name one of those that 'doctor' lists")
                : await AskAsync(id).ConfigureAwait(false);
        })).GetAwaiter().GetResult();
        return asked.ToDictionary(static id => id, id => answers[id], StringComparer.OrdinalIgnoreCase);
    }

    private static async Task<FrameworkProbe> AskAsync(string id)
    {
        try
        {
            using ChildProcess child = ChildProcess.Start(ChildProgram.Probe, id);
            ChildReply reply = await child.AskAsync(null, s_timeout).ConfigureAwait(false);
            if (reply.Line is null)
            {
                return FrameworkProbe.Unavailable($"probing it failed: {reply.Failure}", "its native library is broken or does not fit this machine: reinstall it");
            }

            return ChildJson.TryRead<FrameworkProbe>(reply.Line)
                ?? FrameworkProbe.Unavailable($"its probe answered nonsense: {OneLine.Of(reply.Line)}");
        }
        catch (Win32Exception e)
        {
            return FrameworkProbe.Unavailable($"a child process cannot be started: {e.Message}");
        }
    }
}
