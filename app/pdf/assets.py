"""The files a paper may load: the bundled fonts, the clinic's logo and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.content.fonts import BOLD_FONT, TEXT_FONT, WIDE_FONT

if TYPE_CHECKING:
    from pathlib import Path

FACES = f"""
@font-face {{ font-family: Sheet; src: url(asset:{TEXT_FONT}); font-weight: 400 }}
@font-face {{ font-family: Sheet; src: url(asset:{BOLD_FONT}); font-weight: 700 }}
@font-face {{ font-family: Wide; src: url(asset:{WIDE_FONT}); font-weight: 400 }}
"""


class Assets(URLFetcher):
    """Fetches from memory: no file, no network, no redirect."""

    def __init__(self, folder: Path, logo: bytes | None) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        names = (TEXT_FONT, BOLD_FONT, WIDE_FONT)
        self._known = {f"asset:{name}": ((folder / name).read_bytes(), "font/ttf") for name in names}
        if logo is not None:
            self._known["asset:logo"] = (logo, "image/png")

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        del headers
        if url not in self._known:
            raise FatalURLFetchingError(f"the paper may not load {url[:80]}")
        data, kind = self._known[url]
        return URLFetcherResponse(url, data, {"Content-Type": kind})
