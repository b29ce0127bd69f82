from __future__ import annotations

import datetime as dt
import random
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.core.answers import Answers
from app.core.saved import MOST_BYTES, SavedSheet
from app.core.sheet import Labels, build_sheet, with_fields
from app.core.visits import Note, Visit
from app.pdf import find_saved, read_fields
from app.pdf.attached import LARGEST_FILE
from app.web.service import Service
from tests.catalogues import journey
from tests.web.sheets import add_own, listed, on_sheet
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from app.core.sheet import Sheet
    from tests.web.linter import LintingClient
    from tests.web.page import Page

OTHER_WORDS = {
    b"": "This file is empty.",
    b"Dear diary": "This file is not a PDF.",
    b"%PDF-1.7 <</Encrypt 3 0 R>>": "locked with a password",
    b"%PDF-1.7 (Skia/PDF m120)": "was printed from another one",
    b"%PDF-1.7\n": "There is no saved sheet in this PDF.",
    b"%PDF-1.7" + b" " * LARGEST_FILE: "This file is too large.",
    b'%PDF-1.7 >stream\n{"format":"question-sheet","version":1}endstream': "is damaged",
    b'%PDF-1.7 >stream\n{"format":"question-sheet","version":9}endstream': "newer version of this site",
    b'%PDF-1.7 >stream\n{"format":"question-sheet",': "is cut off",
    b'%PDF- >stream\n{"format":"question-sheet",1endstream'
    b' >stream\n{"format":"question-sheet",2endstream': "two different",
}

LABELS = ("Next visit:", "Allergies:", "Night and weekend:", "Treatment 1:")


def keep(client: LintingClient) -> bytes:
    return bytes(client.get("/sheet-to-keep.pdf").data)


def open_file(visitor: Visitor, pdf: bytes, button: str = "Open", name: str = "sheet.pdf") -> Page:
    visitor.open("/open")
    file = FileStorage(BytesIO(pdf), name, "sheet")
    # Here, because the test client would put a large file on disk.
    boundary, body = encode_multipart({**visitor.form.data(button).to_dict(), "sheet": file})
    return visitor.send(body, content_type=f"multipart/form-data; boundary={boundary}")


@pytest.fixture
def elsewhere(app: Flask) -> Visitor:
    """The same person on another device."""
    return Visitor(app.test_client())  # type: ignore[arg-type]


@pytest.fixture
def kept(settled: Visitor, client: LintingClient) -> bytes:
    settled.open("/questions")
    add_own(settled, "May I swim?")
    settled.open("/questions")
    first = list(listed(settled.page))[5]
    settled.tick("star", "own-1", first)
    settled.press("Update my list")
    settled.open("/sheet")
    settled.tick("size", "large")
    settled.press("Continue")
    return keep(client)


def test_a_sheet_comes_back_as_it_was_left(settled: Visitor, kept: bytes, elsewhere: Visitor) -> None:
    page = open_file(elsewhere, kept)
    assert elsewhere.address == "/questions#opened"
    assert "Your saved sheet is open." in page.text
    assert listed(page) == listed(settled.open("/questions"))
    elsewhere.open("/sheet")
    assert (elsewhere.form.value("visit_with"), elsewhere.form.ticked("size")) == ("Dr. Lee", ["large"])
    elsewhere.open("/step/cancer")
    assert elsewhere.form.ticked("diagnosis") == ["mcl"]
    assert keep(elsewhere.client) == kept


def test_that_it_is_open_is_said_once(kept: bytes, elsewhere: Visitor) -> None:
    open_file(elsewhere, kept)
    assert "Your saved sheet is open." not in elsewhere.open("/questions").text


def test_only_the_copy_to_keep_holds_answers(kept: bytes, client: LintingClient) -> None:
    saved = SavedSheet.from_json(find_saved(kept))
    assert saved.answers["diagnosis"] == ("mcl",)
    for path in ("/sheet.pdf", "/blank.pdf"):
        assert b"question-sheet.json" not in client.get(path).data
        assert b"EmbeddedFile" not in client.get(path).data


