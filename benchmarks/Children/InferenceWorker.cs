using System.ComponentModel;
using InferenceBench.Contracts;

namespace InferenceBench.Children;

/// <summary>Runs inferences of one framework in a child that lives on from request to request and is started anew after a crash. Not thread-safe.</summary>
internal sealed class InferenceWorker : IDisposable
{
    private readonly FrameworkDescriptor _framework;
    private readonly ChildSettings _settings;
    private ChildProcess? _child;

    /// <summary>A worker; its child starts with the first request.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="settings">What its inferences have in common, for the child's environment.</param>
    public InferenceWorker(FrameworkDescriptor framework, ChildSettings settings)
    {
        _framework = framework;
        _settings = settings;
    }

    /// <summary>Runs one inference.</summary>
    /// <param name="request">The inference.</param>
    /// <param name="timeout">After this time the child is killed and the inference has failed.</param>
    public InferenceAnswer Run(InferenceRequest request, TimeSpan timeout)
    {
        try
        {
            _child ??= ChildProcess.Start(ChildProgram.Infer, _framework.Id, ChildEnvironment.Of(_framework, _settings));
        }
        catch (Win32Exception e)
        {
            return InferenceAnswer.Failed($"a child process cannot be started: {e.Message}");
        }

        ChildReply reply = _child.AskAsync(ChildJson.Write(request), timeout).GetAwaiter().GetResult();
        if (reply.Line is not null && ChildJson.TryRead<InferenceAnswer>(reply.Line) is { } answer)
        {
            return answer;
        }

        Dispose();
        return InferenceAnswer.Failed(reply.Failure ?? "the child's answer is not readable");
    }

    /// <summary>Ends the child.</summary>
    public void Dispose()
    {
        _child?.Dispose();
        _child = null;
    }
}
