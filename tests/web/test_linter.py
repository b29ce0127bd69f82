"""The proofreader itself: a sound page passes, and each flaw is found."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.web.linter import LintingClient, page_problems
from tests.web.page import Page

SOUND = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tea - Shop</title>
<link rel="stylesheet" href="/static/site.css?v=1"></head>
<body><a href="#main">Skip</a>
<a href="/about" target="_blank" rel="noopener">About (opens in a new tab)</a><main id="main"><h1>Tea</h1>
<form method="post"><input type="hidden" name="csrf_token" id="csrf_token" value="x">
<fieldset aria-describedby="hint"><legend>Which?</legend><p id="hint">One only.</p>
<input type="radio" name="tea" id="green" value="green"><label for="green">Green</label></fieldset>
<section><h2>More</h2><ul><li><input type="checkbox" id="milk"><label for="milk">Milk</label></li></ul>
</section>
<label for="name">Name</label><input type="text" id="name" name="name">
<button>Continue</button></form></main></body></html>"""


def test_a_sound_page_has_no_problems() -> None:
    assert page_problems(SOUND.encode(), "/") == ()


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<!doctype html>", ""),
        ("</fieldset>", "</div></fieldset>"),
        ("<h2>More</h2>", "<h2>More</h2><p><div>x</div></p>"),
        ("<ul><li>", "<ul><b>x</b><li>"),
        (' lang="en"', ""),
        ("<h1>Tea</h1>", ""),
        ("<h1>Tea</h1>", "<h1>Tea</h1><h1>Tea</h1>"),
        ("<h1>Tea</h1>", "<h1></h1>"),
        ("<title>Tea", "<title>Coffee"),
        ("<title>Tea - Shop</title>", "<title></title>"),
        ("<title>Tea", "<title>Error: Tea"),
        ("<h1>Tea</h1>", '<div class="errors"><ul><li><a href="#name">No</a></li></ul></div><h1>Tea</h1>'),
        ("<h2>More</h2>", "<h3>More</h3>"),
        ("<h2>More</h2>", "<h2></h2>"),
        ('id="milk"', 'id="green"'),
        ('id="main"', 'id="main part"'),
        ('<label for="name">Name</label>', ""),
        ('<label for="name">Name</label>', '<label for="name">Name</label><label for="name">Again</label>'),
        ('<label for="name">Name</label>', '<label for="name"></label>'),
        ('<label for="name">', '<label for="nobody">x</label><label for="name">'),
        ("<legend>Which?</legend>", ""),
        ("<legend>Which?</legend>", "<p>First</p><legend>Which?</legend>"),
        ("<h2>More</h2>", ""),
        ('<p id="hint">', "<p>"),
        ('href="#main"', 'href="#nowhere"'),
        ('href="#main"', 'href="/#nowhere"'),
        ("<h1>Tea</h1>", '<h1 style="color: red">Tea</h1>'),
        ("<h1>Tea</h1>", '<h1 onclick="x()">Tea</h1>'),
        ("<h1>Tea</h1>", "<h1>Tea</h1><script src='/static/a.js'></script>"),
        ('<p id="hint">', '<p id="hint" role="status">'),
        ("</head>", "<style>h1 { color: red }</style></head>"),
        ('href="/static/site.css?v=1"', 'href="https://cdn.example/site.css"'),
        ('href="/static/site.css?v=1"', 'href="//cdn.example/site.css"'),
        ("<h1>Tea</h1>", '<h1>Tea</h1><img src="https://elsewhere.example/a.png" alt="a">'),
        ("<h1>Tea</h1>", '<h1>Tea</h1><img src="/static/a.png?v=1">'),
        ("<h1>Tea</h1>", '<h1>Tea</h1><img src="/static/a.png" alt="a">'),
        ('href="/static/site.css?v=1"', 'href="/static/site.css"'),
        ("<h1>Tea</h1>", '<h1>Tea</h1><a href="javascript:x()">Go</a>'),
        ('<form method="post">', '<form method="post" action="https://elsewhere.example/">'),
        ("<button>Continue</button>", "<button></button>"),
        (">Skip</a>", "></a>"),
        ('value="x"', 'value=""'),
        (' target="_blank"', ""),
        (' target="_blank"', ' target="help"'),
        (' rel="noopener"', ' rel="help"'),
        (" (opens in a new tab)", ""),
        ("<h1>Tea</h1>", '<h1>Tea</h1><a href="/cups">Cups</a>'),
        ('id="name" name', 'id="name" required name'),
    ],
)
def test_a_flaw_is_found(good: str, bad: str) -> None:
    assert good in SOUND
    assert page_problems(SOUND.replace(good, bad, 1).encode(), "/")


def test_links_of_a_page_without_a_form_stay_in_the_tab() -> None:
    page = re.sub(r"<form.*</form>", "<p>No form.</p>", SOUND, flags=re.DOTALL)
    assert page_problems(page.encode(), "/")
    assert page_problems(page.replace(' target="_blank"', "").encode(), "/") == ()


def test_a_form_without_fields_has_ways_of_its_own() -> None:
    nothing_to_lose = re.sub(r"<fieldset.*</section>|<label.*name=\"name\">", "", SOUND, flags=re.DOTALL)
    page = nothing_to_lose.replace("<h1>Tea</h1>", '<h1>Tea</h1><a href="/cups">Cups</a>')
    assert page_problems(page.encode(), "/") == ()


def test_error_link_to_unfocusable_is_found() -> None:
    summary = '<div class="errors"><ul><li><a href="#{}">No</a></li></ul></div><h1>Tea</h1>'
    page = SOUND.replace("<title>", "<title>Error: ").replace("<h1>Tea</h1>", summary)
    assert page_problems(page.replace("{}", "name").encode(), "/") == ()
    assert page_problems(page.replace("{}", "hint").encode(), "/")


def test_an_answer_without_the_headers_is_found() -> None:
    bare = Flask(__name__)
    bare.test_client_class = LintingClient
    bare.add_url_rule("/", view_func=lambda: SOUND)
    with pytest.raises(AssertionError) as found:
        bare.test_client().get("/")
    for name in ("policy", "X-Content-Type-Options", "Cache-Control", "Referrer-Policy"):
        assert name in str(found.value)


def test_form_refuses_impossible_input() -> None:
    form = Page(SOUND.encode()).form()
    assert form.entered() == {"tea": [], "": [], "name": [""]}
    with pytest.raises(AssertionError):
        form.tick("tea", "black")
    with pytest.raises(AssertionError):
        form.write("tea", "black")
    with pytest.raises(AssertionError):
        form.data("Pay")
    form.tick("tea", "green")
    assert form.data("Continue").to_dict() == {"csrf_token": "x", "tea": "green", "name": ""}
