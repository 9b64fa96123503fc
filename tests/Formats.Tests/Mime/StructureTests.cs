using System.Text;
using Mapigate.Formats.Mime;

namespace Mapigate.Formats.Tests.Mime;

public class StructureTests
{
    private const string Nested = """
        Subject: s
        Content-Type: multipart/mixed; boundary=out

        preamble
        --out
        Content-Type: multipart/alternative; boundary="in"

        --in
        Content-Type: text/plain

        one
        --in
        Content-Type: text/html

        two

        --in--
        inner epilogue
        --out
        Content-Type: message/rfc822

        Subject: embedded
        Content-Type: multipart/mixed; boundary=deep

        --deep

        three
        --deep--
        --out--
        epilogue
        """;

    [Fact]
    public void Multiparts_and_embedded_messages_make_a_tree()
    {
        var message = Samples.Parse(Nested);
        Assert.Equal(
            "multipart/mixed(multipart/alternative(text/plain text/html) message/rfc822(multipart/mixed(text/plain)))", Samples.Shape(message.Root));
        Assert.Equal(MimeDefects.None, message.Root.Defects);
        var embedded = message.Root.Children[1].EmbeddedMessage!;
        Assert.Equal("embedded", embedded.Subject);
        Assert.Equal("three", embedded.Root.Children[0].DecodeText());
    }

    [Fact]
    public void Ranges_lead_back_to_the_bytes()
    {
        var raw = Samples.Bytes(Nested);
        var root = MimeMessage.Parse(raw).Root;
        Assert.Equal("preamble", Samples.Text(root.Preamble, raw));
        Assert.Equal("epilogue", Samples.Text(root.Epilogue, raw));
        Assert.Equal("inner epilogue", Samples.Text(root.Children[0].Epilogue, raw));
        Assert.Equal("Content-Type: text/plain\r\n\r\none", Samples.Text(root.Children[0].Children[0].Raw, raw));
        Assert.Equal("two\r\n", Samples.Text(root.Children[0].Children[1].Body, raw));
        Assert.Equal(raw, root.RawBytes().ToArray());
    }

