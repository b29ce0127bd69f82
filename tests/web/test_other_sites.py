"""Forms of other sites are refused, whatever the browser says about where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import create_app
from app.settings import Settings
from tests.catalogues import JOURNEY_FILE
from tests.web.linter import LintingClient

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.visitor import Visitor

OTHERS = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://evil.example/localhost"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://["},
    {"Origin": "localhost"},
    {"Origin": "http://localhost, http://evil.example"},
)
OWN: tuple[dict[str, str], ...] = (
    {},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none", "Origin": "null"},
    {"Origin": "http://localhost"},
    {"Origin": "https://localhost"},  # TLS ends at a proxy
    {"Origin": "https://localhost:8443"},
    {"Origin": "HTTP://LOCALHOST:80"},
)


def names(headers: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in headers.items()) or "nothing"


@pytest.mark.parametrize("headers", OTHERS, ids=names)
@pytest.mark.parametrize("path", ["/clear", "/questions", "/step/stage"])
def test_a_form_of_another_site_is_refused(
    client: LintingClient, visitor: Visitor, path: str, headers: dict[str, str]
) -> None:
    visitor.answer("cancer", diagnosis="mcl")
    refused = client.post(path, headers=headers)
    assert refused.status_code == 403
    assert "Set-Cookie" not in refused.headers
    assert "Mantle cell lymphoma" in visitor.open("/check").text


@pytest.mark.parametrize("headers", OWN, ids=names)
def test_a_form_of_ours_is_taken(client: LintingClient, visitor: Visitor, headers: dict[str, str]) -> None:
    visitor.open("/step/cancer")
    visitor.tick("diagnosis", "mcl")
    assert client.post("/step/cancer", data=visitor.form.data("Continue"), headers=headers).status_code == 303
    assert "Mantle cell lymphoma" in visitor.open("/check").text


@pytest.fixture(scope="module")
def proxied(keys: tuple[str, ...]) -> dict[int, Flask]:
    """Return the app by its number of proxies."""
    apps = {number: create_app(Settings(keys, JOURNEY_FILE, proxies=number)) for number in (0, 1, 2)}
    for app in apps.values():
        app.test_client_class = LintingClient
    return apps


@pytest.mark.parametrize(
    ("proxies", "hosts", "origin", "status"),
    [
        (0, "sheet.example.org", "https://sheet.example.org", 403),  # counts only with PROXIES
        (1, "sheet.example.org", "https://sheet.example.org", 400),  # the token is what is missing
        (1, "evil.example, sheet.example.org", "https://evil.example", 403),
        (1, "evil.example, sheet.example.org", "https://sheet.example.org", 400),
        (2, "sheet.example.org, inside.example.org", "https://sheet.example.org", 400),
        (2, "evil.example, sheet.example.org, inside", "https://evil.example", 403),
        (2, "evil.example", "https://evil.example", 403),  # one value is missing: none counts
    ],
)
def test_origin_is_compared_with_the_host_of_the_proxy(
    proxied: dict[int, Flask], proxies: int, hosts: str, origin: str, status: int
) -> None:
    headers = {"Host": "app:8000", "X-Forwarded-Host": hosts, "Origin": origin}
    assert proxied[proxies].test_client().post("/step/stage", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("proxies", "schemes", "scheme"),
    [
        (0, "https", "http"),
        (1, "https", "https"),
        (1, "https, http", "http"),
        (1, "http, https", "https"),
        (2, "https", "http"),
        (2, "https, http", "https"),
        (2, "http, https, http", "https"),
        (2, "https, http, http", "http"),
    ],
)
def test_scheme_is_that_of_the_outermost_own_proxy(
    proxied: dict[int, Flask], proxies: int, schemes: str, scheme: str
) -> None:
    answered = proxied[proxies].test_client().get("/step/stage", headers={"X-Forwarded-Proto": schemes})
    secure = scheme == "https"
    assert ("Strict-Transport-Security" in answered.headers) == secure
    assert all(("Secure" in cookie) == secure for cookie in answered.headers.getlist("Set-Cookie"))
