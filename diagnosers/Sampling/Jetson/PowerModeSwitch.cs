using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Jetson;

/// <summary>A power mode that was set for a run; the one before comes back when it is disposed, and when the program ends otherwise (but for a kill that it cannot see).</summary>
public sealed class PowerModeSwitch : IDisposable
{
    private readonly Nvpmodel _tool;
    private readonly TextWriter _log;
    private readonly PowerMode _before;
    private int _isRestored;

    private PowerModeSwitch(Nvpmodel tool, TextWriter log, PowerMode before, bool hadLockedClocks)
    {
        _tool = tool;
        _log = log;
        _before = before;
        HadLockedClocks = hadLockedClocks;
    }

    /// <summary>Whether <c>jetson_clocks</c> had locked the clocks before: setting a mode undoes that, and nothing sets it again.</summary>
    public bool HadLockedClocks { get; }

    /// <summary>Sets a mode and checks that it is in force. Says on standard error what it does.</summary>
    /// <param name="mode">Id of the mode.</param>
    /// <exception cref="PowerSourceException">
    /// No such mode, no permission, no <c>nvpmodel</c>, the mode needs a restart of the board, or the present mode, which must come back, cannot be read; nothing was changed, or it
    /// was set back.
    /// </exception>
    public static PowerModeSwitch Set(int mode)
    {
        var files = new BoardFiles("/");
        BoardProgram program = BoardProgram.Find("nvpmodel")
            ?? throw new PowerSourceException("setting a power mode needs nvpmodel: this is no Jetson, or its nvpmodel is not on PATH; run without --power-mode");
        return Set(mode, new Nvpmodel(program, BoardReader.ReadModes(files)), static () => BoardState.Read().AreClocksLocked, Console.Error);
    }

    /// <summary>The same with a tool of its own.</summary>
    /// <param name="mode">Id of the mode.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="areClocksLocked">Whether clocks are locked now.</param>
    /// <param name="log">Where it says what it does.</param>
    internal static PowerModeSwitch Set(int mode, Nvpmodel tool, Func<bool?> areClocksLocked, TextWriter log)
    {
        PowerMode wanted = tool.Find(mode);
        PowerMode before = tool.Read();
        if (before.Id == mode)
        {
            log.WriteLine($"power mode: {before} is in force already");
            return new PowerModeSwitch(tool, log, before, false) { _isRestored = 1 };
        }

        bool hadLockedClocks = areClocksLocked() == true;
        log.WriteLine($"power mode: {before} → {wanted}; {before} comes back after the run{(hadLockedClocks ? "; this undoes the clocks that jetson_clocks had locked" : string.Empty)}");
        var result = new PowerModeSwitch(tool, log, before, hadLockedClocks);
        AppDomain.CurrentDomain.ProcessExit += result.OnProcessExit;
        try
        {
            tool.Set(wanted, before);
            return result;
        }
        catch
        {
            result.RestoreIfChanged();
            throw;
        }
    }

    /// <summary>Sets the mode from before; a failure is written to standard error, because the run's results matter more. Any thread, any number of times.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        if (Interlocked.Exchange(ref _isRestored, 1) != 0)
        {
            return;
        }

        try
        {
            _tool.Set(_before, null);
            _log.WriteLine($"power mode: {_before} is in force again");
        }
        catch (PowerSourceException exception)
        {
            _log.WriteLine($"power mode: {_before} could not be set again: {exception.Message}");
        }
    }

    private void RestoreIfChanged()
    {
        if (_tool.TryRead()?.Id == _before.Id)
        {
            _isRestored = 1;
        }

        Dispose();
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        Dispose();
    }
}
