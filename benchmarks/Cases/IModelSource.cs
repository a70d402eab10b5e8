using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>A model that a run measures, from the catalogue or the user's own file.</summary>
internal interface IModelSource
{
    /// <summary>Its public name.</summary>
    string Name { get; }

    /// <summary>The benchmark class that lists it.</summary>
    Type Benchmark { get; }

    /// <summary>The precision that it computes in.</summary>
    Precision Precision { get; }

    /// <summary>The batch sizes of this run.</summary>
    IReadOnlyList<int> Batches { get; }

    /// <summary>File extension with the dot, which decides the frameworks that read it.</summary>
    string Extension { get; }

    /// <summary>Why it cannot run with a batch size at all, in one line; null when it can.</summary>
    /// <param name="batch">One of <see cref="Batches"/>.</param>
    string? WhyNot(int batch);

    /// <summary>Makes the file and its inputs ready. Called before the first case starts.</summary>
    /// <param name="batch">One of <see cref="Batches"/> that can run.</param>
    /// <exception cref="Models.Onnx.OnnxModelException">The file cannot be built or read.</exception>
    PreparedModel Prepare(int batch);
}
