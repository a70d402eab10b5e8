namespace InferenceBench.Models.Catalogue.Building;

/// <summary>Adds the nodes of one architecture to a graph.</summary>
/// <param name="graph">The graph, holding nothing but the input.</param>
/// <param name="input">The input.</param>
/// <returns>The output.</returns>
internal delegate Value Architecture(GraphBuilder graph, Value input);
