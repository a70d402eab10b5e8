using System.ComponentModel;
using System.Globalization;
using InferenceBench.Children;
using InferenceBench.Contracts;

namespace InferenceBench.Quantization;

/// <summary>Asks children for calibrations and comparisons: only they load the engine.</summary>
/// <param name="engine">The engine.</param>
internal sealed class QuantizationChild(FrameworkDescriptor engine)
{
    // A large model on a small board; the limit is there so that an engine that hangs does not hang the host.
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_perSample = TimeSpan.FromSeconds(60);

    /// <summary>Lets a child calibrate.</summary>
    /// <param name="request">The calibration.</param>
    public CalibrationAnswer Calibrate(CalibrationRequest request)
    {
        return Ask<CalibrationRequest, CalibrationAnswer>(ChildProgram.Calibrate, request, new ChildSettings(request.Open.Threads, request.Open.Options), request.Samples.Count, static reason => new CalibrationAnswer(null, reason));
    }

    /// <summary>Lets a child compare.</summary>
    /// <param name="request">The comparison.</param>
    public ComparisonAnswer Compare(ComparisonRequest request)
    {
        return Ask<ComparisonRequest, ComparisonAnswer>(ChildProgram.Compare, request, new ChildSettings(request.Reference.Threads, request.Reference.Options), request.Samples.Count, static reason => new ComparisonAnswer(null, null, reason));
    }

    private TAnswer Ask<TRequest, TAnswer>(string kind, TRequest request, ChildSettings settings, int samples, Func<string, TAnswer> fail)
        where TAnswer : class
    {
        try
        {
            using ChildProcess child = ChildProcess.Start(kind, engine.Id, ChildEnvironment.Of(engine, settings));
            ChildReply reply = child.AskAsync(ChildJson.Write(request), s_start + (samples * s_perSample)).GetAwaiter().GetResult();
            return reply.Line is null ? fail(reply.Failure!)
                : ChildJson.TryRead<TAnswer>(reply.Line) ?? fail(string.Create(CultureInfo.InvariantCulture, $"the child's answer is not readable ({reply.Line.Length} characters)"));
        }
        catch (Win32Exception e)
        {
            return fail($"a child process cannot be started: {e.Message}");
        }
    }
}