def test_who_has_only_the_paper_can_write_down_what_they_heard(settled: Visitor, elsewhere: Visitor) -> None:
    only_paper = "Do you have only the paper?"
    assert only_paper not in settled.open("/open").text
    elsewhere.open("/after")
    assert elsewhere.address.startswith("/open")
    assert only_paper in elsewhere.page.text
    elsewhere.go("The usual questions (opens in a new tab) (new tab)")
    assert elsewhere.open("/after").heading == "After your visit"


def test_what_it_replaces_is_said(visitor: Visitor, settled: Visitor, elsewhere: Visitor) -> None:
    del visitor
    warning = "The saved sheet takes their place"
    assert warning in settled.open("/open").text
    assert warning not in elsewhere.open("/open").text


def test_what_is_gone_is_counted(settled: Visitor, elsewhere: Visitor, client: LintingClient) -> None:
    saved = SavedSheet.from_json(find_saved(keep(client)))
    del settled
    older = saved.model_copy(
        update={
            "answers": {**saved.answers, "smell": ("sweet", "sour"), "diagnosis": ("scurvy",)},
            "choices": saved.choices.model_copy(update={"starred": ("a-question-of-old",)}),
        }
    )
    page = open_file(elsewhere, b"%PDF-1.7 >stream\n" + older.to_json() + b"\nendstream")
    assert "3 of its answers are no longer on our form." in page.text
    assert "1 of its questions is no longer on our list." in page.text
    assert on_sheet(page)


@pytest.mark.parametrize(("pdf", "words"), OTHER_WORDS.items(), ids=OTHER_WORDS.values())
def test_each_file_that_cannot_be_opened_is_told(settled: Visitor, pdf: bytes, words: str) -> None:
    before = listed(settled.open("/questions"))
    open_file(settled, pdf)
    assert settled.status == (413 if len(pdf) > LARGEST_FILE + 5000 else 400)
    assert words in settled.page.errors["sheet"]
    assert listed(settled.open("/questions")) == before


def test_a_form_without_a_file_field_is_told(settled: Visitor) -> None:
    settled.open("/open")
    settled.press("Open")
    assert settled.page.errors["sheet"] == "Pick a file first."


def test_no_file_is_told_from_an_empty_one(settled: Visitor) -> None:
    for name, words in {"": "Pick a file first.", "sheet.pdf": "This file is empty."}.items():
        open_file(settled, b"", name=name)
        assert settled.page.errors["sheet"].startswith(words)


