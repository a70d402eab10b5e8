using InferenceBench.Models.Catalogue.Building;

namespace InferenceBench.Models.Catalogue.Architectures;

/// <summary>RegNetY-400MF (Radosavovic et al. 2020), torchvision's form.</summary>
internal static class RegnetY
{
    private const int GroupWidth = 8;

    /// <summary>Channels and blocks of each stage.</summary>
    private static readonly (int Channels, int Count)[] s_stages = [(48, 1), (104, 3), (208, 6), (440, 6)];

    /// <summary>Adds the nodes.</summary>
    public static Value Build(GraphBuilder graph, Value input)
    {
        Value x = graph.Relu(graph.ConvNorm(input, "stem", 32, Window.Centred(3, 2)));
        for (int stage = 0; stage < s_stages.Length; stage++)
        {
            (int channels, int count) = s_stages[stage];
            for (int block = 0; block < count; block++)
            {
                string name = $"trunk_output.block{stage + 1}.block{stage + 1}-{block}";
                x = AddBlock(graph, x, name, channels, stride: block == 0 ? 2 : 1);
            }
        }

        return graph.PooledClassifier(x, "fc", 1000);
    }

    private static Value AddBlock(GraphBuilder graph, Value input, string name, int channels, int stride)
    {
        bool projected = stride != 1 || input.Channels != channels;
        Value shortcut = projected ? graph.ConvNorm(input, name + ".proj", channels, Window.Padded(1, stride, 0)) : input;
        Value x = graph.Relu(graph.ConvNorm(input, name + ".f.a", channels, Window.Point));
        x = graph.Relu(graph.ConvNorm(x, name + ".f.b", channels, Window.Centred(3, stride), groups: channels / GroupWidth));
        x = graph.SqueezeExcite(x, name + ".f.se", input.Channels / 4, graph.Relu, graph.Sigmoid);
        x = graph.ConvNorm(x, name + ".f.c", channels, Window.Point, gain: GraphBuilder.BranchGain);
        return graph.Relu(graph.Add(shortcut, x));
    }
}
