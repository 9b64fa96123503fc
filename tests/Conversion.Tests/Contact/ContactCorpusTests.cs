using Mapigate.Conversion.Contact;
using Mapigate.Formats.VCard;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Tests;
using Xunit.Abstractions;

namespace Mapigate.Conversion.Tests.Contact;

/// <summary>Every sample card becomes a contact, is written back unchanged where nothing was edited, and a card made anew of it says the same.</summary>
public sealed class ContactCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_card_comes_out_as_a_contact_and_back()
    {
        var count = 0;
        foreach (var path in Corpus.Files("vcard").Where(path => !path.EndsWith(".json", StringComparison.Ordinal) && !path.EndsWith(".xml", StringComparison.Ordinal)))
        {
            foreach (var (card, untouched) in Card.Parse(File.ReadAllBytes(path)).Zip(Card.Parse(File.ReadAllBytes(path))))
            {
                var contact = ContactConverter.Convert(card);
                CardUpgrade.Apply(untouched);
                var before = untouched.All.Select(line => line.Property.ToString()).Where(IsKept).ToList();
                var written = ContactComposer.Compose(contact, card, "new", DateTimeOffset.UnixEpoch);
                Assert.True(before.SequenceEqual(written.All.Select(line => line.Property.ToString()).Where(IsKept).Take(before.Count)), path);

                var again = ContactConverter.Convert(Assert.Single(Card.Parse(ContactComposer.Compose(contact, null, "new", DateTimeOffset.UnixEpoch).ToBytes())));
                Assert.Equal(Outline(contact.Properties), Outline(again.Properties));
                count++;
            }
        }

        output.WriteLine($"{count} cards");
        Assert.True(Corpus.Folder is null || count > 60, $"{count} cards");
    }

    private static bool IsKept(string line) => !line.StartsWith("REV", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Outline(PropertyBag bag) =>
        bag.Select(value => $"{value.Tag} {Show(value.Value)}").Concat(bag.Named.Select(named => $"{named.Key} {Show(named.Value.Value)}")).Order(StringComparer.Ordinal);

    private static string Show(object value) => value is Array items ? string.Join("|", items.Cast<object>()) : $"{value}";
}
