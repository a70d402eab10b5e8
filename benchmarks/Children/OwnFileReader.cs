using System.ComponentModel;
using InferenceBench.Cli;
using InferenceBench.Contracts;

namespace InferenceBench.Children;

/// <summary>Asks a framework what a file of its own takes, in a short-lived child: the host loads no engine.</summary>
internal static class OwnFileReader
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    /// <summary>Reads a file. A child that dies or hangs (2 min: engines of gigabytes) is a file that cannot be read, with that reason.</summary>
    /// <param name="framework">The framework.</param>
    /// <param name="path">Absolute path.</param>
    /// <param name="options">The run's options: the devices that it is to run on, the framework's own options.</param>
    public static ReadAnswer Read(FrameworkDescriptor framework, string path, RunOptions options)
    {
        try
        {
            using ChildProcess child = ChildProcess.Start(ChildProgram.Read, framework.Id);
            ChildReply reply = child.AskAsync(ChildJson.Write(new ReadRequest(path, DeviceOf(framework, options), options.OptionsOf(framework.Id))), s_timeout).GetAwaiter().GetResult();
            return reply.Line is null
                ? new ReadAnswer(null, reply.Failure)
                : ChildJson.TryRead<ReadAnswer>(reply.Line) ?? new ReadAnswer(null, "the child's answer is not readable");
        }
        catch (Win32Exception e)
        {
            return new ReadAnswer(null, $"a child process cannot be started: {e.Message}");
        }
    }

    private static Device DeviceOf(FrameworkDescriptor framework, RunOptions options)
    {
        return options.Devices.Where(device => framework.Providers.Any(provider => provider.DeviceKind == device.Kind))
            .FirstOrDefault(new Device(framework.Providers[0].DeviceKind, 0));
    }
}
