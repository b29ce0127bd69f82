"""A process that was forked after a first document should be able to use a size that this did not have."""

import os
import signal
import sys

import weasyprint
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration

fonts = FontConfiguration()
print(f"WeasyPrint {weasyprint.__version__}, Pango {pango.pango_version()}", flush=True)
weasyprint.HTML(string="<p>Before").write_pdf(font_config=fonts)

child = os.fork()
if child == 0:
    signal.alarm(3)  # the alarm ends it: Python does not run while Pango waits
    weasyprint.HTML(string='<p style="font-size: 29pt">After').write_pdf(font_config=fonts)
    os._exit(0)
_, status = os.waitpid(child, 0)
print("the child has written its document" if status == 0 else "the child did not end after 3 seconds")
sys.exit(status != 0)