    [Fact]
    public void Every_prefix_gives_a_message_that_can_be_read()
    {
        var raw = Samples.Bytes(Nested);
        for (var length = 0; length <= raw.Length; length++)
            Assert.True(Consumption.Consume(MimeMessage.Parse(raw.AsMemory(0, length))) >= 0);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\r\n")]
    public void Other_line_ends_give_the_same_tree(string lineEnd)
    {
        var raw = Encoding.ASCII.GetBytes(Nested.ReplaceLineEndings(lineEnd));
        Assert.Equal(Samples.Shape(Samples.Parse(Nested).Root), Samples.Shape(MimeMessage.Parse(raw).Root));
    }

    [Fact]
    public void Digest_parts_are_messages_by_default()
    {
        var message = Samples.Parse("""
            Content-Type: multipart/digest; boundary=x

            --x

            Subject: a

            body
            --x
            Content-Type: text/plain

            text
            --x--
            """);
        Assert.Equal("multipart/digest(message/rfc822(text/plain) text/plain)", Samples.Shape(message.Root));
        Assert.Equal("a", message.Root.Children[0].EmbeddedMessage!.Subject);
    }

    [Fact]
    public void Message_encoded_in_base64_is_decoded_and_parsed()
    {
        var inner = Convert.ToBase64String(Samples.Bytes("Subject: hidden\n\nbody"));
        var message = Samples.Parse($"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n");
        Assert.Equal("hidden", message.Root.EmbeddedMessage!.Subject);
    }

    [Fact]
    public void Missing_closing_boundaries_are_noted_and_tolerated()
    {
        var message = Samples.Parse("""
            Content-Type: multipart/mixed; boundary=out

            --out
            Content-Type: multipart/mixed; boundary=in

            --in

            one
            --out

            two
            """);
        Assert.Equal("multipart/mixed(multipart/mixed(text/plain) text/plain)", Samples.Shape(message.Root));
        Assert.Equal(MimeDefects.MissingEndBoundary, message.Root.Defects);
        Assert.Equal(MimeDefects.MissingEndBoundary, message.Root.Children[0].Defects);
        Assert.Equal("one", message.Root.Children[0].Children[0].DecodeText());
    }

    [Fact]
    public void Boundary_that_never_comes_leaves_a_leaf()
    {
        var message = Samples.Parse("Content-Type: multipart/mixed; boundary=x\n\nall of it\n");
        Assert.Empty(message.Root.Children);
        Assert.True(message.Root.Defects.HasFlag(MimeDefects.MissingStartBoundary));
        Assert.Equal("all of it\r\n", message.Root.DecodeText());
    }

    [Fact]
    public void Missing_boundary_parameter_is_guessed_from_the_body()
    {
        var message = Samples.Parse("Content-Type: multipart/mixed\n\n--guess\n\none\n--guess--\n");
        Assert.Equal("multipart/mixed(text/plain)", Samples.Shape(message.Root));
        Assert.True(message.Root.Defects.HasFlag(MimeDefects.MissingBoundaryParameter));
    }

    [Fact]
    public void Boundary_that_looks_like_an_encoded_word_is_taken_as_it_stands()
    {
        var message = Samples.Parse("Content-Type: multipart/mixed; boundary=\"=?utf-8?Q?a?=\"\n\n--=?utf-8?Q?a?=\n\none\n--=?utf-8?Q?a?=--\n");
        Assert.Equal("multipart/mixed(text/plain)", Samples.Shape(message.Root));
    }

    [Fact]
    public void Embedded_message_may_begin_with_a_mailbox_line()
    {
        var message = Samples.Parse("Content-Type: message/rfc822\n\n>From someone Mon Jan  1 00:00:00 2024\nSubject: inner\n\nbody");
        Assert.Equal("inner", message.Root.EmbeddedMessage!.Subject);
    }

    [Fact]
    public void Boundary_that_begins_another_is_told_apart()
    {
        var message = Samples.Parse("""
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: multipart/mixed; boundary=ab

            --ab

            one
            --ab--
            --a

            --abc
            --a--
            """);
        Assert.Equal("multipart/mixed(multipart/mixed(text/plain) text/plain)", Samples.Shape(message.Root));
        Assert.Equal("--abc", message.Root.Children[1].DecodeText());
    }

    [Fact]
    public void Doubled_delimiters_make_no_part()
    {
        var message = Samples.Parse("Content-Type: multipart/mixed; boundary=a\n\n--a\n--a\n\none\n--a\n--a--\n");
        Assert.Equal("multipart/mixed(text/plain)", Samples.Shape(message.Root));
    }

    [Fact]
    public void Part_without_blank_line_ends_at_the_delimiter()
    {
        var message = Samples.Parse("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: image/png\n--a\n\none\n--a--\n");
        Assert.Equal("multipart/mixed(image/png text/plain)", Samples.Shape(message.Root));
        Assert.Empty(message.Root.Children[0].DecodeBody());
    }

    [Theory]
    [InlineData(1, "multipart/mixed(multipart/mixed)")]
    [InlineData(2, "multipart/mixed(multipart/mixed(text/plain))")]
    public void Depth_is_bounded(int depth, string shape)
    {
        var message = Samples.Parse(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--a--\n",
            new MimeLimits { MaxDepth = depth });
        Assert.Equal(shape, Samples.Shape(message.Root));
    }

    [Fact]
    public void Ten_thousand_levels_do_no_harm()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
            text.Append($"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        var message = Samples.Parse(text.ToString());
        Assert.True(Consumption.Consume(message) > 0);
        text.Clear().Insert(0, "Content-Type: message/rfc822\n\n", 10_000);
        Assert.True(Consumption.Consume(Samples.Parse(text.ToString())) > 0);
    }

    [Fact]
    public void Number_of_parts_is_bounded()
    {
        var text = "Content-Type: multipart/mixed; boundary=a\n\n" + string.Concat(Enumerable.Repeat("--a\n\nx\n", 500)) + "--a--\nend";
        var raw = Samples.Bytes(text);
        var message = MimeMessage.Parse(raw, new MimeLimits { MaxParts = 100 });
        Assert.Equal(99, message.Root.Children.Count);
        Assert.True(message.Root.Defects.HasFlag(MimeDefects.PartLimit));
        Assert.Equal("end", Samples.Text(message.Root.Epilogue, raw));
    }

    [Fact]
    public void Mailbox_line_before_the_message_is_passed_over() =>
        Assert.Equal("s", Samples.Parse("From someone Mon Jan  1 00:00:00 2024\nSubject: s\n\nbody").Subject);

    [Fact]
    public void Empty_input_is_an_empty_message()
    {
        var message = MimeMessage.Parse(ReadOnlyMemory<byte>.Empty);
        Assert.Empty(message.Headers);
        Assert.Equal("", message.Root.DecodeText());
        Assert.Null(message.Subject);
        Assert.Null(message.Date);
    }
}
