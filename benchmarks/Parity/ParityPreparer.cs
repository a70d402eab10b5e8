using InferenceBench.Cases;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Parity;

/// <summary>Reads models and turns raw float32 files into what their inputs take.</summary>
internal sealed class ParityPreparer
{
    private readonly string _workDirectory;

    /// <summary>A preparer.</summary>
    /// <param name="workDirectory">Existing folder for converted inputs.</param>
    public ParityPreparer(string workDirectory)
    {
        _workDirectory = workDirectory;
    }

    /// <summary>Prepares a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="told">What a file that is no ONNX file says of its inputs; empty when it says nothing.</param>
    /// <exception cref="OnnxModelException">The model cannot be read.</exception>
    /// <exception cref="UsageException">A shape is given that the file does not take.</exception>
    /// <exception cref="ParityException">The raw files or the shapes do not fit the model.</exception>
    /// <exception cref="IOException">A file cannot be read, or a converted one not written.</exception>
    public PreparedParity Prepare(ParityTask task, IReadOnlyList<ModelFileInput> told)
    {
        return task.Extension == ModelExtension.Onnx ? PrepareOnnx(task) : PrepareForeign(task, told);
    }

    /// <summary>The inputs for another model with the same inputs: as they are, or converted where its types differ.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="signature">The other model.</param>
    /// <exception cref="ParityException">The inputs differ in number or size, or cannot be converted.</exception>
    public ReferenceInputs ConvertFor(ReferenceInputs inputs, ModelSignature signature)
    {
        string mine = string.Join(", ", inputs.Specs);
        string others = string.Join(", ", signature.Inputs);
        if (inputs.Specs.Count != signature.Inputs.Count || inputs.Specs.Zip(signature.Inputs).Any(static pair => pair.First.ElementCount != pair.Second.ElementCount))
        {
            throw new ParityException($"the reference file takes {others}, the model {mine}");
        }

        return inputs with { Specs = signature.Inputs, Files = [.. signature.Inputs.Select((spec, index) => Convert(inputs, index, spec))] };
    }

    private PreparedParity PrepareOnnx(ParityTask task)
    {
        OnnxModel model = OnnxModel.Load(task.File);
        IReadOnlyList<TensorSpec> declared = DeclaredInputs.Of(model);
        var shapes = task.InputShapes.ToDictionary(
            given => given.Key.Length == 0 && declared.Count > 0 ? declared[0].Name : given.Key, static given => given.Value);
        List<(string File, long Offset)> places = Place(task.InputFiles, declared);
        for (int i = 0; i < places.Count; i++)
        {
            TensorSpec input = shapes.TryGetValue(declared[i].Name, out long[]? shape) ? declared[i] with { Shape = shape } : declared[i];
            bool isShared = places.Count > task.InputFiles.Count;
            shapes[input.Name] = RawValues.Fit(input, isShared ? input.ElementCount : RawValues.Count(places[i].File), places[i].File);
        }

        long? batch = places.Count > 0 && declared[0].Shape is [< 0, ..] ? shapes[declared[0].Name][0] : null;
        ModelSignature signature = Resolve(model, batch, shapes);
        IEnumerable<string?> files = signature.Inputs.Select((spec, index) => index < places.Count ? ToType(places[index], spec) : null);
        return new PreparedParity(signature, [.. files], SeededInputs.RangeOf(model));
    }

    private static ModelSignature Resolve(OnnxModel model, long? batch, IReadOnlyDictionary<string, long[]> shapes)
    {
        try
        {
            return ModelSignature.Resolve(model, batch, shapes);
        }
        catch (OnnxModelException e)
        {
            throw new ParityException(e.Message, e);
        }
    }

