using System.Globalization;
using System.Reflection;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Mapi.Wire.Tests.OxProps;

public class CatalogueTests
{
    private static readonly string[][] Rows = [.. File.ReadLines(DataFile()).Skip(1).Select(line => line.Split('\t'))];

    [Theory]
    [InlineData("tag", typeof(PidTag))]
    [InlineData("meta", typeof(MetaTag))]
    public void Tag_class_generated_equals_the_data_file(string kind, Type generated)
    {
        var wanted = Rows.Where(row => row[0] == kind)
            .ToDictionary(row => row[3], row => new PropertyTag(ushort.Parse(row[1], NumberStyles.HexNumber), Enum.Parse<PropertyType>(row[4])));
        Assert.Equal(wanted.OrderBy(pair => pair.Key, StringComparer.Ordinal), Fields<PropertyTag>(generated));
    }

    [Theory]
    [InlineData("lid", typeof(PidLid))]
    [InlineData("name", typeof(PidName))]
    public void Named_class_generated_equals_the_data_file(string kind, Type generated)
    {
        var sets = Fields<Guid>(typeof(PropertySets)).ToDictionary();
        var wanted = Rows.Where(row => row[0] == kind).ToDictionary(
            row => row[3],
            row => new NamedProperty(
                kind == "lid" ? PropertyName.Numeric(sets[row[2]], uint.Parse(row[1], NumberStyles.HexNumber)) : PropertyName.String(sets[row[2]], row[1]),
                Enum.Parse<PropertyType>(row[4])));
        Assert.Equal(wanted.OrderBy(pair => pair.Key, StringComparer.Ordinal), Fields<NamedProperty>(generated));
        Assert.Equal(wanted.Count, (kind == "lid" ? PidLid.All : PidName.All).Count);
    }

    [Fact]
    public void Named_properties_of_one_set_have_distinct_names() =>
        Assert.Empty(PidLid.All.Values.Concat(PidName.All.Values).GroupBy(property => property.Name).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Name_of_a_string8_tag_is_the_name_of_its_string_tag()
    {
        Assert.Equal(nameof(PidTag.Subject), PidTag.NameOf(new PropertyTag(0x0037001E)));
        Assert.Equal(nameof(PidTag.EntryId), PidTag.NameOf(PidTag.EntryId));
        Assert.Null(PidTag.NameOf(new PropertyTag(0x00370003)));
    }

    [Theory]
    [InlineData(0x0FFF0102, nameof(PidTag.EntryId))]
    [InlineData(0x30010_01F, nameof(PidTag.DisplayName))]
    [InlineData(0x67480014, nameof(PidTag.FolderId))]
    [InlineData(0x674A0014, nameof(PidTag.Mid))]
    [InlineData(0x674D0014, nameof(PidTag.InstID))]
    [InlineData(0x0E060040, nameof(PidTag.MessageDeliveryTime))]
    [InlineData(0x37010102, nameof(PidTag.AttachDataBinary))]
    [InlineData(0x65E20102, nameof(PidTag.ChangeKey))]
    public void Tag_has_the_identifier_of_its_document(long tag, string name) => Assert.Equal(name, PidTag.NameOf(new PropertyTag((uint)tag)));

    private static IEnumerable<KeyValuePair<string, T>> Fields<T>(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(T))
            .Select(field => KeyValuePair.Create(field.Name, (T)field.GetValue(null)!)).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static string DataFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "src", "Mapi.Wire", "OxProps", "properties.tsv");
            if (File.Exists(file))
                return file;
        }

        throw new FileNotFoundException("properties.tsv above the test's folder");
    }
}
