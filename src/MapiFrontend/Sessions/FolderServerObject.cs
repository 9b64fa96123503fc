using Mapigate.Gateway.Core.Items;

namespace Mapigate.MapiFrontend.Sessions;

/// <summary>An open folder. [MS-OXCFOLD] 3.2.1</summary>
internal sealed class FolderServerObject(LogonObject logon, FolderObject folder) : ServerObject, IPropertyHolder
{
    public override LogonObject Logon => logon;

    public FolderObject Folder => folder;

    public PropertyObject Properties => folder;

    public async ValueTask PersistAsync(CancellationToken cancellationToken) => await folder.SaveAsync(cancellationToken);
}
