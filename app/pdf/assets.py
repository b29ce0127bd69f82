"""The files that a document may load: the bundled fonts, pictures and the clinic's logo."""

from __future__ import annotations

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from app.content.fonts import BOLD_FONT, FOLDER, TEXT_FONT, WIDE_BOLD_FONT, WIDE_FONT
from app.settings import STATIC

CIRCLES = "circles.svg"
STEPS = ("do-choose.svg", "do-ask.svg", "do-write.svg", "do-say-back.svg")  # what to do with the sheet
SIGNS = ("call-now.svg", "call-team.svg", "call-clinic.svg")  # of the levels of the warning signs card
STYLES_WITH_ASSETS = f"""
.circles {{ background-image: url(asset:{CIRCLES}) }}
.do-choose {{ background-image: url(asset:{STEPS[0]}) }}
.do-ask {{ background-image: url(asset:{STEPS[1]}) }}
.do-write {{ background-image: url(asset:{STEPS[2]}) }}
.do-say-back {{ background-image: url(asset:{STEPS[3]}) }}
.level-1 {{ background-image: url(asset:{SIGNS[0]}) }}
.level-2 {{ background-image: url(asset:{SIGNS[1]}) }}
.level-3 {{ background-image: url(asset:{SIGNS[2]}) }}
"""


class AssetFetcher(URLFetcher):
    """Serves `asset:NAME` from memory and rejects every other URL: no file, no network, no redirect."""

    def __init__(self, logo: bytes | None) -> None:
        # The catalogue cannot name a URL, but a template could: whatever it names, nothing is fetched.
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        names = (TEXT_FONT, BOLD_FONT, WIDE_FONT, WIDE_BOLD_FONT)
        self._assets = {f"asset:{name}": ((FOLDER / name).read_bytes(), "font/ttf") for name in names}
        for name in (CIRCLES, *STEPS, *SIGNS):
            self._assets[f"asset:{name}"] = (STATIC / name).read_bytes(), "image/svg+xml"
        if logo is not None:
            self._assets["asset:logo"] = (logo, "image/png")

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        del headers
        if url not in self._assets:
            raise FatalURLFetchingError(f"the paper may not load {url[:80]}")
        data, kind = self._assets[url]
        return URLFetcherResponse(url, data, {"Content-Type": kind})
