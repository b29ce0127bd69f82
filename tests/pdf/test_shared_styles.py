"""Documents that share computed styles come out as if they did not."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
from weasyprint import css

from app.core.choices import Choices
from app.core.free_text import FreeText
from app.pdf import PdfError, Renderer, shared_styles
from app.pdf.shared_styles import SharedStyles
from app.web.service import service
from tests.catalogues import journey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.pdf.conftest import Print

RESOLVE = css.resolve_var
TYPED = FreeText(own=("May he swim?",), visit_with="Dr. Nguyễn", columns=("Łódź", "Wait"))


def all_in(shared: SharedStyles) -> Iterator[tuple[object, Any]]:
    """Yield every style with what it is looked up by."""
    open_ = [shared._below]  # noqa: SLF001
    while open_:
        below = open_.pop()
        yield from below.styles.items()
        open_ += below.of.values()


def shared_by(renderer: Renderer) -> SharedStyles:
    return renderer._typesetter._shared  # noqa: SLF001


@pytest.mark.parametrize("size", ["standard", "giant"])
def test_sheet_is_the_same_without_sharing(
    printed: Print, monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    choices = Choices(parts=tuple(journey().parts), starred=("when-to-call",), size=size)
    pdf, html, _ = printed({"stage": ("deciding",)}, choices, TYPED)
    sharing = Renderer()
    assert [sharing.render(html) for _ in range(2)] == [pdf, pdf]
    assert any(all_in(shared_by(sharing)))
    monkeypatch.setattr(SharedStyles, "used", lambda _self: nullcontext())
    assert Renderer().render(html) == pdf


def test_nothing_typed_is_in_a_style(printed: Print) -> None:
    printed({"stage": ("deciding",)}, Choices(parts=("comparison",)), TYPED)
    said = str([(key, dict(each)) for key, each in all_in(shared_by(service().renderer))])
    assert "font_family" in said
    assert not any(text in said for text in (*TYPED.own, TYPED.visit_with, *TYPED.columns))


def test_styles_are_bounded(printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf, html, _ = printed({"stage": ("deciding",)})
    monkeypatch.setattr(shared_styles, "MOST", 5)
    renderer = Renderer()
    assert renderer.render(html) == pdf
    assert sum(1 for _ in all_in(shared_by(renderer))) == 5


def test_a_layout_that_was_cut_off_changes_no_later_one(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf, html, _ = printed({"stage": ("deciding",)}, Choices(), TYPED)
    renderer, calls = Renderer(), iter(range(1_000))

    def cut_off(*args: Any) -> Any:
        if next(calls) in {5, 25}:
            raise TimeoutError
        return RESOLVE(*args)

    monkeypatch.setattr(css, "resolve_var", cut_off)
    for _time in range(2):
        with pytest.raises(PdfError):
            renderer.render(html)
        assert not any(all_in(shared_by(renderer)))
    assert renderer.render(html) == pdf


def test_laying_out_ahead_that_was_cut_off_changes_no_later_sheet(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, html, _ = printed({"stage": ("deciding",)})
    renderer, calls = Renderer(), iter(range(1_000))
    pdf = Renderer().render(html)

    def cut_off(*args: Any) -> Any:
        if next(calls) == 20:
            raise RuntimeError
        return RESOLVE(*args)

    monkeypatch.setattr(css, "resolve_var", cut_off)
    with pytest.raises(PdfError):
        list(renderer.ahead([html]))
    assert renderer.render(html) == pdf
