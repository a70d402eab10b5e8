namespace InferenceBench.Sampling.Ina3221;

/// <summary>How a driver lays out the files of a chip.</summary>
internal enum ChipLayout
{
    /// <summary>NVIDIA's driver <c>ina3221x</c> (Jetson Linux up to 32): <c>rail_name_N</c>, <c>in_powerN_input</c> in mW and others, N from 0 to 2.</summary>
    Iio,

    /// <summary>The kernel's driver <c>ina3221</c> (Jetson Linux from 34 on): <c>inN_label</c>, <c>inN_input</c> in mV, <c>currN_input</c> in mA, N from 1 to 3; no power.</summary>
    Hwmon,

    /// <summary>The kernel's driver <c>ina238</c> (the second chip of a Jetson Thor): one input with <c>power1_input</c> in uW.</summary>
    Ina238,
}
