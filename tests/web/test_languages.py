"""Several languages on one site: a journey in Spanish, by a translation that is made up."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from app.web.download import download
from app.web.languages import apps_of
from app.web.phrases import quoted
from app.web.warm import warm
from tests.catalogues import SAYS_EVERYTHING
from tests.conftest import serving
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.sheets import listed
from tests.web.spanish import with_spanish
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

SITES = ("", "/care", "/questions")


@pytest.fixture(scope="module", params=SITES)
def site(
    request: pytest.FixtureRequest, keys: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Flask, str]:
    """Return an app in two languages, at the root of a host and below a path of it, with that path."""
    return serving(with_spanish(tmp_path_factory.mktemp("es")), keys, request.param), request.param


@pytest.fixture
def reader(site: tuple[Flask, str]) -> Visitor:
    """Somebody who begins in Spanish."""
    app, root = site
    client = app.test_client()
    assert isinstance(client, LintingClient)
    client.root = root
    visitor = Visitor(client)
    visitor.open(f"{root}/es/")
    return visitor


def test_the_whole_journey_is_in_spanish(reader: Visitor) -> None:
    root = reader.client.root
    assert reader.page.heading == "Preguntas para su consulta"
    reader.go("Empezar")
    while "Continuar" in {text for text, _name, _value in reader.form.buttons}:
        for name in {control.name for control in reader.form.controls} & SAYS_EVERYTHING.keys():
            reader.tick(name, *SAYS_EVERYTHING[name])
        reader.press("Continuar")
        assert reader.address.startswith(f"{root}/es/")
    reader.go("Ver mis preguntas")
    reader.write("own-1", "¿Hay un jardín?")
    reader.press("Actualizar mi lista")
    assert listed(reader.page)["own-1"].text == "¿Hay un jardín?"
    reader.press("Hacer mi hoja")
    reader.write("month", "noviembre")
    reader.write("day", "30")
    reader.write("year", "2026")
    reader.press("Continuar")
    assert reader.page.heading == "Su hoja está lista"
    reader.go("Read or print it as a web page")
    assert reader.page.root.get("lang") == "es"
    assert "Mis preguntas sobre esto" in reader.page.text
    assert "lunes, 30 de noviembre de 2026" in reader.page.text
    reader.go("Volver")
    reader.go("Borrar mis respuestas")
    reader.press("Borrar mis respuestas")
    assert reader.page.heading == "No hay respuestas en este navegador"


def test_answers_are_the_same_in_both_languages(reader: Visitor) -> None:
    root = reader.client.root
    reader.open(f"{root}/es/step/health")
    reader.tick("conditions", "heart")
    reader.press("Continuar")
    assert "heart" in reader.open(f"{root}/step/health").form().ticked("conditions")
    reader.untick("conditions", "heart")
    reader.tick("conditions", "kidney")
    reader.press("Continue")
    assert reader.open(f"{root}/es/step/health").form().ticked("conditions") == ["kidney"]


def test_both_languages_have_one_set_of_cookies_for_the_whole_host(reader: Visitor) -> None:
    sent = reader.client.get(f"{reader.client.root}/es/questions").headers.getlist("Set-Cookie")
    assert sent
    assert all("; Path=/;" in cookie or cookie.endswith("Path=/") for cookie in sent)
    assert not reader.client.get(f"{reader.client.root}/questions").headers.getlist("Set-Cookie")


def test_clearing_in_one_language_clears_the_other(reader: Visitor) -> None:
    root = reader.client.root
    reader.open(f"{root}/questions")
    reader.open(f"{root}/es/clear")
    reader.press("Borrar mis respuestas")
    assert reader.open(f"{root}/check").heading == "Questions for your visit"
    assert "no-answers" in reader.page.by_id


def test_files_of_all_languages_are_fetched_once(reader: Visitor) -> None:
    client, root = reader.client, reader.client.root

    def files(path: str) -> set[str]:
        client.get(path)
        found = [each.get("href") or each.get("src") or "" for each in client.page.all("link", "img")]
        return {address for address in found if "/static/" in address}

    assert files(f"{root}/es/") == files(f"{root}/")
    for file in files(f"{root}/es/"):
        assert file.startswith(f"{root}/static/")
        assert client.get(file).headers["Cache-Control"].endswith("immutable")


def test_a_page_that_is_not_there_says_so_in_its_language(reader: Visitor) -> None:
    client, root = reader.client, reader.client.root
    assert client.get(f"{root}/es/nowhere").status_code == 404
    assert client.page.heading == "Esta página no está aquí"
    assert client.get(f"{root}/estimate").status_code == 404
    assert client.page.heading == "This page is not here"


def test_a_mistyped_address_leads_on_in_its_language(reader: Visitor) -> None:
    root = reader.client.root
    assert reader.client.get(f"{root}/es/privacy.").location == f"{root}/es/privacy"
    assert reader.client.get(f"{root}/es").status_code == 200


def test_every_language_is_made_ready_at_start(site: tuple[Flask, str]) -> None:
    app, _root = site
    warm(app)
    first, spanish = (each.extensions["question-sheet"] for each in apps_of(app))
    assert [each.second for each in (*first.blank_pdfs, *spanish.blank_pdfs)] == ["", "en"]
    assert first.blank_pdfs != spanish.blank_pdfs
    assert first.renderer is spanish.renderer
    assert first.press is spanish.press


def test_the_path_of_a_language_cannot_be_the_path_of_the_site(keys: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="PREFIX=/es is the path of a language"):
        serving(with_spanish(tmp_path), keys, "/es")


# --- The switch ---------------------------------------------------------------------------------------


# What is ticked or typed on each page with a form, and who sees that it is kept.
WORK: dict[str, tuple[str, str]] = {
    "/step/health": ("conditions", "heart"),
    "/questions": ("own-1", "May I swim?"),
    "/questions/more": ("q", "driving"),
    "/sheet": ("visit_with", "Dr. Lee"),
    "/after": ("visit_with", "Dr. Lee"),
}


@pytest.mark.parametrize("path", WORK)
@pytest.mark.parametrize(("here", "there", "button"), [("/es", "", "English"), ("", "/es", "Español")])
def test_switching_keeps_what_is_typed(
    reader: Visitor, path: str, here: str, there: str, button: str
) -> None:
    root, (name, value) = reader.client.root, WORK[path]
    reader.open(f"{root}{here}/questions")
    reader.press("Actualizar mi lista" if here else "Update my list")
    reader.open(f"{root}{here}{path}")
    text = [control for control in reader.form.named(name) if control.kind in {"text", "textarea"}]
    reader.write(name, value) if text else reader.tick(name, value)
    reader.press(button)
    assert reader.address.split("#")[0] == f"{root}{there}{path}"
    if path == "/questions/more":
        reader.open(f"{root}{there}/questions")
    assert value in (reader.form.value(name) if text else reader.form.ticked(name))


def test_what_is_wrong_is_said_in_the_language_that_was_chosen(reader: Visitor) -> None:
    reader.open(f"{reader.client.root}/es/step/health")
    reader.form.named("csrf_token")[0].value = "old"
    reader.tick("conditions", "heart")
    reader.press("English")
    assert (reader.status, reader.page.root.get("lang")) == (400, "en")
    assert "heart" in reader.form.ticked("conditions")
    reader.press("Continue")
    assert reader.open(f"{reader.client.root}/es/step/health").form().ticked("conditions") == ["heart"]


def test_enter_in_a_box_does_not_switch(reader: Visitor) -> None:
    """A browser presses the first button of a form."""
    for path in (*WORK, "/blank", "/questions/order"):
        reader.open(f"{reader.client.root}/questions")
        reader.open(f"{reader.client.root}/es{path}")
        assert reader.form.buttons[0][2] != "here", path
        assert ("English", "go", "here") in reader.form.buttons


def test_picks_for_a_blank_sheet_are_kept(reader: Visitor) -> None:
    root = reader.client.root
    reader.open(f"{root}/es/blank")
    form = reader.form
    form.tick("size", "giant")
    sent = form.data("English")
    page = reader.open(f"{root}/blank?{'&'.join(f'{name}={value}' for name, value in sent.items())}")
    assert form.elsewhere["English"] == f"{root}/blank"
    assert (page.root.get("lang"), page.form().ticked("size")) == ("en", ["giant"])


PAGES = ("/", "/about", "/privacy", "/accessibility", "/check", "/ready", "/sheet/page", "/sheet/message",
         "/open", "/clear", "/nowhere", "/about?x=1&y=%22")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_a_form_has_a_link(reader: Visitor, path: str) -> None:
    client, root = reader.client, reader.client.root
    client.get(f"{root}/es/questions")
    client.get(f"{root}/es{path}")
    (nav,) = client.page.of_class("languages")
    (link,) = client.page.within(nav, "a")
    assert (link.get("lang"), link.get("hreflang"), nav.get("aria-label")) == ("en", "en", "Idioma")
    assert link.get("href") == root + path
    first = next(each for each in client.page.all("a", "button") if "skip" not in each.get("class", ""))
    assert first is link
    client.get(f"{root}{path}")
    assert client.page.links["Español"] == f"{root}/es{path}"


def test_search_engines_find_each_language(reader: Visitor) -> None:
    root = reader.client.root
    reader.client.get(f"{root}/es/about")
    found = {each.get("hreflang"): each.get("href") for each in reader.client.page.all("link")}
    assert (found["en"], found["es"]) == (f"{root}/about", f"{root}/es/about")


def test_the_switch_leads_to_no_other_host(reader: Visitor) -> None:
    """The linter would see a link that does not begin with the path of the site."""
    client, root = reader.client, reader.client.root
    client.get(f"{root}/es//example.org/x")
    assert client.page.links["English"] == f"{root}/example.org/x"


def test_the_language_of_the_browser_leads_nowhere(reader: Visitor) -> None:
    client, root = reader.client, reader.client.root
    client.get(f"{root}/", headers={"Accept-Language": "es"})
    assert client.page.root.get("lang") == "en"


def test_a_site_in_one_language_has_no_switch(client: LintingClient) -> None:
    client.get("/")
    assert not client.page.of_class("languages")
    assert all(each.get("rel") != "alternate" for each in client.page.all("link"))


def test_what_is_not_translated_is_marked(reader: Visitor) -> None:
    root = reader.client.root
    page = reader.open(f"{root}/es/step/health")
    assert {text_of(each) for each in page.all("legend")} <= {
        text_of(each) for each in page.all("span") if each.get("lang") == "en"
    }
    assert 'lang="en">' not in reader.open(f"{root}/step/health").source.decode().partition("<main")[2]


# --- What people have to know ----------------------------------------------------------------------------

UNREVIEWED = "Nadie ha revisado esta traducción."
REVIEWER = '{name: "A. B.", role: "medical translator", date: 2026-11-20}'


@pytest.mark.parametrize(
    ("path", "said"),
    [("/es/", "Esta traducción es un borrador."), ("/es/nowhere", "Esta traducción"), ("/", "")],
)
def test_a_draft_says_so_on_every_page(reader: Visitor, path: str, said: str) -> None:
    reader.client.get(reader.client.root + path)
    notices = [text_of(each) for each in reader.client.page.of_class("draft")]
    assert (said in notices[0]) if said else not notices


def test_the_paper_of_a_draft_says_so(reader: Visitor) -> None:
    client, root = reader.client, reader.client.root
    client.get(f"{root}/es/questions")
    client.get(f"{root}/es/sheet/page")
    assert "Esta traducción es un borrador." in client.page.text
    assert "Esta traducción es un borrador." in client.get(f"{root}/es/sheet.txt").text
    assert "borrador" not in client.get(f"{root}/sheet.txt").text


@pytest.mark.parametrize(("reviewers", "said"), [("", UNREVIEWED), (REVIEWER, "")])
def test_a_whole_translation_says_whether_it_was_reviewed(
    keys: tuple[str, ...], tmp_path: Path, reviewers: str, said: str
) -> None:
    client = serving(with_spanish(tmp_path, f"reviewed_by: [{reviewers}]", whole=True), keys).test_client()
    assert isinstance(client, LintingClient)
    client.get("/es/")
    assert "".join(text_of(each) for each in client.page.of_class("draft")) == said


# --- Saved sheets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("here", "there"), [("/es", ""), ("", "/es")])
def test_a_sheet_saved_in_one_language_opens_in_the_other(reader: Visitor, here: str, there: str) -> None:
    client, root = reader.client, reader.client.root
    reader.open(f"{root}{here}/questions")
    reader.write("own-1", "¿Hay un jardín?")
    reader.press("Actualizar mi lista" if here else "Update my list")
    saved = client.get(f"{root}{here}/sheet-to-keep.pdf").data
    client.get(f"{root}{here}/clear")
    client.post(f"{root}{here}/clear", data={"csrf_token": client.page.token})
    reader.open(f"{root}{there}/open")
    data = reader.form.data("Open")
    data["sheet"] = (BytesIO(saved), "sheet.pdf")  # type: ignore[assignment]
    reader.send(data)
    assert reader.page.root.get("lang") == ("en" if here else "es")
    assert listed(reader.page)["own-1"].text == "¿Hay un jardín?"


# --- What people read -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, *WORK, "/blank", "/questions/order", "/step/about-you"])
def test_every_page_of_ours_is_sound_in_spanish(real_app: Flask, path: str) -> None:
    """The linter looks at it."""
    client = real_app.test_client()
    client.get("/es/questions")
    assert client.get(f"/es{path}", follow_redirects=True).status_code in {200, 404}


# --- What each language puts together in its own way -----------------------------------------------------


def test_the_boxes_of_a_date_stand_in_the_order_of_the_language(reader: Visitor) -> None:
    root, boxes = reader.client.root, {"month", "day", "year"}
    reader.open(f"{root}/es/questions")
    for path, order in (("/es/sheet", ["day", "month", "year"]), ("/sheet", ["month", "day", "year"])):
        reader.open(root + path)
        assert [each.name for each in reader.form.controls if each.name in boxes] == order
        reader.write("day", "99")
        reader.press("Continuar" if "es" in path.split("/") else "Continue")
        assert reader.page.errors.keys() == {order[0]}


def test_a_file_has_a_name_in_the_language(reader: Visitor) -> None:
    root = reader.client.root
    reader.open(f"{root}/es/questions")
    names = [
        reader.client.get(root + path).headers["Content-Disposition"]
        for path in ("/es/sheet.pdf", "/sheet.pdf")
    ]
    assert names == ['attachment; filename="hoja.pdf"', 'attachment; filename="question-sheet.pdf"']


@pytest.mark.parametrize(
    "name", ["Hoja de preguntas.pdf", "año.pdf", 'a".pdf', "a\r\nX: y.pdf", "../a.pdf", ""]
)
def test_what_is_no_name_of_a_file_is_none(name: str) -> None:
    assert download(b"", name).headers["Content-Disposition"] == 'attachment; filename="sheet.pdf"'


def test_a_list_is_joined_as_the_language_does(site: tuple[Flask, str]) -> None:
    joined = []
    for app in apps_of(site[0]):
        with app.test_request_context():
            joined.append((quoted(["A"]), quoted(["A", "B"]), quoted(["A", "B", "C", "D"], 2)))
    assert joined == [
        ("“A”", "“A” and “B”", "“A”, “B”, and 2 more"),
        ("“A”", "“A” y “B”", "“A”, “B” y 2 more"),
    ]


@pytest.mark.parametrize(
    ("last", "joined"),
    [("Infección", "e"), ("hija", "e"), ("íctus", "e"), ("hierro", "y"), ("hiato", "y"), ("Costo", "y")],
)
def test_spanish_says_and_by_the_sound_that_follows(site: tuple[Flask, str], last: str, joined: str) -> None:
    english, spanish = apps_of(site[0])
    with spanish.test_request_context():
        assert quoted(["A y ideas", "B", last]) == f"“A y ideas”, “B” {joined} “{last}”"
    with english.test_request_context():
        assert quoted(["A", last]) == f"“A” and “{last}”"


def test_numbers_are_written_as_in_the_texts(reader: Visitor) -> None:
    """A translation leaves the numbers of the texts as they are: 7,604 would stand beside 1.500."""
    reader.go("Empezar")
    reader.open(f"{reader.client.root}/es/sheet/message")
    assert "no more than 1,500 characters" in reader.page.text
