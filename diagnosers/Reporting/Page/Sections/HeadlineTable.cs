using System.Globalization;
using InferenceBench.Reporting.Page.Data;

namespace InferenceBench.Reporting.Page.Sections;

/// <summary>The two shapes of the headline: one model with a line for each device and question, or all models with a line for each device.</summary>
internal static class HeadlineTable
{
    /// <summary>One model: batches side by side.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="model">The model.</param>
    /// <param name="questions">What is asked.</param>
    public static void WriteOne(HtmlWriter html, HeadlineModel model, IReadOnlyList<HeadlineQuestion> questions)
    {
        Open(html, $"Best frameworks for {model.Title}");
        html.Element("caption", model.Title).Open("thead").Open("tr").Element("th", "Device", ("scope", "col")).Element("th", "Question", ("scope", "col"));
        foreach (int batch in model.Batches)
        {
            html.Element("th", BatchText(batch), ("scope", "col"));
        }

        html.Close("tr").Close("thead");
        foreach (IGrouping<string, PageRow> device in model.Devices.Take(HeadlineSection.MostDevices))
        {
            html.Open("tbody");
            for (int i = 0; i < questions.Count; i++)
            {
                html.Open("tr");
                if (i == 0)
                {
                    WriteGroup(html, device.Key, questions.Count);
                }

                html.Open("th", ("scope", "row"), ("class", "question"));
                WriteQuestion(html, questions[i]);
                html.Close("th");
                foreach (int batch in model.Batches)
                {
                    WriteCell(html, questions[i], device, batch);
                }

                html.Close("tr");
            }

            html.Close("tbody");
        }

        Close(html, model);
    }

    /// <summary>All models: batches and questions side by side.</summary>
    /// <param name="html">Takes the HTML.</param>
    /// <param name="models">The models.</param>
    /// <param name="questions">What is asked.</param>
    /// <param name="batches">The batches of all models.</param>
    public static void WriteAll(HtmlWriter html, IReadOnlyList<HeadlineModel> models, IReadOnlyList<HeadlineQuestion> questions, IReadOnlyList<int> batches)
    {
        Open(html, "Best frameworks");
        WriteHeader(html, questions, batches);
        foreach (HeadlineModel model in models)
        {
            html.Open("tbody");
            int shown = Math.Min(model.Devices.Count, HeadlineSection.MostDevices);
            for (int i = 0; i < shown; i++)
            {
                html.Open("tr");
                if (i == 0)
                {
                    WriteGroup(html, model.Title, shown);
                }

                html.Element("th", HtmlWriter.Clipped(model.Devices[i].Key), ("scope", "row"), ("class", "device"));
                foreach (int batch in batches)
                {
                    foreach (HeadlineQuestion question in questions)
                    {
                        WriteCell(html, question, model.Devices[i], batch);
                    }
                }

                html.Close("tr");
            }

            html.Close("tbody");
        }

        Close(html, models.MaxBy(static model => model.Devices.Count)!);
    }

    private static void WriteHeader(HtmlWriter html, IReadOnlyList<HeadlineQuestion> questions, IReadOnlyList<int> batches)
    {
        html.Open("thead").Open("tr").Element("th", "Model", ("scope", "col"), ("rowspan", "2")).Element("th", "Device", ("scope", "col"), ("rowspan", "2"));
        foreach (int batch in batches)
        {
            html.Element("th", BatchText(batch), ("scope", "colgroup"), ("colspan", questions.Count.ToString(CultureInfo.InvariantCulture)), ("class", "batch"));
        }

        html.Close("tr").Open("tr");
        foreach (HeadlineQuestion question in batches.SelectMany(_ => questions))
        {
            html.Open("th", ("scope", "col"));
            WriteQuestion(html, question);
            html.Close("th");
        }

        html.Close("tr").Close("thead");
    }

    private static void Open(HtmlWriter html, string name)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", name)).Open("table", ("class", "summary"));
    }

    private static void Close(HtmlWriter html, HeadlineModel largest)
    {
        html.Close("table").Close("div");
        int left = largest.Devices.Count - HeadlineSection.MostDevices;
        if (left > 0)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{left} more devices are in the table of results."), ("class", "hint"));
        }
    }

    private static void WriteGroup(HtmlWriter html, string name, int lines)
    {
        html.Element("th", HtmlWriter.Clipped(name), ("scope", "rowgroup"), ("rowspan", lines.ToString(CultureInfo.InvariantCulture)));
    }

    private static void WriteQuestion(HtmlWriter html, HeadlineQuestion question)
    {
        html.Text(question.Text + " ").Element("span", question.Unit, ("class", "unit"));
    }

    private static void WriteCell(HtmlWriter html, HeadlineQuestion question, IEnumerable<PageRow> device, int batch)
    {
        html.Open("td");
        HeadlineCell.Write(html, question.Figure, device.Where(row => row.Row.Key.Batch == batch));
        html.Close("td");
    }

    private static string BatchText(int batch)
    {
        return batch == 0 ? "Batch unknown" : string.Create(CultureInfo.InvariantCulture, $"Batch {batch}");
    }
}