def test_an_upload_far_too_large_gets_a_page(client: LintingClient, settled: Visitor) -> None:
    settled.open("/open")
    head = b'--x\r\nContent-Disposition: form-data; name="sheet"; filename="a.pdf"\r\n\r\n'
    body = head + bytes(LARGEST_FILE + 100_000) + b"\r\n--x--"
    answer = client.post("/open", data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert f"We open PDFs of less than {LARGEST_FILE // 1_000_000} MB." in client.page.text


def test_a_file_goes_on_at_the_visit(kept: bytes, elsewhere: Visitor) -> None:
    page = open_file(elsewhere, kept, "Open, and write down what I heard")
    assert (elsewhere.address, page.heading) == ("/after#opened", "After your visit")


def test_without_a_sheet_a_visit_begins_with_a_file(elsewhere: Visitor) -> None:
    elsewhere.open("/after")
    assert elsewhere.address == "/open#after"


def test_what_was_typed_into_the_file_is_there(
    settled: Visitor, client: LintingClient, elsewhere: Visitor
) -> None:
    first, second, *_others = listed(settled.open("/questions"))
    pdf = filled(
        client.get("/sheet-to-fill-in.pdf").data,
        {
            f"answered-{first}": True,
            f"answer-{first}": "1 in 10.\nZoë",
            f"asked-{second}": True,
            "leave-1": "Call.",
        },
    )
    page = open_file(elsewhere, pdf)
    assert "What you typed into the file is here:" in page.text
    elsewhere.open("/after")
    assert elsewhere.form.value(f"heard-{first}").startswith("1 in 10.\nZoë")
    assert elsewhere.form.ticked(f"state-{first}") == ["answered"]
    assert elsewhere.form.ticked(f"state-{second}") == ["asked"]
    assert elsewhere.form.value("other") == "What happens next: Call. By when: ___."


def test_what_no_font_prints_is_named_before_it_is_printed(
    settled: Visitor, client: LintingClient, elsewhere: Visitor
) -> None:
    pdf = filled(client.get("/sheet-to-fill-in.pdf").data, {"leave-1": "日本 on Monday"})
    del settled
    open_file(elsewhere, pdf, "Open, and write down what I heard")
    assert "日本 on Monday" in elsewhere.form.value("other")
    assert "on Monday" in elsewhere.client.get("/after/1.txt").get_data(as_text=True)
    assert elsewhere.client.get("/after/1.pdf").status_code == 200
    elsewhere.press("Make my summary")
    assert "日" in elsewhere.page.errors["other"]


def test_everything_that_was_typed_comes_along(
    settled: Visitor, client: LintingClient, elsewhere: Visitor
) -> None:
    settled.open("/sheet")
    settled.tick("parts", "tell_team", "notes")
    settled.press("Continue")
    empty = client.get("/sheet-to-fill-in.pdf").data
    with pikepdf.open(BytesIO(empty)) as opened:
        fields = opened.Root.AcroForm.Fields
        boxes = [str(field.T) for field in fields if field.FT == "/Tx"]
    texts = {name: f"Mark{number}q" for number, name in enumerate(boxes)}
    page = open_file(elsewhere, filled(empty, {**texts}), "Open, and write down what I heard")
    typed = " ".join(" ".join(each) for each in elsewhere.form.entered().values())
    assert [text for text in texts.values() if text not in typed] == []
    assert "What you typed into the file is below." in page.text


def test_what_was_typed_has_the_labels_of_the_paper(
    settled: Visitor, client: LintingClient, elsewhere: Visitor
) -> None:
    settled.open("/sheet")
    settled.tick("parts", "tell_team", "warning_card", "compare")
    settled.press("Continue")
    paper = client.get("/sheet.txt").get_data(as_text=True)
    typed = {
        "visit-next-1": "June",
        "tell-team-2": "penicillin",
        "card-phones-2": "555 0102",
        "compare-name-1": "Pills",
    }
    open_file(elsewhere, filled(client.get("/sheet-to-fill-in.pdf").data, {**typed}), "Open")
    elsewhere.open("/after")
    noted = elsewhere.form.value("other")
    for label, text in zip(LABELS, typed.values(), strict=True):
        assert label in paper
        assert f"{label} {text}" in noted


DAYS = {
    "12/3/2026": "12 3 2026",
    "12/3/26": "12 3 2026",
    "Dec 3, 2026": "12 3 2026",
    "2026-12-03": "12 3 2026",
    "13.12.2026": "12 13 2026",
    "Thursday at 9": "",
    "12/3/1926": "",
    "12/3 or 12/4": "",
}


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_the_day_that_was_typed_is_that_of_the_visit(
    settled: Visitor, client: LintingClient, monkeypatch: pytest.MonkeyPatch, typed: str, day: str
) -> None:
    monkeypatch.setattr(Service, "today", staticmethod(lambda: dt.date(2026, 11, 30)))
    pdf = filled(client.get("/sheet-to-fill-in.pdf").data, {"visit-date-1": typed})
    open_file(settled, pdf, "Open, and write down what I heard")
    assert " ".join(settled.form.value(name) for name in ("month", "day", "year")).strip() == day
    assert settled.form.value("other") == ("" if day else f"Appointment: {typed}.")


def test_another_day_than_the_noted_one_is_not_lost(
    settled: Visitor, client: LintingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Service, "today", staticmethod(lambda: dt.date(2026, 11, 30)))
    pdf = filled(client.get("/sheet-to-fill-in.pdf").data, {"visit-date-1": "12/3/2026"})
    saved = SavedSheet.from_json(find_saved(pdf))
    for noted, other in ((dt.date(2026, 12, 4), "Appointment: 12/3/2026."), (dt.date(2026, 12, 3), "")):
        visited = saved.model_copy(update={"visits": (Visit(date=noted),)})
        open_file(settled, with_attached(pdf, visited.to_json()), "Open, and write down what I heard")
        assert (settled.form.value("day"), settled.form.value("other")) == (str(noted.day), other)


def test_typed_answers_to_questions_that_left_come_along(settled: Visitor, client: LintingClient) -> None:
    first = list(listed(settled.open("/questions")))[5]
    pdf = filled(
        client.get("/sheet-to-fill-in.pdf").data, {f"answered-{first}": True, f"answer-{first}": "Yes."}
    )
    saved = SavedSheet.from_json(find_saved(pdf))
    fewer = saved.model_copy(update={"choices": saved.choices.model_copy(update={"dropped": (first,)})})
    visit = with_fields(Visit(), sheet_of(fewer), read_fields(pdf).values, Labels())
    assert visit.notes[first] == Note(state="answered", heard="Yes.")


def sheet_of(saved: SavedSheet) -> Sheet:
    return build_sheet(Answers.of(journey(), saved.answers), saved.choices, saved.free_text)


@pytest.mark.parametrize("kind", ["keep", "fill-in"])
def test_of_a_file_that_is_cut_only_what_is_true_is_said(
    settled: Visitor, client: LintingClient, kind: str
) -> None:
    del settled
    whole = client.get(f"/sheet-to-{kind}.pdf").data
    whole = filled(whole, {"leave-1": "Call."}) if kind == "fill-in" else whole
    said = set()
    for percent in (50, 75, 95, 99, 100):
        elsewhere = Visitor(client.application.test_client())  # type: ignore[arg-type]
        page = open_file(elsewhere, whole[: len(whole) * percent // 100])
        is_open = "Your saved sheet is open." in page.text
        assert is_open or "no saved sheet in this PDF" in page.text or "is cut off" in page.text
        doubt = "We could not read the whole file. If you typed into it, copy that" in page.text
        assert doubt == (is_open and percent < 100)
        assert ("What you typed into the file is here" in page.text) == (percent == 100 and kind == "fill-in")
        said.add((is_open, doubt))
    assert len(said) == 3


def test_visits_without_room_are_told(settled: Visitor, client: LintingClient, elsewhere: Visitor) -> None:
    saved = SavedSheet.from_json(find_saved(keep(client)))
    del settled
    rng = random.Random(1)  # noqa: S311  reproducible
    long = ["".join(chr(0x410 + rng.randrange(64)) for _place in range(1000)) for _visit in range(20)]
    many = saved.model_copy(update={"visits": tuple(Visit(other=text, finished=True) for text in long)})
    page = open_file(elsewhere, b"%PDF-1.7 >stream\n" + many.to_json() + b"\nendstream")
    assert "There was no room here for the notes of" in page.text
    assert "There was no room" not in elsewhere.open("/after").text
    assert elsewhere.page.text.count("Remove") > 5


def test_as_much_as_fits_of_long_texts_is_kept(
    settled: Visitor, client: LintingClient, elsewhere: Visitor
) -> None:
    ids = list(listed(settled.open("/questions")))
    rng = random.Random(1)  # noqa: S311  reproducible
    letters = range(2500)
    long = {f"answer-{name}": "".join(chr(0x410 + rng.randrange(64)) for _each in letters) for name in ids}
    short = {"leave-1": "Call."}
    pdf = filled(client.get("/sheet-to-fill-in.pdf").data, {**long, **short})
    page = open_file(elsewhere, pdf, "Open, and write down what I heard")
    heard = [elsewhere.form.value(f"heard-{name}") for name in ids]
    for text, typed in zip(heard, long.values(), strict=True):
        assert text.endswith("…")
        assert typed.startswith(text[:-1].rstrip("."))
    assert len("".join(heard)) > 3000
    assert "Call." in elsewhere.form.value("other")
    assert "There was no room here for all of your notes." in page.text
    assert "notes of 1 visit" not in page.text
    elsewhere.press("Make my summary")
    assert elsewhere.page.errors == {}


def test_a_text_that_is_cut_is_told(settled: Visitor, client: LintingClient, elsewhere: Visitor) -> None:
    first = next(iter(listed(settled.open("/questions"))))
    for letters, is_cut in ((2500, True), (500, False)):
        pdf = filled(client.get("/sheet-to-fill-in.pdf").data, {f"answer-{first}": "x" * letters})
        page = open_file(elsewhere, pdf, "Open, and write down what I heard")
        assert ("There was no room here for all of your notes." in page.text) == is_cut
        assert elsewhere.form.value(f"heard-{first}").endswith("…") == is_cut


def test_what_is_open_can_be_opened_again(
    settled: Visitor, client: LintingClient, elsewhere: Visitor
) -> None:
    names = [f"answer-{name}" for name in listed(settled.open("/questions"))]
    pdf = filled(client.get("/sheet-to-fill-in.pdf").data, dict.fromkeys(names, "a" * 2000))
    saved = SavedSheet.from_json(find_saved(pdf))
    visit = Visit(other="b" * 4000, notes={"driving": Note(heard="b" * 4000)}, finished=True)
    long = saved.model_copy(update={"visits": (visit,) * 15})
    assert len(long.to_json()) < MOST_BYTES < len(long.to_json()) + 2000 * len(names)
    open_file(elsewhere, with_attached(pdf, long.to_json()))
    assert "There was no room here for the notes of" in elsewhere.page.text
    open_file(settled, keep(elsewhere.client))
    assert settled.address == "/questions#opened"


def test_what_is_opened_can_be_written_on(settled: Visitor, client: LintingClient) -> None:
    saved = SavedSheet.from_json(find_saved(keep(client)))
    visit = Visit(other="b" * 4000, notes={"driving": Note(heard="b" * 4000)}, finished=True)
    long = saved.model_copy(update={"visits": (visit,) * 11})
    assert len(long.to_json()) > MOST_BYTES * 2 // 3
    page = open_file(settled, b"%PDF-1.7 >stream\n" + long.to_json() + b"\nendstream")
    assert "There was no room" not in page.text
    settled.open("/after")
    settled.write("other", "Hi.")
    settled.press("Save")
    assert settled.status == 200
    assert settled.form.value("other") == "Hi."


def test_a_visit_without_any_room_is_told_alone(
    settled: Visitor, client: LintingClient, elsewhere: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.session_cookies.PIECE", 20)
    del settled
    pdf = filled(client.get("/sheet-to-fill-in.pdf").data, {"leave-1": "Call."})
    page = open_file(elsewhere, pdf, "Open, and write down what I heard")
    assert "There was no room here for the notes of 1 visit." in page.text
    assert "What you typed" not in page.text
    assert "are cut" not in page.text


def test_a_host_may_leave_fields_alone(
    settled: Visitor, client: LintingClient, house: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = filled(client.get("/sheet-to-fill-in.pdf").data, {"leave-1": "Call."})
    monkeypatch.setitem(house.__dict__, "reads_filled_in", 0)
    assert "We do not read what was typed" in settled.open("/open").text
    open_file(settled, pdf, "Open, and write down what I heard")
    assert settled.form.value("other") == ""


def with_attached(pdf: bytes, saved: bytes) -> bytes:
    """Put another saved sheet into a PDF."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        (name,) = opened.attachments
        file = opened.attachments[name].get_file().obj
        file.write(saved)
        target = BytesIO()
        opened.save(target)
        return target.getvalue()


def filled(pdf: bytes, values: dict[str, str | bool]) -> bytes:
    """Fill in the fields of a PDF as a viewer would."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for name, value in values.items():
            field = next(each for each in opened.Root.AcroForm.Fields if str(each.T) == name)
            field.V = pikepdf.Name(f"/{_on(field)}") if value is True else pikepdf.String(str(value))
        target = BytesIO()
        opened.save(target)
        return target.getvalue()


def _on(field: pikepdf.Object) -> str:
    return next(str(name).lstrip("/") for name in field.AP.N if name != "/Off")
