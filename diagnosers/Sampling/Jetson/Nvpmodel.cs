using System.Globalization;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Jetson;

/// <summary>The board's tool that shows and sets power modes.</summary>
internal sealed class Nvpmodel
{
    // Setting a mode switches cores on and off and restarts services.
    private static readonly TimeSpan s_setLimit = TimeSpan.FromSeconds(30);
    private readonly BoardProgram _program;
    private readonly IReadOnlyList<PowerMode> _modes;

    /// <summary>The tool.</summary>
    /// <param name="program">The program.</param>
    /// <param name="modes">The modes of the board; empty when its definitions cannot be read.</param>
    public Nvpmodel(BoardProgram program, IReadOnlyList<PowerMode> modes)
    {
        _program = program;
        _modes = modes;
    }

    /// <summary>The mode with an id.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="PowerSourceException">The board has no such mode.</exception>
    public PowerMode Find(int id)
    {
        if (_modes.FirstOrDefault(mode => mode.Id == id) is { } known)
        {
            return known;
        }

        // Without definitions the tool itself must say whether it has the mode.
        return _modes.Count == 0 && id >= 0
            ? new PowerMode(id, null)
            : throw new PowerSourceException(string.Create(
                CultureInfo.InvariantCulture, $"this board has no power mode {id}; it has {string.Join(", ", _modes.Select(static mode => $"{mode.Id} {mode.Name}"))}"));
    }

    /// <summary>The mode in force; null when the tool does not say its id.</summary>
    public PowerMode? TryRead()
    {
        BoardProgramResult answer = _program.Run(BoardProgram.QuestionLimit, "-q");
        PowerMode mode = BoardReader.Complete(PowerModeText.ParseQuery(answer.All), _modes);
        return mode.Id is null ? null : BoardReader.Complete(mode, _modes);
    }

    /// <summary>The mode in force.</summary>
    /// <exception cref="PowerSourceException">The tool does not say it: it could not be set again.</exception>
    public PowerMode Read()
    {
        return TryRead() ?? throw new PowerSourceException(
            $"{_program.Path} -q does not say which power mode is in force, so it could not come back after the run: {_program.Run(BoardProgram.QuestionLimit, "-q").LastLine}");
    }

    /// <summary>Sets a mode and checks that it is in force.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="before">The mode that is in force; null when it does not matter.</param>
    /// <exception cref="PowerSourceException">It is not in force afterwards: no permission, a restart is needed, or the tool refuses.</exception>
    public void Set(PowerMode mode, PowerMode? before)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{mode.Id}");
        BoardProgramResult answer = _program.Run(s_setLimit, "-m", id);
        PowerMode? now = TryRead();
        if (now?.Id == mode.Id)
        {
            return;
        }

        string what = $"{_program.Path} -m {id} did not set the power mode {mode}";
        string still = before is not null && now?.Id == before.Id ? $", {now} is in force as before" : $", {now?.ToString() ?? "an unknown mode"} is in force";
        if (answer.All.Contains("reboot", StringComparison.OrdinalIgnoreCase))
        {
            throw new PowerSourceException($"{what}{still}: this mode needs a restart of the board; set it with sudo nvpmodel -m {id}, answer YES, and run again without --power-mode");
        }

        string advice = Environment.IsPrivilegedProcess ? string.Empty : "; setting a mode needs root: run with sudo";
        throw new PowerSourceException($"{what}{still}: {answer.LastLine}{advice}");
    }
}
