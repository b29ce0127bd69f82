"""After a visit: what was heard, a summary of it, and the next sheet."""

from app.web.after.remove import remove
from app.web.after.summary import next_sheet, summary, summary_pdf, summary_text
from app.web.after.visit import visit
from app.web.session import journey_blueprint, only_if_covered

__all__ = ["pages"]

pages = journey_blueprint("after")
pages.before_request(only_if_covered)
pages.add_url_rule("/after", view_func=visit, methods=["GET", "POST"])
pages.add_url_rule("/after/remove/<which>", view_func=remove, methods=["GET", "POST"])
pages.add_url_rule("/after/summary", view_func=summary)
pages.add_url_rule("/after/<int:number>.pdf", view_func=summary_pdf)
pages.add_url_rule("/after/<int:number>.txt", view_func=summary_text)
pages.add_url_rule("/after/next", view_func=next_sheet, methods=["POST"])
