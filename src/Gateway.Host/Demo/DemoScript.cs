namespace Mapigate.Gateway.Host.Demo;

/// <summary>Prints the demo: a line for each step with the time that it took, details below.</summary>
internal sealed class DemoScript(TextWriter output, TimeProvider time)
{
    private const int NameWidth = 13;
    private const int LineWidth = 96;

    public void Title(string text)
    {
        output.WriteLine();
        output.WriteLine($"  {text}");
        output.WriteLine($"  {new string('=', text.Length)}");
        output.WriteLine();
    }

    /// <summary>Does a step and says what came of it.</summary>
    public async Task<T> StepAsync<T>(string name, Func<Task<T>> step, Func<T, string> outcome)
    {
        var started = time.GetTimestamp();
        var result = await step();
        Say(name, outcome(result), time.GetElapsedTime(started));
        return result;
    }

    public Task StepAsync(string name, Func<Task> step, string outcome) => StepAsync(
        name,
        async () =>
        {
            await step();
            return outcome;
        },
        static text => text);

    /// <summary>A line below a step.</summary>
    public void Detail(string text) => output.WriteLine($"  {new string(' ', NameWidth)}  {text}");

    public void Done(string text)
    {
        output.WriteLine();
        output.WriteLine($"  {text}");
    }

    public void HowToConnect(DemoSite site)
    {
        Done($"The gateway keeps serving at {site.Gateway.AbsoluteUri.TrimEnd('/')}; Ctrl+C ends it.");
        output.WriteLine();
        foreach (var user in site.Users)
            output.WriteLine($"    {user.Address,-22} password {user.Password}");
        output.WriteLine();
        output.WriteLine("  Look around from another terminal:");
        output.WriteLine($"    MAPIGATE_PASSWORD={site.Alice.Password} ./mapigate client tree --insecure --server {site.Gateway.AbsoluteUri.TrimEnd('/')} --user {site.Alice.Address}");
        output.WriteLine();
        if (site.HasDav)
        {
            output.WriteLine("  Calendars and contacts in Thunderbird, on a phone, or with any other CalDAV and CardDAV client:");
            output.WriteLine($"    {site.Gateway.AbsoluteUri.TrimEnd('/')}/dav/");
            output.WriteLine();
        }

        TellAboutOutlook(site);
    }

    /// <summary>No DNS knows the demo's mail domain, so that Outlook must be told where to ask.</summary>
    private void TellAboutOutlook(DemoSite site)
    {
        var server = site.Gateway.AbsoluteUri.TrimEnd('/');
        var domain = site.Alice.Address[(site.Alice.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        output.WriteLine("  Outlook for Windows, on a PC from which this port can be reached (for example by ssh -L):");
        output.WriteLine($"    1. Trust the certificate in {site.Authority}");
        output.WriteLine(@"    2. In HKCU\Software\Microsoft\Office\16.0\Outlook\AutoDiscover set the numbers ExcludeExplicitO365Endpoint=1 and PreferLocalXML=1, and");
        output.WriteLine($"       the text {domain} = path of a file that holds:");
        output.WriteLine("         <Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006\">");
        output.WriteLine("         <Response xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a\"><Account>");
        output.WriteLine($"         <AccountType>email</AccountType><Action>redirectUrl</Action><RedirectUrl>{server}/autodiscover/autodiscover.xml</RedirectUrl>");
        output.WriteLine("         </Account></Response></Autodiscover>");
        output.WriteLine($"    3. Add the account {site.Alice.Address}.");
        output.WriteLine();
    }

    private void Say(string name, string outcome, TimeSpan elapsed)
    {
        var took = elapsed.TotalSeconds >= 1 ? $"{elapsed.TotalSeconds:0.0} s" : $"{elapsed.TotalMilliseconds:0} ms";
        var text = $"  {name.PadRight(NameWidth)}  {outcome}";
        output.WriteLine($"{text.PadRight(LineWidth)}  {took,8}");
    }
}
