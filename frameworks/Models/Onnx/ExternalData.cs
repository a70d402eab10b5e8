using System.Globalization;

namespace InferenceBench.Models.Onnx;

/// <summary>Where a tensor's data lies outside the model file.</summary>
/// <param name="File">Absolute path without symbolic links.</param>
/// <param name="OffsetBytes">First byte.</param>
/// <param name="LengthBytes">Number of bytes.</param>
internal sealed record ExternalData(string File, long OffsetBytes, long LengthBytes)
{
    /// <summary>Finds the data of a tensor and checks that it is a part of a file inside the model's folder. Opens nothing.</summary>
    /// <param name="modelPath">Absolute path of the model.</param>
    /// <param name="tensor">A tensor whose data location is external.</param>
    /// <param name="what">How a message names the tensor.</param>
    /// <param name="expectedBytes">Size by type and shape.</param>
    /// <exception cref="OnnxModelException">The location is missing, outside the model's folder, or too short.</exception>
    public static ExternalData Locate(string modelPath, TensorProto tensor, string what, long expectedBytes)
    {
        string location = Find(tensor, "location") ?? "";
        string file = ResolveFile(modelPath, location, what);
        long offset = ParseCount(modelPath, tensor, "offset", what) ?? 0;
        long length = ParseCount(modelPath, tensor, "length", what) ?? expectedBytes;
        if (length != expectedBytes)
        {
            throw OnnxModelException.For(modelPath,
                $"{what} of shape {TensorValidator.ShapeText(tensor)} needs {expectedBytes} bytes and holds {length}: the file is damaged or cut");
        }

        long available = new FileInfo(file).Length;
        if (available == 0)
        {
            // Pipes and devices have no length either; opening one could wait for ever, even to read nothing.
            throw OnnxModelException.For(modelPath, $"{what} has its data in {OneLine.Quote(location)}, which is empty or no regular file: export the model again");
        }

        if (offset > available || length > available - offset)
        {
            throw OnnxModelException.For(modelPath,
                $"{what} wants bytes {offset} to {(decimal)offset + length} of {OneLine.Quote(location)}, which has {available}: export the model again");
        }

        return new ExternalData(file, offset, length);
    }

    /// <summary>Points a tensor to its data.</summary>
    /// <param name="tensor">The tensor; what it said of external data before is gone.</param>
    /// <param name="location">Path of the file from the model's folder.</param>
    /// <param name="offsetBytes">First byte.</param>
    /// <param name="lengthBytes">Number of bytes.</param>
    public static void Set(TensorProto tensor, string location, long offsetBytes, long lengthBytes)
    {
        tensor.ExternalData.Clear();
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = offsetBytes.ToString(CultureInfo.InvariantCulture) });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = lengthBytes.ToString(CultureInfo.InvariantCulture) });
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
    }

    private static string ResolveFile(string modelPath, string location, string what)
    {
        // Large weights that were left in the model's own file; any name is good that it has.
        if (modelPath.Length > 0 && location == Path.GetFileName(modelPath))
        {
            return RealPath.Of(modelPath);
        }

        if (location.Length == 0 || location.Contains('\0', StringComparison.Ordinal))
        {
            throw OnnxModelException.For(modelPath, $"{what} has external data without a location");
        }

        // Backslashes separate folders in files that were written on Windows.
        string relative = location.Replace('\\', '/');
        if (relative.StartsWith('/') || relative.Split('/').Contains("..") || HasDrive(relative))
        {
            throw OnnxModelException.For(modelPath,
                $"{what} has its data at {OneLine.Quote(location)}, outside the model's folder: refused");
        }

        string folder = Path.GetDirectoryName(modelPath) ?? "/";
        string file = Path.Combine(folder, relative);
        if (!System.IO.File.Exists(file))
        {
            throw OnnxModelException.For(modelPath,
                $"{what} has its data in {OneLine.Quote(location)}, which is not beside the model: copy it there");
        }

        return ResolveInside(modelPath, folder, file, location, what);
    }

    private static string ResolveInside(string modelPath, string folder, string file, string location, string what)
    {
        string realFile = RealPath.Of(file);
        // A download cache keeps model and data as links into one folder of blobs: that folder is the model's, too.
        string ownFolder = Path.GetDirectoryName(RealPath.Of(modelPath)) ?? "/";
        if (!RealPath.IsInside(realFile, RealPath.Of(folder)) && !RealPath.IsInside(realFile, ownFolder))
        {
            throw OnnxModelException.For(modelPath,
                $"{what} has its data at {OneLine.Quote(location)}, a link to a place outside the model's folder: refused");
        }

        return realFile;
    }

    private static bool HasDrive(string location)
    {
        return location.Length >= 2 && location[1] == ':' && char.IsAsciiLetter(location[0]);
    }

    private static long? ParseCount(string modelPath, TensorProto tensor, string key, string what)
    {
        string? text = Find(tensor, key);
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw OnnxModelException.For(modelPath, $"{what} has external data with {key} {OneLine.Quote(text)}, which is no number of bytes");
    }

    private static string? Find(TensorProto tensor, string key)
    {
        foreach (StringStringEntryProto entry in tensor.ExternalData)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}
