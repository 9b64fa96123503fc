using System.Text;
using Mapigate.Gateway.Core.AddressBook;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcMapiHttp;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.OxProps;
using Mapigate.MapiFrontend.Http;

namespace Mapigate.MapiFrontend.Nspi;

/// <summary>Sessions with the address book, its containers, and where its servers are. [MS-OXCMAPIHTTP] 2.2.5, [MS-OXNSPI] 3.1.4.1</summary>
internal sealed class NspiOperations(MapiFrontendOptions options, GlobalAddressList list)
{
    /// <summary>Result of a successful Unbind. [MS-OXNSPI] 2.2.1.2</summary>
    private const ErrorCode UnbindSuccess = (ErrorCode)1;

    /// <summary>Version of the hierarchy table; it never changes while the gateway runs.</summary>
    private const uint HierarchyVersion = 1;

    /// <summary>AB_RECIPIENTS and AB_UNMODIFIABLE. [MS-OXOABK] 2.2.2.1</summary>
    private const int RecipientsUnmodifiable = 1 | 8;

    /// <summary>[MS-OXNSPI] 3.1.4.1.1</summary>
    public Task<BindResponse> BindAsync(BindRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var error = request.State is { } state && !IsServed(state.CodePage) ? ErrorCode.InvalidCodepage : ErrorCode.Success;
        if (error == ErrorCode.Success && !call.Context!.TryAttach(new NspiSession()))
            throw new OperationCanceledException(call.Context.Ended);
        return Task.FromResult(new BindResponse(error, error == ErrorCode.Success ? list.ServerGuid : Guid.Empty, AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXNSPI] 3.1.4.1.2</summary>
    public static Task<UnbindResponse> UnbindAsync(UnbindRequest request, MapiHttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new UnbindResponse(UnbindSuccess, AuxiliaryBuffer: []));

    /// <summary>The hierarchy has one container, the global address list; there are no creation templates. [MS-OXNSPI] 3.1.4.1.3</summary>
    public static Task<GetSpecialTableResponse> GetSpecialTableAsync(GetSpecialTableRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var codePage = request.State?.CodePage ?? 0;
        if (request.Flags.HasFlag(SpecialTableFlags.AddressCreationTemplates))
            return Task.FromResult(new GetSpecialTableResponse(ErrorCode.Success, codePage, null, [], AuxiliaryBuffer: []));
        var isUnicode = request.Flags.HasFlag(SpecialTableFlags.UnicodeStrings);
        if (!isUnicode && codePage == NspiProvider.UnicodeCodePage)
            return Task.FromResult(new GetSpecialTableResponse(ErrorCode.InvalidCodepage, codePage, null, null, AuxiliaryBuffer: []));
        IReadOnlyList<IReadOnlyList<PropertyValue>>? rows = request.Version == HierarchyVersion ? null : [GlobalAddressListRow(isUnicode)];
        return Task.FromResult(new GetSpecialTableResponse(ErrorCode.Success, codePage, HierarchyVersion, rows, AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXCMAPIHTTP] 2.2.5.18</summary>
    public Task<GetMailboxUrlResponse> GetMailboxUrlAsync(GetMailboxUrlRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var view = list.ViewFor(call.User);
        var mailbox = ServerDn.MailboxOf(request.ServerDn);
        return Task.FromResult(new GetMailboxUrlResponse(
            ErrorCode.Success, Url("emsmdb", view.People.FirstOrDefault(p => p.MailboxGuid == mailbox) ?? view.Self), AuxiliaryBuffer: []));
    }

    /// <summary>[MS-OXCMAPIHTTP] 2.2.5.19</summary>
    public Task<GetAddressBookUrlResponse> GetAddressBookUrlAsync(GetAddressBookUrlRequest request, MapiHttpCall call, CancellationToken cancellationToken)
    {
        var view = list.ViewFor(call.User);
        return Task.FromResult(new GetAddressBookUrlResponse(ErrorCode.Success, Url("nspi", view.FindByDn(request.UserDn) ?? view.Self), AuxiliaryBuffer: []));
    }

    /// <summary>There are no templates, in any language. [MS-OXNSPI] 3.1.4.1.18</summary>
    public static Task<GetTemplateInfoResponse> GetTemplateInfoAsync(GetTemplateInfoRequest request, MapiHttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new GetTemplateInfoResponse(ErrorCode.InvalidLocale, request.CodePage, null, AuxiliaryBuffer: []));

    /// <summary>The book is read-only. [MS-OXNSPI] 3.1.4.1.14</summary>
    public static Task<ModPropsResponse> ModPropsAsync(ModPropsRequest request, MapiHttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new ModPropsResponse(ErrorCode.NotSupported, AuxiliaryBuffer: []));

    /// <summary>The book is read-only. [MS-OXNSPI] 3.1.4.1.15</summary>
    public static Task<ModLinkAttResponse> ModLinkAttAsync(ModLinkAttRequest request, MapiHttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new ModLinkAttResponse(ErrorCode.AccessDenied, AuxiliaryBuffer: []));

    /// <summary>8-bit strings can be given in that code page. [MS-OXNSPI] 3.1.4.1.1, constraint 5</summary>
    private static bool IsServed(uint codePage) => codePage switch
    {
        NspiProvider.UnicodeCodePage or 1201 or 12000 or 12001 or > ushort.MaxValue => false,
        0 or 20127 or 28591 or 65001 or NspiProvider.TeletexCodePage => true,
        _ => CodePagesEncodingProvider.Instance.GetEncoding((int)codePage) is not null,
    };

    private static PropertyValue[] GlobalAddressListRow(bool isUnicode) =>
    [
        new(PidTag.EntryId, new PermanentEntryId(DisplayType.Container, "/").ToBytes()),
        new(PidTag.ContainerFlags, RecipientsUnmodifiable),
        new(PidTag.Depth, 0),
        new(PidTag.AddressBookContainerId, 0),
        new(isUnicode ? PidTag.DisplayName : PidTag.DisplayName.WithType(PropertyType.String8), "Global Address List"),
        new(PidTag.AddressBookIsMaster, false),
    ];

    private string Url(string endpoint, Person person) => new Uri(options.ExternalUrl, $"/mapi/{endpoint}/?MailboxId={ServerDn.MailboxId(person)}").AbsoluteUri;
}
