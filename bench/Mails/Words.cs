using System.Text;

namespace Mapigate.Bench.Mails;

/// <summary>Text that is as varied as mail is: names, sentences, paragraphs, in several languages.</summary>
internal sealed class Words(Random random)
{
    private static readonly string[] English =
        ("meeting agenda project budget review invoice customer schedule delivery contract proposal update question answer problem solution server backup network "
        + "holiday travel hotel flight order report draft comment attached please thanks regards tomorrow yesterday monday thursday quarter sales marketing support "
        + "release version feature deadline urgent information about with from before after should could would between during without the a an of to and in for on").Split(' ');

    private static readonly string[] German =
        ("Besprechung Tagesordnung Angebot Rechnung Lieferung Vertrag Rückfrage Änderung Übersicht Kündigung Größe Straße Prüfung Entwurf anbei bitte danke Grüße "
        + "morgen gestern Montag Donnerstag Quartal Vertrieb Unterstützung Fassung Frist dringend über mit von vor nach sollte könnte würde zwischen der die das und").Split(' ');

    private static readonly string[] Japanese = "会議 予算 請求書 お客様 納品 契約 質問 回答 明日 昨日 報告 添付 よろしく お願いします".Split(' ');

    private static readonly string[] FirstNames = "Anna Ben Clara David Elena Felix Greta Hans Ines Jörg Katja Luís Maria Noël Olga Paul Renée Søren Tomáš Zoë".Split(' ');

    private static readonly string[] LastNames = "Müller Smith García Novák Andersson Dubois Rossi Kowalski Jansen Öztürk Brown Fischer Silva Weiß Nguyen Tanaka".Split(' ');

    private static readonly string[] Domains = "example.com example.org example.net mail.example.com partner.example sales.example lists.example.org".Split(' ');

    private readonly string[] _language = random.Next(20) switch { < 12 => English, < 19 => German, _ => Japanese };

    public string One(string[] from) => from[random.Next(from.Length)];

    public (string Name, string Address) Person()
    {
        var (first, last) = (One(FirstNames), One(LastNames));
        var local = new string([.. $"{first}.{last}".ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(char.IsAscii)]);
        return ($"{first} {last}", $"{local}@{One(Domains)}");
    }

    public string Sentence(int least, int most)
    {
        var text = new StringBuilder();
        for (var left = random.Next(least, most + 1); left > 0; left--)
            text.Append(One(_language)).Append(left > 1 ? " " : "");
        text[0] = char.ToUpperInvariant(text[0]);
        return text.ToString();
    }

    /// <summary>Paragraphs of about so many characters together.</summary>
    public string Paragraphs(int characters)
    {
        var text = new StringBuilder();
        while (text.Length < characters)
        {
            for (var sentences = random.Next(2, 7); sentences > 0; sentences--)
                text.Append(Sentence(5, 16)).Append(sentences > 1 ? ". " : ".\r\n\r\n");
        }

        return text.ToString();
    }
}
