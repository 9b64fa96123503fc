namespace Mapigate.Gateway.Core.Tables;

/// <summary>What moving the cursor gave. [MS-OXCTABL] 2.2.2.9.2 and 2.2.2.10.2</summary>
/// <param name="Sought">Rows moved; negative backward.</param>
/// <param name="HasSoughtLess">The table ended before the rows that were wanted.</param>
/// <param name="RowNoLongerVisible">The bookmark's row is gone; the next one was taken.</param>
public readonly record struct RowSeek(int Sought, bool HasSoughtLess, bool RowNoLongerVisible);
