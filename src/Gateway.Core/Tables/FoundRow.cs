using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>A row that was found. [MS-OXCTABL] 2.2.2.14.2</summary>
/// <param name="RowNoLongerVisible">The bookmark from which the search began has lost its row.</param>
/// <param name="Row">The row in the table's columns.</param>
public readonly record struct FoundRow(bool RowNoLongerVisible, PropertyRow Row);
