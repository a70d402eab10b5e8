using System.Globalization;
using InferenceBench.Reporting.Comparison.Merging;

namespace InferenceBench.Reporting.Comparison.Labels;

/// <summary>
/// Names of devices: the machine, its device where it has several or it is no CPU (with the GPU's name where the machine's GPUs differ), and the power mode. One
/// label means one device in one state.
/// </summary>
internal static class DeviceLabels
{
    private sealed record Spot(string Machine, string Hardware, string PowerMode, string Device, string? Gpu);

    /// <summary>Labels all cases.</summary>
    /// <param name="drafts">All cases of the comparison.</param>
    public static void Assign(IReadOnlyList<CaseDraft> drafts)
    {
        var machines = new Dictionary<string, MachineSpots>();
        var known = new Dictionary<(Place, string), Spot>();
        var spots = new Spot[drafts.Count];
        for (int i = 0; i < spots.Length; i++)
        {
            (Place, string) key = (drafts[i].Key.Place, drafts[i].Key.Case.Device);
            if (known.TryGetValue(key, out Spot? seen))
            {
                spots[i] = seen;
                continue;
            }

            spots[i] = SpotOf(drafts[i]);
            known.Add(key, spots[i]);
            MachineSpots machine = machines.TryGetValue(spots[i].Machine, out MachineSpots? there) ? there : machines[spots[i].Machine] = new MachineSpots();
            machine.Add(spots[i]);
        }

        var labels = new Dictionary<Spot, string>();
        for (int i = 0; i < spots.Length; i++)
        {
            // A file that does not describe its machine is of the one machine of that name.
            spots[i] = machines[spots[i].Machine].HasTwins ? spots[i] : spots[i] with { Hardware = "" };
            labels.TryAdd(spots[i], "");
        }

        Name(labels, machines);
        for (int i = 0; i < spots.Length; i++)
        {
            drafts[i].DeviceLabel = labels[spots[i]];
        }
    }

    private static void Name(Dictionary<Spot, string> labels, Dictionary<string, MachineSpots> machines)
    {
        Spot[] inOrder =
        [
            .. labels.Keys
                .OrderBy(static spot => spot.Machine, StringComparer.Ordinal)
                .ThenBy(static spot => spot.Device, StringComparer.Ordinal)
                .ThenBy(static spot => spot.PowerMode, StringComparer.Ordinal)
                .ThenBy(static spot => spot.Hardware, StringComparer.Ordinal),
        ];
        var taken = new UniqueTexts();
        foreach (Spot spot in inOrder)
        {
            MachineSpots machine = machines[spot.Machine];
            labels[spot] = taken.Take(LabelOf(spot, machine, ShortMode(spot.PowerMode)), LabelOf(spot, machine, spot.PowerMode));
        }
    }

    private static Spot SpotOf(CaseDraft draft)
    {
        Place place = draft.Key.Place;
        string device = DisplayText.Of(draft.Key.Case.Device);
        string machine = DisplayText.Of(place.Machine);
        return new Spot(machine.Length > 0 ? machine : "unnamed machine", place.Hardware, DisplayText.Of(place.PowerMode), device, GpuName(place, device));
    }

    private static string? GpuName(Place place, string device)
    {
        bool isGpu = device.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && index < place.Gpus.Count;
        return isGpu && place.Gpus.Distinct().Skip(1).Any() ? DisplayText.Of(place.Gpus[int.Parse(device.AsSpan(5), CultureInfo.InvariantCulture)]) : null;
    }

    private static string LabelOf(Spot spot, MachineSpots machine, string powerMode)
    {
        bool isShown = spot.Device.Length > 0 && spot.Device != spot.Machine && (machine.HasDevices || spot.Device != "cpu");
        string device = isShown ? $" {spot.Device}" : "";
        string gpu = spot.Gpu is null ? "" : $" ({spot.Gpu})";
        string hardware = machine.HasTwins ? $" [{(spot.Hardware.Length > 0 ? DisplayText.Of(spot.Hardware) : "hardware not told")}]" : "";
        return $"{spot.Machine}{device}{gpu}{hardware}{(powerMode.Length > 0 ? $", {powerMode}" : "")}";
    }

    // "2: MODE_15W_6CORE": ids mean nothing to people.
    private static string ShortMode(string powerMode)
    {
        int colon = powerMode.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && powerMode.AsSpan(0, colon).IndexOfAnyExceptInRange('0', '9') < 0 ? powerMode[(colon + 2)..] : powerMode;
    }

    private sealed class MachineSpots
    {
        private readonly HashSet<string> _devices = [];
        private readonly HashSet<string> _hardware = [];

        public bool HasDevices => _devices.Count > 1;

        public bool HasTwins => _hardware.Count > 1;

        public void Add(Spot spot)
        {
            _devices.Add(spot.Device);
            if (spot.Hardware.Length > 0)
            {
                _hardware.Add(spot.Hardware);
            }
        }
    }
}