    // One file may also hold the values of all inputs, one input after the other.
    private static List<(string File, long Offset)> Place(IReadOnlyList<string> files, IReadOnlyList<TensorSpec> declared)
    {
        if (files.Count > declared.Count)
        {
            throw new ParityException($"{files.Count} input files are given, but the model has {declared.Count} inputs: {string.Join(", ", declared)}");
        }

        bool isShared = files.Count == 1 && declared.Count > 1 && declared.All(static input => input.IsConcrete)
            && RawValues.Count(files[0]) == declared.Sum(static input => input.ElementCount);
        if (!isShared)
        {
            return [.. files.Select(static file => (file, 0L))];
        }

        var places = new List<(string, long)>();
        long offset = 0;
        foreach (TensorSpec input in declared)
        {
            places.Add((files[0], offset));
            offset += input.ElementCount;
        }

        return places;
    }

    private PreparedParity PrepareForeign(ParityTask task, IReadOnlyList<ModelFileInput> told)
    {
        IReadOnlyList<TensorSpec> given = told.Count > 0 ? ToldInputs.Of(task.File, told, ShapesOf(task, told)) : GivenInputs.Of(task.InputShapes);
        if (given.Count == 0 || task.InputFiles.Count > given.Count)
        {
            throw new ParityException(
                $"the inputs of {Path.GetFileName(task.File)} are not known: give the shape of each one with --input-shape, in their order (in a suite: inputShape in expected.json)");
        }

        TensorSpec[] inputs = [.. given.Select((input, index) => index < task.InputFiles.Count
            ? input with { Shape = RawValues.Fit(input, RawValues.Count(task.InputFiles[index]), task.InputFiles[index]) }
            : input)];
        if (inputs.FirstOrDefault(static input => !input.IsConcrete || !GivenInputs.HasUsableSize(input)) is { } unusable)
        {
            throw new ParityException($"input {unusable} cannot be fed: give it a shape of known dimensions, under 2 GiB");
        }

        var signature = new ModelSignature(inputs, [], Precision.Fp32, inputs[0].Shape is [long batch, ..] ? batch : 1);
        return new PreparedParity(signature, [.. inputs.Select((input, index) => index < task.InputFiles.Count ? ToType((task.InputFiles[index], 0), input) : null)], InputRange.Default);
    }

    // The length of a raw file says more than what a file is usually run with.
    private static Dictionary<string, long[]> ShapesOf(ParityTask task, IReadOnlyList<ModelFileInput> told)
    {
        var shapes = new Dictionary<string, long[]>(task.InputShapes, StringComparer.Ordinal);
        foreach ((ModelFileInput input, string file) in told.Zip(task.InputFiles))
        {
            if (!shapes.ContainsKey(input.Spec.Name) && !shapes.ContainsKey(""))
            {
                shapes[input.Spec.Name] = RawValues.Fit(input.Spec, RawValues.Count(file), file);
            }
        }

        return shapes;
    }

    private string ToType((string File, long Offset) place, TensorSpec spec)
    {
        bool isWhole = place.Offset == 0 && RawValues.Count(place.File) == spec.ElementCount;
        if (isWhole && spec.ElementType == ElementType.Float32)
        {
            return place.File;
        }

        double[] values = RawValues.Read(place.File)[(int)place.Offset..(int)(place.Offset + spec.ElementCount)];
        return Write(values, spec);
    }

    private string? Convert(ReferenceInputs inputs, int index, TensorSpec target)
    {
        TensorSpec source = inputs.Specs[index];
        if (source.ElementType == target.ElementType)
        {
            return inputs.Files[index];
        }

        byte[] raw = inputs.Files[index] is { } file
            ? File.ReadAllBytes(file)
            : SeededInputs.Create(source, index, inputs.Seed, inputs.Range ?? InputRange.Default);
        return Write(Elements.ToDoubles(raw, source.ElementType), target);
    }

    private string Write(double[] values, TensorSpec spec)
    {
        try
        {
            string file = Path.Combine(_workDirectory, Path.GetRandomFileName());
            File.WriteAllBytes(file, Elements.FromDoubles(values, spec.ElementType));
            return file;
        }
        catch (NotSupportedException e)
        {
            throw new ParityException($"input {spec}: {e.Message}", e);
        }
    }
}
