using System.Globalization;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>A folder that stands for <c>/</c> on a Jetson Orin Nano with JetPack 6: one INA3221 with three rails.</summary>
internal sealed class SensorTree : IDisposable
{
    private static readonly string[] s_rails = ["VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC"];
    private readonly string _chip;

    public SensorTree(double watts)
    {
        Root = Directory.CreateTempSubdirectory("inferencebench-sensors-").FullName;
        _chip = Path.Combine(Root, "sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon3");
        Directory.CreateDirectory(_chip);
        Write("name", "ina3221");
        for (int i = 1; i <= s_rails.Length; i++)
        {
            Write($"in{i}_label", s_rails[i - 1]);
            Write($"in{i}_enable", "1");
            Write($"in{i}_input", "5000");
            Write($"curr{i}_input", Math.Round(watts / 5 * 1000 / i).ToString(CultureInfo.InvariantCulture));
            Write($"shunt{i}_resistor", "5000");
        }
    }

    public string Root { get; }

    /// <summary>The folder below the root that all sensors are in.</summary>
    public string Sensors => Path.Combine(Root, "sys");

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
    }

    private void Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_chip, name), text + "\n");
    }
}
