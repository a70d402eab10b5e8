using System.Diagnostics;
using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>A tree of files as an Orin Nano shows its sensor. A background thread rewrites the current of <c>VDD_IN</c> 100 times a second, in place, and remembers what it wrote.</summary>
internal sealed class LiveBoard : IDisposable
{
    private const string Chip = "sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon1";
    private const double Volts = 5;
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(10);
    private readonly List<(long Ns, double Watts)> _written = [];
    private readonly Thread _writer;
    private volatile bool _isOver;

    public LiveBoard()
    {
        string[] rails = ["VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC"];
        Directory.CreateDirectory(Path.Combine(Root, Chip));
        Write("name", "ina3221\n");
        for (int channel = 1; channel <= rails.Length; channel++)
        {
            Write($"in{channel}_label", $"{rails[channel - 1]}\n");
            Write($"in{channel}_enable", "1\n");
            Write($"in{channel}_input", "5000\n");
            Write($"curr{channel}_input", "1000\n");
        }

        _writer = new Thread(Rewrite) { IsBackground = true, Name = "board" };
        _writer.Start();
    }

    /// <summary>The folder that stands for <c>/</c>.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("inferencebench-board-").FullName;

    /// <summary>Joules over windows, by what was written: each value holds until the next one.</summary>
    public double JoulesIn(IReadOnlyList<WindowReport> windows)
    {
        double joules = 0;
        lock (_written)
        {
            for (int i = 0; i + 1 < _written.Count; i++)
            {
                (long from, long to) = (_written[i].Ns, _written[i + 1].Ns);
                joules += _written[i].Watts * windows.Sum(window => Math.Max(0, Math.Min(to, window.EndNs) - Math.Max(from, window.StartNs)) / 1e9);
            }
        }

        return joules;
    }

    /// <summary>Takes the sensor away while it may be read.</summary>
    public void Remove()
    {
        _isOver = true;
        _writer.Join();
        Directory.Delete(Path.Combine(Root, "sys"), recursive: true);
    }

    public void Dispose()
    {
        _isOver = true;
        _writer.Join();
        Directory.Delete(Root, recursive: true);
    }

    private void Write(string file, string content)
    {
        File.WriteAllText(Path.Combine(Root, Chip, file), content);
    }

    private void Rewrite()
    {
        using FileStream current = new(Path.Combine(Root, Chip, "curr1_input"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        while (!_isOver)
        {
            // Between 1 and 3 A in a second, so that the energy of a window cannot be had from one reading.
            long ns = (long)((Int128)Stopwatch.GetTimestamp() * 1_000_000_000 / Stopwatch.Frequency);
            int milliamperes = 2000 + (int)(999 * Math.Sin(2 * Math.PI * (ns % 1_000_000_000) / 1e9));
            current.Position = 0;
            current.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{milliamperes:0000}\n")));
            lock (_written)
            {
                _written.Add((ns, Volts * milliamperes / 1000));
            }

            Thread.Sleep(s_step);
        }
    }
}
