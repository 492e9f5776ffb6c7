"""HTML pages. Every page, bank and clerk in here is invented."""

import time

import pytest

from sayso.errors import DamagedFile, EmptyInput, TruncatedPage
from sayso.intake import pages
from sayso.records import Report

PARAGRAPHS = [
    f"The bank of <b>Norvik</b> closed branch {i} on <a href='/d'>Monday</a>, a clerk said; “we "
    f"ran out of cash,” she added."
    for i in range(8)
]
ARTICLE = "<h1>Bank shuts</h1>" + "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Bank | Post</title>
<script>var hidden = "</p><p>Scripted words.</p>"</script></head>
<body onload="alert('Loaded words.')"><div id="wrap">
<nav><ul><li><a href="/">Home</a></li></ul></nav>
<article>{ARTICLE}</article>
<div class="side"><ul><li><a href="/x">Ten more stories</a></li></ul></div>
</div><footer><p>Copyright of the Norvik Post</p></footer></body></html>"""


def read(source: str | bytes, charset: str | None = None) -> Report:
    raw = source.encode() if isinstance(source, str) else source
    return pages.report_from_page(raw, "text/html", ref="page.html", charset=charset)


def test_the_article_comes_out_in_paragraphs_and_the_furniture_stays_behind() -> None:
    report = read(PAGE)
    assert report.text.split("\n\n") == [
        "Bank shuts",
        *(
            f"The bank of Norvik closed branch {i} on Monday, a clerk said; “we ran out of cash,” "
            "she added."
            for i in range(8)
        ),
    ]
    assert report.title == "Bank shuts"
    assert report.language == "en"


def test_headings_lists_tables_quotations_and_line_breaks_are_kept_apart() -> None:
    body = (
        f"<h2>What next?</h2><p>One line.<br>Its second line.</p><p>{PARAGRAPHS[0]}</p>"
        "<ul><li>First point of several.</li><li>Second <i>point</i>.</li></ul>"
        "<blockquote><p>“No,” he said.</p></blockquote>"
        "<table><tr><th>Bank</th><th>Loss</th></tr><tr><td>Norvik</td><td>40</td></tr></table>"
        f"<p>{PARAGRAPHS[1]}</p>"
    )
    text = read(f"<html><body><article><p>{PARAGRAPHS[2]}</p>{body}</article></body></html>").text
    for expected in (
        "\n\nWhat next?\n\nOne line.\nIts second line.\n\n",
        "\n\nFirst point of several.\nSecond point.\n\n“No,” he said.\n\n",
        "\n\nBank\tLoss\nNorvik\t40\n\n",
    ):
        assert expected in text


def test_a_small_page_keeps_its_spacing() -> None:
    report = read(
        "<title>T</title><p>The <b>bank</b>, <i>Norvik</i>’s, closed.</p><p>So <em>they</em>.</p>"
    )
    assert report.text == "The bank, Norvik’s, closed.\n\nSo they."
    assert read("Just text, he said. No tag at all.").text == "Just text, he said. No tag at all."


def test_script_stays_behind_wherever_it_hides() -> None:
    nasty = (
        '<p title="</p><script>alert(1)</script>" onclick="alert(2)">The bank closed.</p>'
        '<img src=x onerror="alert(3)" alt="alert(4)"><svg><script>alert(5)</script></svg>'
        '<a href="javascript:alert(6)">A clerk said so.</a><style>p{}</style>'
        "<noscript>alert(7)</noscript><template>alert(8)</template><!-- alert(9) -->"
    )
    text = read(f"<html><body>{nasty}</body></html>").text
    assert "alert" not in text
    assert "The bank closed." in text
    assert "A clerk said so." in text


def test_markup_that_is_written_out_is_text() -> None:
    assert read("<p>She typed &lt;script&gt;alert(1)&lt;/script&gt; and left.</p>").text == (
        "She typed <script>alert(1)</script> and left."
    )


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        ("<p>“Café” — Šedá.</p>".encode(), None),
        ("<p>“Café” — Šedá.</p>".encode(), "iso-8859-1"),
        (b"\xef\xbb\xbf" + "<p>“Café” — Šedá.</p>".encode(), None),
        (b"\xff\xfe" + "<p>“Café” — Šedá.</p>".encode("utf-16-le"), None),
        ("<meta charset=utf-16><p>“Café” — Šedá.</p>".encode(), None),
        ("<p>“Café” — Šedá.</p>".encode("cp1252"), None),
        ('<meta charset="latin1"><p>“Café” — Šedá.</p>'.encode("cp1252"), None),
        ('<meta charset="x"><p>“Café” — Šedá.</p>'.encode("cp1250"), "windows-1250"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">'
            "<p>\u201cCafé\u201d — Šedá.</p>".replace("\u201c", "&ldquo;")
            .replace("\u201d", "&rdquo;")
            .replace("—", "&mdash;")
            .encode("iso-8859-2"),
            None,
        ),
        (
            b'<?xml version="1.0" encoding="windows-1252"?><html><body>'
            + "<p>“Café” — Šedá.</p></body></html>".encode("cp1252"),
            None,
        ),
    ],
)
def test_encodings_of_pages(raw: bytes, charset: str | None) -> None:
    assert read(raw, charset).text == "“Café” — Šedá."


def test_a_broken_byte_costs_one_character() -> None:
    raw = b'<meta charset="utf-8"><p>The caf\xff closed.</p>'
    assert read(raw).text == "The caf\ufffd closed."


def test_control_characters_and_odd_references_do_no_harm() -> None:
    assert read("<p>a\x01b &#2; &#xD800; c&nbsp;d said.</p><p>So.</p>").text == (
        "a b \ufffd c\xa0d said.\n\nSo."
    )


def test_a_page_cut_inside_its_article_is_refused_wherever_the_cut_falls() -> None:
    end = PAGE.index("</article>")
    for cut in range(PAGE.index("<article>") + 10, end, 7):
        with pytest.raises(TruncatedPage):
            read(PAGE[:cut])


def test_a_page_cut_behind_its_article_is_read() -> None:
    whole = read(PAGE).text
    for cut in range(PAGE.index("</article>") + len("</article>"), len(PAGE), 11):
        assert read(PAGE[:cut]).text.startswith(whole)


def test_end_tags_that_may_go_unsaid_may_go_unsaid() -> None:
    bare = "".join(f"<p>{paragraph}" for paragraph in PARAGRAPHS)
    for source in (bare, f"<!doctype html><title>T</title>{bare}", f"<html><body>{bare}"):
        assert read(source).text.count("\n\n") == 7
    with pytest.raises(TruncatedPage):
        read(f"<html><body>{bare}<p>And then the")
    with pytest.raises(TruncatedPage):
        read(f"<html><body>{bare}<p>Then.</p><p cla")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<html><body></body></html>", EmptyInput),
        ("<html><body><script>run()</script></body></html>", EmptyInput),
        ("<html><head><title>Bank", TruncatedPage),
        ("<html><body><script>var x = 1", TruncatedPage),
        ("<!-- a comment -->", DamagedFile),
    ],
)
def test_pages_without_an_article(source: str, error: type[Exception]) -> None:
    with pytest.raises((error, EmptyInput) if error is DamagedFile else error):
        read(source)


def test_what_the_page_says_of_itself() -> None:
    head = """<html lang="en-US"><head><title>Bank shuts - Norvik Post</title>
    <meta property="og:site_name" content="The Norvik Post">
    <meta property="og:title" content="Bank&amp;Co shuts">
    <meta name="author" content="Jo Berg"><link rel="canonical" href="https://example.org/bank">
    <meta property="article:published_time" content="2022-05-03T10:00:00Z"></head>"""
    report = read(f"{head}<body><article>{ARTICLE}</article></body></html>")
    assert report.outlet is not None
    assert (report.outlet.name, report.outlet.inferred) == ("The Norvik Post", False)
    assert (report.title, report.byline) == ("Bank&Co shuts", "Jo Berg")
    assert (report.url, report.language) == ("https://example.org/bank", "en")
    assert report.published is not None
    assert report.published.from_ == "2022-05-03T10:00:00+00:00"


def test_linked_data_is_believed_first() -> None:
    linked = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
    {"@type": ["NewsArticle"], "headline": "Bank shuts", "datePublished": "2022-05-03",
    "author": [{"name": "Jo Berg"}, {"name": "Al Dahl"}], "publisher": {"name": "Norvik Post"}}]}
    </script><script type="application/ld+json">{ broken</script><meta name=date content=2020-01-01>
    """
    report = read(f"<html><head>{linked}</head><body>{ARTICLE}</body></html>")
    assert report.outlet is not None
    assert report.outlet.name == "Norvik Post"
    assert (report.title, report.byline) == ("Bank shuts", "Jo Berg, Al Dahl")
    assert report.published is not None
    assert (report.published.from_, report.published.precision) == ("2022-05-03", "day")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ('<span class="article-date">2022-06-01 06:00:00 | 7</span>', "2022-06-01T06:00:00"),
        (
            '<time datetime="2022-06-01">1 June</time><i class=date>2022-06-01 06:00</i>',
            "2022-06-01T06:00:00",
        ),
        ('<time datetime="2022-06-01">a</time><time datetime="2022-06-05">b</time>', None),
        ("<span class=date>05 june 2022</span>", None),
        ("<p>On 2022-06-01 the bank closed.</p>", None),
    ],
)
def test_a_date_shown_on_the_page_counts_if_it_is_the_only_one(
    shown: str, expected: str | None
) -> None:
    published = read(f"<html><body>{shown}{ARTICLE}</body></html>").published
    assert (published and published.from_) == expected


def test_a_page_that_says_nothing_of_itself() -> None:
    report = read("<p>The bank closed, a clerk said.</p>")
    assert (report.title, report.byline, report.outlet, report.url, report.language) == (None,) * 5
    assert report.published is None


def test_time_grows_with_the_page_and_no_faster() -> None:
    sentence = "The minister said on Tuesday that the losses had grown to 40 million crowns. "

    def seconds(paragraphs: int) -> float:
        source = "".join(f"<p>{i} {sentence * 3}</p>" for i in range(paragraphs))
        started = time.perf_counter()
        words = len(read(f"<html><body><article>{source}</article></body></html>").text.split())
        assert words == paragraphs * 43
        return time.perf_counter() - started

    seconds(10)
    forty_thousand, ten_times_that = seconds(950), seconds(9500)
    # Twice the proportion, and a second of slack for a machine that is busy.
    assert ten_times_that < 20 * forty_thousand + 1
