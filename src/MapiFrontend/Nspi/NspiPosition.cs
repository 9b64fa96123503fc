using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;

namespace Mapigate.MapiFrontend.Nspi;

/// <summary>Where a client stands in the list. [MS-OXNSPI] 3.1.4.5</summary>
internal static class NspiPosition
{
    /// <summary>What every operation on a container refuses first.</summary>
    public static ErrorCode Check(Stat? state, out Stat stat)
    {
        stat = state.GetValueOrDefault();
        if (state is null)
            return ErrorCode.InvalidParameter;
        if (stat.CodePage == NspiProvider.UnicodeCodePage)
            return ErrorCode.InvalidCodepage;
        return stat.ContainerId.Value == 0 ? ErrorCode.Success : ErrorCode.InvalidBookmark;
    }

    /// <summary>The row that a position and its Delta name, from zero to the number of rows.</summary>
    /// <returns>NotFound where the position is somebody who is not in the list.</returns>
    public static ErrorCode Locate(AddressBookView view, Stat stat, out int from, out int to)
    {
        var count = view.People.Count;
        (from, to) = (0, 0);
        if (stat.CurrentRec == MinimalEntryId.BeginningOfTable)
            from = 0;
        else if (stat.CurrentRec == MinimalEntryId.EndOfTable)
            from = count;
        else if (stat.CurrentRec == MinimalEntryId.Current)
            from = stat.TotalRecs == 0 ? 0 : (int)Math.Min((ulong)count, (ulong)count * stat.NumPos / stat.TotalRecs);
        else if (view.PositionOf(stat.CurrentRec) is { } position)
            from = position;
        else
            return ErrorCode.NotFound;
        to = (int)Math.Clamp((long)from + stat.Delta, 0, count);
        return ErrorCode.Success;
    }

    /// <summary>The state of a client that stands at that row.</summary>
    public static Stat At(AddressBookView view, Stat stat, int position) => stat with
    {
        CurrentRec = position < view.People.Count ? view.People[position].Id : MinimalEntryId.EndOfTable,
        Delta = 0,
        NumPos = (uint)position,
        TotalRecs = (uint)view.People.Count,
    };
}
