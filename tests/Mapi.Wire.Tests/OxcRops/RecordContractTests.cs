using System.Reflection;
using Mapigate.Mapi.Wire.OxcData;
using Mapigate.Mapi.Wire.OxcRops;
using Mapigate.Mapi.Wire.Primitives;

namespace Mapigate.Mapi.Wire.Tests.OxcRops;

/// <summary>What holds for every type of the library that reads itself from a reader and writes itself; a new one is found by itself.</summary>
public class RecordContractTests
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const int Variants = 3;

    private static readonly Assembly Library = typeof(RopId).Assembly;

    private delegate T ReadRecord<out T>(ref WireReader reader);

    private delegate T ReadRows<out T>(ref WireReader reader, scoped ReadOnlySpan<PropertyTag> columns);

    public static TheoryData<string> Records => [.. Library.GetTypes().Where(IsRecord).Select(type => type.FullName!)];

    public static TheoryData<string> Requests => [.. Library.GetTypes().Where(type => Implements(type, typeof(IRopRequest<>))).Select(type => type.FullName!)];

    [Fact]
    public void Every_kind_of_record_is_found()
    {
        var found = Library.GetTypes().Where(IsRecord).ToHashSet();
        Assert.All(
            Library.GetTypes().Where(type => !type.IsInterface && (typeof(IRopFailure).IsAssignableFrom(type)
                || Implements(type, typeof(IRopRequest<>)) || Implements(type, typeof(IRopResponse<>)) || Implements(type, typeof(IRopRowResponse<>)))),
            type => Assert.Contains(type, found));
    }

    [Fact]
    public void Every_rop_id_has_a_request_but_those_that_only_answer()
    {
        RopId[] answers = [RopId.Notify, RopId.Pending, RopId.Backoff, RopId.BufferTooSmall];
        var requests = Library.GetTypes().Where(type => Implements(type, typeof(IRopRequest<>)))
            .Select(type => (RopId)type.GetProperty(nameof(RopId), BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!).ToList();
        Assert.Equal(Enum.GetValues<RopId>().Except(answers).Order(), requests.Order());
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_written_and_read_is_written_again_the_same(string typeName) => Call(nameof(RoundTrip), typeName);

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_cut_short_is_refused(string typeName) => Call(nameof(Truncate), typeName);

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_of_noise_is_read_or_refused(string typeName) => Call(nameof(Noise), typeName);

    private static void RoundTrip<T>()
    {
        for (var variant = 0; variant < Variants; variant++)
        {
            var written = Write((T)new WireSample(variant).Make(typeof(T)));
            var reader = new WireReader(written);
            var read = Read<T>(ref reader);
            Assert.Equal(0, reader.Remaining);
            Assert.Equal(Convert.ToHexString(written), Convert.ToHexString(Write(read)));
        }
    }

    private static void Truncate<T>()
    {
        if (typeof(T) == typeof(RopBufferTooSmall))
            return; // Its last field goes to the end of the list, wherever that is; RoundTrip covers it.
        for (var variant = 0; variant < Variants; variant++)
        {
            var written = Write((T)new WireSample(variant).Make(typeof(T)));
            for (var length = 0; length < written.Length; length++)
            {
                Assert.Throws<WireFormatException>(() =>
                {
                    var reader = new WireReader(written.AsSpan(0, length));
                    Read<T>(ref reader);
                });
            }
        }
    }

    private static void Noise<T>()
    {
        var random = new Random(typeof(T).FullName!.Length);
        var noise = new byte[64];
        for (var i = 0; i < 300; i++)
        {
            random.NextBytes(noise);
            try
            {
                var reader = new WireReader(noise);
                Read<T>(ref reader);
                Assert.InRange(reader.Remaining, 0, noise.Length);
            }
            catch (WireFormatException)
            {
                // The one exception that noise may cause.
            }
        }
    }

    private static T Read<T>(ref WireReader reader)
    {
        if (typeof(T).GetMethod("Read", Statics, [typeof(WireReader).MakeByRefType()]) is { } plain)
            return plain.CreateDelegate<ReadRecord<T>>()(ref reader);
        return typeof(T).GetMethod("Read", Statics, [typeof(WireReader).MakeByRefType(), typeof(ReadOnlySpan<PropertyTag>)])!
            .CreateDelegate<ReadRows<T>>()(ref reader, WireSample.Columns);
    }

    private static byte[] Write<T>(T record)
    {
        using var writer = new WireWriter();
        var write = typeof(T).GetMethod("Write", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(WireWriter)])!;
        try
        {
            write.Invoke(record, [writer]);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is not null)
        {
            throw failure.InnerException;
        }

        return writer.ToArray();
    }

    private static void Call(string method, string typeName)
    {
        var type = Library.GetType(typeName, throwOnError: true)!;
        typeof(RecordContractTests).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).CreateDelegate<Action>()();
    }

    private static bool IsRecord(Type type) =>
        !type.IsInterface && type.Namespace is { } space && (space.Contains(".Oxc") || space.Contains(".OxoMsg") || space.Contains(".OxoRule"))
        && !space.EndsWith("OxcMapiHttp")
        && type.GetMethod("Write", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(WireWriter)]) is not null
        && type.GetMethods(Statics).Any(method => method.Name == "Read" && method.ReturnType == type && IsReader(method.GetParameters()));

    private static bool IsReader(ParameterInfo[] parameters) =>
        parameters.Length is 1 or 2 && parameters[0].ParameterType == typeof(WireReader).MakeByRefType()
        && (parameters.Length == 1 || parameters[1].ParameterType == typeof(ReadOnlySpan<PropertyTag>));

    private static bool Implements(Type type, Type definition) =>
        type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == definition);
}
