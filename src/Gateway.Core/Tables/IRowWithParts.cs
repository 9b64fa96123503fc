using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>A row that knows its message's recipients or attachments, so that a restriction can ask about them. [MS-OXCDATA] 2.12.10</summary>
public interface IRowWithParts
{
    /// <summary>The rows of PidTagMessageRecipients or PidTagMessageAttachments; empty where they are not known.</summary>
    IEnumerable<TableRow> PartsOf(PropertyTag table);
}
