namespace Mapigate.Mapi.Wire.OxcRops;

/// <summary>A request that makes a new server object and says where in the handle table its handle goes. [MS-OXCROPS] 1.3.1</summary>
public interface IRopOutput
{
    byte OutputHandleIndex { get; }
}
