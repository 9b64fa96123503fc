using System.Text;
using Mapigate.Conversion;
using Mapigate.Conversion.Calendar;
using Mapigate.Formats.Rtf;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.OxRtfCp;

namespace Mapigate.Conversion.Tests;

public sealed class ItemBodiesTests
{
    [Fact]
    public void Appointment_whose_body_is_rtf_alone_keeps_its_text_and_its_html()
    {
        var written = Compose(CompressedRtf.Compress(RtfWriter.FromHtml("<p>Zürich</p>", "Zürich")));
        Assert.Contains("DESCRIPTION:Zürich\r\n", written, StringComparison.Ordinal);
        Assert.Contains("X-ALT-DESC;FMTTYPE=text/html:<p>Zürich</p>\r\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_rtf_keeps_nothing_else_from_being_stored()
    {
        var written = Compose([1, 2, 3]);
        Assert.Contains("SUMMARY:Here", written, StringComparison.Ordinal);
        Assert.DoesNotContain("DESCRIPTION", written, StringComparison.Ordinal);
    }

    private static string Compose(byte[] rtf)
    {
        var bag = new PropertyBag { [PidTag.Subject] = "Here", [PidTag.RtfCompressed] = rtf };
        bag.Set(PidLid.AppointmentStartWhole, FileTime.From(new DateTime(2026, 6, 1, 10, 0, 0, DateTimeKind.Utc)));
        bag.Set(PidLid.AppointmentEndWhole, FileTime.From(new DateTime(2026, 6, 1, 11, 0, 0, DateTimeKind.Utc)));
        return Encoding.UTF8.GetString(CalendarObjects.Compose(new ConvertedItem(bag, [], []), "u", "a@b.test", "UTC", DateTimeOffset.UnixEpoch, _ => null));
    }
}
