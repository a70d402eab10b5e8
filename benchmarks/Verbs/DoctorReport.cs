using InferenceBench.Reporting.Schema;

namespace InferenceBench.Verbs;

/// <summary>The document of <c>doctor --json</c>. Null: not known.</summary>
/// <param name="Machine">The machine, as <c>report.json</c> has it.</param>
/// <param name="Frameworks">Every framework of the suite.</param>
/// <param name="Sensors">Every power sensor of the suite.</param>
/// <param name="Suite">What the suite itself needs.</param>
internal sealed record DoctorReport(
    MachineReport Machine,
    IReadOnlyList<DoctorFramework> Frameworks,
    IReadOnlyList<DoctorSensor> Sensors,
    DoctorSuite Suite);
