"""What the security headers block in a browser, and that without them it is not blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.person import CATALOGUE, CHECK, START, arrived, navigate
from tests.catalogues import SAYS_EVERYTHING as PATIENT

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.conftest import Visits

ELSEWHERE = "http://elsewhere.example"
# JavaScript that injects content into a page, and the directive that blocks it.
INJECTIONS = {
    "inline-script": ("add('script', {textContent: ran})", "script-src-elem"),
    "handler": ("add('img', {src: '/static/nothing.png'}).setAttribute('onerror', ran)", "script-src-attr"),
    "script": ("add('script', {src: away + '/x.js'})", "script-src-elem"),
    "image": ("add('img', {src: away + '/x.png'})", "img-src"),
    "stylesheet": ("add('link', {rel: 'stylesheet', href: away + '/x.css'})", "style-src-elem"),
    "frame": ("add('iframe', {src: away + '/x.html'})", "frame-src"),
    "request": ("fetch(away + '/x.json').catch(() => {})", "connect-src"),
    "form": ("const f = add('form', {action: away + '/x', method: 'post'}); f.submit()", "form-action"),
    "object": ("add('object', {data: away + '/x.svg'})", "object-src"),
}
INJECTION_SCRIPT = """
const away = '%(away)s'
const ran = `window.ran = true; new Image().src = '${away}/ran.png'`
const add = (name, properties) => {
  const element = Object.assign(document.createElement(name), properties)
  document.querySelector('main').append(element)
  return element
}
window.stopped = []
document.addEventListener('securitypolicyviolation', event => window.stopped.push(event.effectiveDirective))
%(injection)s
"""


def inject(visits: Visits, path: str, injection: str, *, with_headers: bool) -> tuple[Page, list[str]]:
    """Inject content into a page; return the page and the requests to other sites."""
    page = visits.open("patient", java_script_enabled=True, bypass_csp=not with_headers)
    requested: list[str] = []

    def answer(route: Route) -> None:
        requested.append(route.request.url)
        route.fulfill(body="")

    page.context.route(f"{ELSEWHERE}/**", answer)
    page.goto(path)
    page.evaluate(f"() => {{ {INJECTION_SCRIPT % {'away': ELSEWHERE, 'injection': injection}} }}")
    return page, requested


def assert_stopped(visits: Visits, path: str, injection: str, directive: str) -> None:
    page, requested = inject(visits, path, injection, with_headers=True)
    page.wait_for_function("() => window.stopped.length > 0")
    assert page.evaluate("() => window.stopped") == [directive]
    assert not page.evaluate("() => window.ran")
    assert requested == []
    assert visits.said  # the policy reports what it blocks on the console
    visits.said.clear()


@pytest.mark.parametrize(("injection", "directive"), INJECTIONS.values(), ids=INJECTIONS)
def test_csp_blocks_injected_content(visits: Visits, injection: str, directive: str) -> None:
    assert_stopped(visits, "/questions", injection, directive)


@pytest.mark.parametrize("path", ["/", "/sheet/page", "/ready", "/nowhere"])
def test_other_pages_let_no_script_run_either(visits: Visits, path: str) -> None:
    assert_stopped(visits, path, *INJECTIONS["inline-script"])


@pytest.mark.parametrize("injection", [code for code, _directive in INJECTIONS.values()], ids=INJECTIONS)
def test_without_the_policy_it_would(visits: Visits, injection: str) -> None:
    page, requested = inject(visits, "/privacy", injection, with_headers=False)
    for _try in range(100):
        if requested:
            break
        page.wait_for_timeout(20)
    assert requested
    visits.said.clear()


def frame_page(visits: Visits, path: str, *, with_headers: bool) -> Page:
    """Open a page of another site that frames one of ours."""
    page = visits.open()

    def host(route: Route) -> None:
        route.fulfill(
            content_type="text/html", body=f"<h1>Elsewhere</h1><iframe src='{visits.address}{path}'></iframe>"
        )

    def ours(route: Route) -> None:
        answered = route.fetch()
        unguarded = {"content-type": answered.headers["content-type"]}
        route.fulfill(response=answered, headers=answered.headers if with_headers else unguarded)

    page.route(f"{ELSEWHERE}/", host)
    page.route(f"{visits.address}{path}", ours)
    page.goto(f"{ELSEWHERE}/")
    return page


@pytest.mark.parametrize("path", ["/questions", "/clear", "/nowhere"])
def test_no_page_can_be_shown_in_a_frame(visits: Visits, path: str) -> None:
    page = frame_page(visits, path, with_headers=True)
    assert page.frame_locator("iframe").get_by_role("link").count() == 0
    assert any("frame-ancestors" in line for line in visits.said)
    visits.said.clear()
    page = frame_page(visits, path, with_headers=False)
    page.frame_locator("iframe").get_by_role("link").first.wait_for()
    visits.said.clear()


def test_scripts_cannot_read_the_cookies(visits: Visits) -> None:
    page = visits.open("patient", java_script_enabled=True)
    page.goto("/check")
    assert page.context.cookies()
    assert page.evaluate("() => document.cookie") == ""
    page.evaluate("() => { document.cookie = 'readable=1' }")
    assert page.evaluate("() => document.cookie") == "readable=1"


@pytest.mark.parametrize("path", ["/clear", "/step/cancer", "/questions", "/sheet"])
def test_a_form_on_another_site_changes_nothing(visits: Visits, path: str) -> None:
    page = visits.open("patient")

    def host(route: Route) -> None:
        form = f"<form method='post' action='{visits.address}{path}'><button>Win a prize</button></form>"
        route.fulfill(content_type="text/html", body=form)

    page.route(f"{ELSEWHERE}/", host)
    page.goto(f"{ELSEWHERE}/")
    navigate(page, page.get_by_role("button"))
    page.goto("/check")
    arrived(page, CHECK)
    shown = page.get_by_role("main").inner_text()
    assert CATALOGUE.field["diagnosis"].options[PATIENT["diagnosis"][0]].label in shown


def test_a_link_on_another_site_finds_the_answers(visits: Visits) -> None:
    """The cookies are SameSite=Lax, not Strict, so that links from other sites keep the session."""
    page = visits.open("patient")

    def host(route: Route) -> None:
        route.fulfill(content_type="text/html", body=f"<a href='{visits.address}/'>The question sheet</a>")

    page.route(f"{ELSEWHERE}/", host)
    page.goto(f"{ELSEWHERE}/")
    navigate(page, page.get_by_role("link"))
    arrived(page, START)
    assert page.get_by_role("link", name="Look at my answers").is_visible()
