"""Documents that are laid out once in a process.

SPECIMEN is a sheet with everything that blocks may hold. It is composed at start, so that a shape that is not
known is told then, and not when somebody prints.
"""

from __future__ import annotations

from typing import Final

DIGITS: Final = "0123456789"
SPECIMEN: Final = """<!doctype html><html lang="en" class="standard"><head><title>Specimen</title></head>
<body class="a4-standard" data-before-page="" data-between-pages=" / " data-after-page=""><main>
<p class="notice">Notice</p><p class="foot">Notice</p>
<!--block kept--><h1>Title</h1>
<p class="fill visit"><span class="row" data-blanks="visit" data-label="Visit">
<span class="segment">On: <span class="blank">blank</span></span></span></p><!--end-->
<!--block kept--><ol class="do"><li class="do-ask">Ask</li></ol><!--end-->
<!--block last-lines--><div class="top" data-area="matters" data-label="Matters">
<p class="fill lined">What</p>
<div class="line"></div>
<p class="small">Which</p></div><!--end-->
<section>
<!--block kept with-next--><h2>Heading</h2><!--end-->
<ul class="questions">
<!--block kept lines--><li class="counted" data-area="answer" data-label="Answer">
<div class="box" data-tick="asked" data-label="Asked">box</div>
<p class="ask"><span class="number">1.</span> Why?</p>
<p class="circles">100 people</p>
<div class="line"></div></li><!--end-->
<!--block lines--><li><p class="ask"><span class="wide" lang="pl">Dla\u010dego?</span></p>
<p class="fill">Rows</p></li><!--end-->
</ul></section>
<!--block kept--><section class="card"><ol>
<li><a href="https://example.org/">A source</a></li></ol></section><!--end-->
<!--block kept--><section class="about-sheet" id="end"><p>The end</p></section><!--end-->
<div class="behind"><table><thead>
<!--block with-next--><tr><th scope="col">Head</th><th scope="col">Head</th></tr><!--end-->
</thead><tbody>
<!--block--><tr><th scope="row">Row</th><td><span class="blank">blank</span></td></tr><!--end-->
</tbody></table></div>
</main></body></html>
"""


def page_of(text: str) -> str:
    """Return a document of one page."""
    head = "<!doctype html><html lang='en'><head><title>Letters</title></head>"
    return f"{head}<body id='end'>{text}</body></html>"
