"""The files that a document may load: the bundled fonts, the circles and the clinic's logo."""

from __future__ import annotations

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.content.fonts import BOLD_FONT, FOLDER, TEXT_FONT, WIDE_FONT
from app.settings import STATIC

CIRCLES = "circles.svg"
STYLES_WITH_ASSETS = f"""
@font-face {{ font-family: Sheet; src: url(asset:{TEXT_FONT}); font-weight: 400 }}
@font-face {{ font-family: Sheet; src: url(asset:{BOLD_FONT}); font-weight: 700 }}
@font-face {{ font-family: Wide; src: url(asset:{WIDE_FONT}); font-weight: 400 }}
.circles {{ background-image: url(asset:{CIRCLES}) }}
"""


class AssetFetcher(URLFetcher):
    """Serves `asset:NAME` from memory and rejects every other URL: no file, no network, no redirect."""

    def __init__(self, logo: bytes | None) -> None:
        # The catalogue cannot name a URL, but a template could: whatever it names, nothing is fetched.
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        names = (TEXT_FONT, BOLD_FONT, WIDE_FONT)
        self._assets = {f"asset:{name}": ((FOLDER / name).read_bytes(), "font/ttf") for name in names}
        self._assets[f"asset:{CIRCLES}"] = (STATIC / CIRCLES).read_bytes(), "image/svg+xml"
        if logo is not None:
            self._assets["asset:logo"] = (logo, "image/png")

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        del headers
        if url not in self._assets:
            raise FatalURLFetchingError(f"the paper may not load {url[:80]}")
        data, kind = self._assets[url]
        return URLFetcherResponse(url, data, {"Content-Type": kind})
