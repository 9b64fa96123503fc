using Mapigate.Backends.Mail;
using Xunit.Abstractions;

namespace Mapigate.Backends.TestKit.Mail;

/// <summary>Random histories by two clients, held against a model in memory after every step.</summary>
public abstract class MailHistoryContract(IMailSite site, ITestOutputHelper output) : MailStoreContract(site)
{
    private const int Steps = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task History_leaves_what_the_model_says(int seed)
    {
        var history = new MailHistory(Store, Other, seed, Token);
        var steps = new Queue<string>();
        try
        {
            await history.BeginAsync();
            for (var step = 0; step < Steps; step++)
            {
                steps.Enqueue($"{step}: {await history.StepAsync()}");
                await history.CheckAsync();
            }
        }
        catch
        {
            foreach (var step in steps.TakeLast(20))
                output.WriteLine(step);
            output.WriteLine($"then: {history.Doing}");
            throw;
        }
    }
}
