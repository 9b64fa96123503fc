using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxNspi;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.OxcMapiHttp;

/// <summary>Asks for a template of the address book's dialogs. [MS-OXCMAPIHTTP] 2.2.5.9.1</summary>
/// <param name="DisplayType">What the template shows, where <paramref name="TemplateDn"/> names none.</param>
/// <param name="TemplateDn">Distinguished name of the template.</param>
public sealed record GetTemplateInfoRequest(
    TemplateInfoFlags Flags,
    DisplayType DisplayType,
    string? TemplateDn,
    uint CodePage,
    uint LocaleId,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetTemplateInfoRequest>
{
    public static GetTemplateInfoRequest Read(ref WireReader reader) => new(
        Flags: (TemplateInfoFlags)reader.ReadUInt32(),
        DisplayType: (DisplayType)reader.ReadUInt32(),
        TemplateDn: reader.ReadBoolean() ? reader.ReadAsciiZ() : null,
        CodePage: reader.ReadUInt32(),
        LocaleId: reader.ReadUInt32(),
        AuxiliaryBuffer: reader.ReadSized());

    public void Write(WireWriter writer)
    {
        writer.WriteUInt32((uint)Flags);
        writer.WriteUInt32((uint)DisplayType);
        writer.WritePresence(TemplateDn is not null);
        if (TemplateDn is not null)
            writer.WriteAsciiZ(TemplateDn);
        writer.WriteUInt32(CodePage);
        writer.WriteUInt32(LocaleId);
        writer.WriteSized(AuxiliaryBuffer);
    }
}

/// <summary>Properties of the template. [MS-OXCMAPIHTTP] 2.2.5.9.2</summary>
/// <param name="CodePage">Of the String8 values.</param>
public sealed record GetTemplateInfoResponse(
    ErrorCode ErrorCode,
    uint CodePage,
    IReadOnlyList<PropertyValue>? Row,
    byte[] AuxiliaryBuffer) : IMapiHttpBody<GetTemplateInfoResponse>
{
    public static GetTemplateInfoResponse Read(ref WireReader reader)
    {
        var error = reader.ReadStatus();
        var codePage = reader.ReadUInt32();
        return new GetTemplateInfoResponse(
            error,
            codePage,
            Row: reader.ReadOptionalValues(StringEncodings.Of(codePage)),
            AuxiliaryBuffer: reader.ReadSized());
    }

    public void Write(WireWriter writer)
    {
        writer.WriteStatus(ErrorCode);
        writer.WriteUInt32(CodePage);
        writer.WriteOptional(Row, StringEncodings.Of(CodePage));
        writer.WriteSized(AuxiliaryBuffer);
    }
}
