using Mapigate.Gateway.Core.Index;
using Mapigate.Mapi.Wire.OxcData;

namespace Mapigate.Gateway.Core.Tests.Index;

public sealed class ChangeClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void First_number_lies_above_all_numbers_of_untouched_messages()
    {
        var first = new ChangeClock(_time, 0).Next();
        Assert.True(first > ItemIds.Mail(ItemIds.FirstDrawnSlot - 1, uint.MaxValue));
        Assert.True(first < GlobalCounter.Max);
    }

    [Fact]
    public void Numbers_rise_while_the_clock_stands()
    {
        var clock = new ChangeClock(_time, 0);
        var first = clock.Next();
        Assert.Equal([first + 1, first + 2, first + 3], [clock.Next(), clock.Next(), clock.Next()]);
        Assert.Equal(first + 3, clock.Last);
    }

    [Fact]
    public void Numbers_rise_when_the_clock_goes_back()
    {
        var clock = new ChangeClock(_time, 0);
        var before = clock.Next();
        _time.Advance(TimeSpan.FromDays(-400));
        Assert.Equal(before + 1, clock.Next());
        Assert.Equal(before + 2, clock.Next());
    }

    [Fact]
    public void Number_follows_the_clock_by_tenths_of_a_millisecond()
    {
        var clock = new ChangeClock(_time, 0);
        var before = clock.Next();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(before + 30_000, clock.Next());
    }

    [Fact]
    public void Counter_that_starts_anew_stays_above_what_was_given_before()
    {
        var lost = new ChangeClock(_time, 0);
        ulong last = 0;
        for (var i = 0; i < 1000; i++)
            last = lost.Next();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(new ChangeClock(_time, 0).Next() > last);
    }

    [Fact]
    public void Number_is_larger_than_the_last_that_the_state_knows()
    {
        var ahead = ItemIds.FirstChange + (1UL << 45);
        Assert.Equal(ahead + 1, new ChangeClock(_time, ahead).Next());
    }

    [Fact]
    public void Clock_before_its_epoch_still_gives_numbers_in_the_upper_half()
    {
        _time.Advance(TimeSpan.FromDays(-365 * 30));
        Assert.Equal(ItemIds.FirstChange, new ChangeClock(_time, 0).Next());
    }
}
