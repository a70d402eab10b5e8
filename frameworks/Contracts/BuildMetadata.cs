using System.Reflection;

namespace InferenceBench.Contracts;

/// <summary>What a project file wrote into its assembly (the item <c>AssemblyMetadata</c>), such as the package that an adapter stands on.</summary>
public static class BuildMetadata
{
    /// <summary>One entry; empty when there is none.</summary>
    /// <param name="type">A type of the assembly.</param>
    /// <param name="key">The entry's name.</param>
    public static string Read(Type type, string key)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == key)?.Value ?? "";
    }
}
