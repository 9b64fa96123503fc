using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tables;

/// <summary>What reading rows gave. [MS-OXCTABL] 2.2.2.5.2</summary>
/// <param name="Error">Why nothing was read.</param>
/// <param name="Count">Rows that were written.</param>
/// <param name="Origin">Where the cursor stands now.</param>
public readonly record struct RowBatch(ErrorCode Error, int Count, TableOrigin Origin);
