using Google.Protobuf.Collections;

namespace InferenceBench.Models.Onnx;

/// <summary>Puts nodes into an order in which they can run. ONNX asks writers for that order; engines sort on their own, so files without it exist.</summary>
internal static class NodeSorter
{
    /// <summary>Sorts in place, keeping the given order where it already runs.</summary>
    /// <param name="modelPath">Absolute path of the model, for messages.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="needs">For each node the indices of those that must run before it; null for none.</param>
    /// <exception cref="OnnxModelException">Nodes wait for each other in a circle.</exception>
    public static void Sort(string modelPath, RepeatedField<NodeProto> nodes, List<int>?[] needs)
    {
        if (IsSorted(needs))
        {
            return;
        }

        int[] order = Order(needs);
        if (order.Length < nodes.Count)
        {
            var missing = new HashSet<int>(Enumerable.Range(0, nodes.Count));
            missing.ExceptWith(order);
            NodeProto first = nodes[missing.Min()];
            string name = OneLine.Quote(first.Name.Length > 0 ? first.Name : first.Output.FirstOrDefault(""));
            throw OnnxModelException.For(modelPath,
                $"the graph has a cycle: {missing.Count} nodes wait for each other, among or before them {name} ({OneLine.Of(first.OpType, 40)})");
        }

        NodeProto[] sorted = Array.ConvertAll(order, index => nodes[index]);
        nodes.Clear();
        nodes.AddRange(sorted);
    }

    private static bool IsSorted(List<int>?[] needs)
    {
        for (int i = 0; i < needs.Length; i++)
        {
            if (needs[i] is { } list && list.Exists(producer => producer >= i))
            {
                return false;
            }
        }

        return true;
    }

    // Kahn's algorithm with the lowest index first; nodes in or behind a cycle never become ready.
    private static int[] Order(List<int>?[] needs)
    {
        var waiting = new int[needs.Length];
        var readers = new List<int>?[needs.Length];
        for (int i = 0; i < needs.Length; i++)
        {
            waiting[i] = needs[i]?.Count ?? 0;
            foreach (int producer in needs[i] ?? [])
            {
                (readers[producer] ??= []).Add(i);
            }
        }

        var ready = new PriorityQueue<int, int>();
        for (int i = 0; i < waiting.Length; i++)
        {
            if (waiting[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var order = new List<int>(needs.Length);
        while (ready.TryDequeue(out int node, out _))
        {
            order.Add(node);
            foreach (int reader in readers[node] ?? [])
            {
                if (--waiting[reader] == 0)
                {
                    ready.Enqueue(reader, reader);
                }
            }
        }

        return [.. order];
    }
}
