using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Attributes of nodes.</summary>
internal static class Attr
{
    /// <summary>An element type.</summary>
    /// <exception cref="InvalidOperationException">TensorFlow has no such type.</exception>
    public static (string Name, AttrValue Value) Type(string name, ElementType type)
    {
        return (name, new AttrValue { Type = DataTypes.Of(type) });
    }

    /// <summary>An integer.</summary>
    public static (string Name, AttrValue Value) Int(string name, long value)
    {
        return (name, new AttrValue { I = value });
    }

    /// <summary>A list of integers.</summary>
    public static (string Name, AttrValue Value) Ints(string name, IEnumerable<long> values)
    {
        return (name, new AttrValue { List = new AttrValue.Types.ListValue { I = { values } } });
    }

    /// <summary>A number.</summary>
    public static (string Name, AttrValue Value) Float(string name, float value)
    {
        return (name, new AttrValue { F = value });
    }

    /// <summary>True or false.</summary>
    public static (string Name, AttrValue Value) Flag(string name, bool value)
    {
        return (name, new AttrValue { B = value });
    }

    /// <summary>Text.</summary>
    public static (string Name, AttrValue Value) Text(string name, string value)
    {
        return (name, new AttrValue { S = ByteString.CopyFromUtf8(value) });
    }
}
