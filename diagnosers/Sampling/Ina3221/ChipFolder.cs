namespace InferenceBench.Sampling.Ina3221;

/// <summary>A power monitor chip.</summary>
/// <param name="Address">I2C bus and address, <c>1-0040</c>: unlike the number of its hwmon the same after each start of the board.</param>
/// <param name="Path">Folder with its files.</param>
/// <param name="Layout">How they are laid out.</param>
internal sealed record ChipFolder(string Address, string Path, ChipLayout Layout);
