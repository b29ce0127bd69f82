from __future__ import annotations

import re
import runpy

from app.web.bodies import MAX_BODY_BYTES, MAX_UPLOAD_BYTES
from app.web.cookie_names import MAX_PIECES
from tests.deploy.files import DEPLOY, manifest

LINES = [line.strip() for line in (DEPLOY / "nginx.conf").read_text("utf-8").splitlines()]
UNITS = {"k": 1024, "": 1}


def settings_of(name: str) -> list[str]:
    """Return the values of a directive: for every location, then those of some."""
    lines = (line for line in LINES if line.startswith(f"{name} "))
    return [line.removeprefix(f"{name} ").partition(";")[0] for line in lines]


def setting(name: str) -> str:
    return settings_of(name)[0]


def sizes(name: str) -> list[int]:
    found = (re.fullmatch(r"(\d+)(k?)", value.split()[-1]) for value in settings_of(name))
    return [int(match[1]) * UNITS[match[2]] for match in found if match]


def size(name: str) -> int:
    return sizes(name)[0]


def test_log_format_has_no_personal_data() -> None:
    named = set(re.findall(r"\$\w+", setting("log_format")))
    assert named == {"$status", "$upstream_addr", "$upstream_status", "$upstream_response_time"}
    logs = [line for line in LINES if line.startswith("access_log ")]
    assert logs == ["access_log /dev/stdout counts;"]
    assert "error_log stderr emerg;" in LINES


def test_bodies_are_buffered_in_memory_only() -> None:
    most, buffers = sizes("client_max_body_size"), sizes("client_body_buffer_size")
    assert buffers == [each for each in most if each]
    usual, _refused, uploads = most
    assert (usual > MAX_BODY_BYTES, uploads > MAX_UPLOAD_BYTES) == (True, True)
    assert setting("proxy_max_temp_file_size") == "0"


def test_all_our_cookies_fit_into_one_head() -> None:
    most = (2 + MAX_PIECES + 1) * 4096
    assert size("large_client_header_buffers") >= most
    assert size("proxy_buffer_size") >= most


def test_gunicorn_takes_what_nginx_passes_on() -> None:
    settings = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))
    assert settings["limit_request_field_size"] > size("large_client_header_buffers")
    (longest,) = {int(number) for number in re.findall(r'"\^\.\{(\d+)\}"', "".join(LINES))}
    assert settings["limit_request_line"] > longest + len("OPTIONS  HTTP/1.1\r\n")


def test_the_app_is_told_nobodys_address() -> None:
    told = dict(
        line.removeprefix("proxy_set_header ").rstrip(";").split(" ")
        for line in LINES
        if line.startswith("proxy_set_header ")
    )
    assert told["X-Forwarded-For"] == told["X-Real-IP"] == '""'
    assert told["X-Forwarded-Proto"] == "$proto"
    assert "$remote_addr" not in "".join(told.values())


def test_the_gateway_is_told_the_same() -> None:
    policy, clients = manifest("BackendTrafficPolicy")["spec"], manifest("ClientTrafficPolicy")["spec"]
    assert policy["requestBuffer"]["limit"] == settings_of("client_max_body_size")[-1].upper() + "i"
    assert policy["retry"]["numRetries"] + 1 == int(setting("proxy_next_upstream_tries"))
    assert policy["timeout"]["tcp"]["connectTimeout"] == setting("proxy_connect_timeout")
    assert policy["timeout"]["http"]["requestTimeout"] == setting("proxy_read_timeout")
    assert clients["timeout"]["http"]["requestHeadersReceivedTimeout"] == setting("client_header_timeout")


def test_compressing_is_left_to_the_app() -> None:
    assert settings_of("gzip") == ["off"]
