using Mapigate.Mapi.Wire.OxcFold;
using Mapigate.Mapi.Wire.OxcMsg;
using Mapigate.Mapi.Wire.OxcNotif;
using Mapigate.Mapi.Wire.OxcPrpt;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.OxcRpc;
using Mapigate.Mapi.Wire.OxcTabl;
using Mapigate.Mapi.Wire.OxoMsg;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.Mapi.Wire.Primitives;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Mapi.Wire.Tests.OxcRops;

/// <summary>Two EcDoRpcExt2 requests that Outlook 2007 sent (captures of the OpenChange project): opened, read to the last byte and written again.</summary>
public class OutlookCaptureTests(ITestOutputHelper output)
{
    /// <summary>Bytes before rgbIn: the context handle, pulFlags and the array's size.</summary>
    private const int BeforeInput = 28;

    private delegate void Copy(ref WireReader reader, WireWriter writer);

    [Fact]
    public void Modify_recipients_capture_is_read_and_written_the_same()
    {
        if (Capture("001") is not { } capture)
            return;
        var payload = Assert.Single(ExtendedBuffer.Read(capture[BeforeInput..]));
        Assert.Equal(459, payload.Length);
        var buffer = RopBuffer.Read(payload);
        Assert.Equal([0x45u], buffer.Handles);
        Rewrite(buffer, [RopId.RemoveAllRecipients, RopId.ModifyRecipients, RopId.SetProperties, RopId.SubmitMessage, RopId.GetPropertiesSpecific]);

        var reader = new WireReader(buffer.Rops.Span);
        reader.Skip(7); // RopRemoveAllRecipients
        Assert.Equal(new RopRequestHeader(RopId.ModifyRecipients, 0, 0), RopRequestHeader.Read(ref reader));
        var recipients = RopModifyRecipientsRequest.Read(ref reader);
        var row = Assert.Single(recipients.RecipientRows);
        Assert.Equal(RecipientType.To, row.RecipientType);
        Assert.Equal("Julien Kerihuel", row.Row!.DisplayName);
        Assert.Equal("Jkerihuel", row.Row.X500Dn);
        Assert.Equal(0x45, row.Row.AddressPrefixUsed);
        Assert.Equal("jkerihuel@openchange2003.local", row.Row.Properties.Get<string>(PidTag.SmtpAddress));
    }

    [Fact]
    public void Table_operations_capture_is_read_and_written_the_same()
    {
        if (Capture("002") is not { } capture)
            return;
        var buffer = RopBuffer.Read(Assert.Single(ExtendedBuffer.Read(capture[BeforeInput..])));
        Rewrite(buffer, [RopId.GetContentsTable, RopId.SetColumns, RopId.FindRow, RopId.OpenFolder, RopId.OpenFolder, RopId.RegisterNotification, RopId.GetPropertiesSpecific]);
    }

    [Fact]
    public void Auxiliary_buffer_of_a_capture_is_opened()
    {
        if (Capture("001") is not { } capture)
            return;
        var blocks = AuxiliaryBlock.ReadAll(Assert.Single(ExtendedBuffer.Read(capture.AsSpan(capture.Length - 56, 48))));
        Assert.Equal([AuxiliaryBlockType.PerfRequestId, AuxiliaryBlockType.PerfBackgroundDefMdbSuccess, AuxiliaryBlockType.PerfBackgroundDefMdbSuccess], blocks.Select(block => block.Type));
    }

    private byte[]? Capture(string number)
    {
        var file = Corpus.Files("mapi").FirstOrDefault(name => Path.GetFileName(name).StartsWith("openchange__utils__mapitest__lzxpress__" + number, StringComparison.Ordinal));
        if (file is null)
            output.WriteLine("The sample collection is absent; nothing was tested.");
        return file is null ? null : File.ReadAllBytes(file);
    }

    private static void Rewrite(RopBuffer buffer, RopId[] wanted)
    {
        var reader = new WireReader(buffer.Rops.Span);
        using var writer = new WireWriter();
        var seen = new List<RopId>();
        while (reader.Remaining > 0)
        {
            var header = RopRequestHeader.Read(ref reader);
            header.Write(writer);
            seen.Add(header.RopId);
            Copier(header.RopId)(ref reader, writer);
        }

        Assert.Equal(wanted, seen);
        Assert.Equal(Convert.ToHexString(buffer.Rops.Span), Convert.ToHexString(writer.Written));
    }

    private static Copy Copier(RopId rop) => rop switch
    {
        RopId.RemoveAllRecipients => CopyOne<RopRemoveAllRecipientsRequest>,
        RopId.OpenFolder => CopyOne<RopOpenFolderRequest>,
        RopId.ModifyRecipients => CopyOne<RopModifyRecipientsRequest>,
        RopId.SetProperties => CopyOne<RopSetPropertiesRequest>,
        RopId.SubmitMessage => CopyOne<RopSubmitMessageRequest>,
        RopId.GetPropertiesSpecific => CopyOne<RopGetPropertiesSpecificRequest>,
        RopId.GetContentsTable => CopyOne<RopGetContentsTableRequest>,
        RopId.SetColumns => CopyOne<RopSetColumnsRequest>,
        RopId.FindRow => CopyOne<RopFindRowRequest>,
        RopId.RegisterNotification => CopyOne<RopRegisterNotificationRequest>,
        _ => throw new ArgumentOutOfRangeException(nameof(rop), rop, "Not in the captures"),
    };

    private static void CopyOne<T>(ref WireReader reader, WireWriter writer)
        where T : struct, IRopRequest<T> => T.Read(ref reader).Write(writer);
}
