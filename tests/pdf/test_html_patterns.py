"""The parser of HTML finds its patterns again, and reads documents as before."""

from __future__ import annotations

import re
from xml.etree.ElementTree import tostring

import pytest
import tinyhtml5
from hypothesis import given
from hypothesis import strategies as st
from tinyhtml5 import inputstream

from app.pdf.html_patterns import keep_patterns

PIECES = (
    "a", "É", " ", "\n", "<", ">", "&", "&amp;", "&#39", '"', "'", "=", "-", "]", "\0", "<p>", "</p>",
    "<b class=", "<!--", "-->", "<!doctype html>", "<style>", "</style>", "<script>", "<![CDATA[",
    "<textarea>",
)  # fmt: skip


def read(html: str) -> bytes:
    return bytes(tostring(tinyhtml5.parse(html, namespace_html_elements=False), encoding="utf-8"))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_documents_are_read_as_before(html: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputstream, "characters_until_regex", {})
        before = read(html)
        keep_patterns()
        assert read(html) == before


def test_no_pattern_is_compiled_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputstream, "characters_until_regex", {})
    keep_patterns()
    read("<p>one")
    made = len(inputstream.characters_until_regex)
    assert made
    read("<p>two")
    assert len(inputstream.characters_until_regex) == made
    assert not any(isinstance(letters, re.Pattern) for letters, _ in inputstream.characters_until_regex)
