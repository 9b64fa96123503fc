namespace Mapigate.Backends.TestKit;

/// <summary>Expects that a server refuses.</summary>
internal static class Refusal
{
    /// <summary>The call fails with one of these errors, and says so in one line.</summary>
    public static async Task<BackendError> OfAsync(Func<Task> call, params BackendError[] expected)
    {
        var fault = await Assert.ThrowsAsync<BackendException>(call);
        Assert.True(expected.Contains(fault.Error), $"{fault.Error}, not {string.Join(" or ", expected)}: {fault.Message}");
        Assert.NotEmpty(fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
        return fault.Error;
    }
}
