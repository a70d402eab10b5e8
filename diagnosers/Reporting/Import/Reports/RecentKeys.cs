using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>Keys of cases that were read lately, found by their parts, so that a key which is known costs no memory. Used by one thread.</summary>
/// <param name="keys">All keys.</param>
internal sealed class RecentKeys(Shared<CaseKey> keys)
{
    private const int Places = 1024;

    private readonly CaseKey?[] _recent = new CaseKey?[Places];

    /// <summary>The key of a case.</summary>
    /// <param name="draft">The case.</param>
    public CaseKey Of(CaseDraft draft)
    {
        int hash = HashCode.Combine(draft[CaseField.Framework], draft[CaseField.Variant], draft[CaseField.Provider], draft[CaseField.Device], draft[CaseField.Model], draft.Batch, draft[CaseField.Precision]);
        ref CaseKey? place = ref _recent[(uint)hash % Places];
        if (place is null || !IsOf(place, draft))
        {
            place = keys.Of(new CaseKey(
                draft[CaseField.Framework] ?? "", draft[CaseField.Variant] ?? "", draft[CaseField.Provider] ?? "", draft[CaseField.Device] ?? "", draft[CaseField.Model] ?? "", draft.Batch, draft[CaseField.Precision] ?? ""));
        }

        return place;
    }

    private static bool IsOf(CaseKey key, CaseDraft draft)
    {
        return key.Batch == draft.Batch
            && key.Model == (draft[CaseField.Model] ?? "")
            && key.Framework == (draft[CaseField.Framework] ?? "")
            && key.Variant == (draft[CaseField.Variant] ?? "")
            && key.Provider == (draft[CaseField.Provider] ?? "")
            && key.Device == (draft[CaseField.Device] ?? "")
            && key.Precision == (draft[CaseField.Precision] ?? "");
    }
}
