namespace Mapigate.Backends.CalDav.Tests;

internal static class Faults
{
    public static async Task<BackendException> FailsAsync(this Task call, BackendError error)
    {
        var fault = await Assert.ThrowsAsync<BackendException>(() => call);
        Assert.Equal(error, fault.Error);
        Assert.DoesNotContain('\n', fault.Message);
        return fault;
    }

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (var item in source)
        {
            list.Add(item);
        }

        return list;
    }
}
