"""Your questions: the list that was chosen, and everything a person may change about it."""

from app.web.questions.listed import questions
from app.web.questions.order import order
from app.web.questions.others import others
from app.web.session import journey_blueprint, only_if_covered

__all__ = ["pages"]

pages = journey_blueprint("questions")
pages.before_request(only_if_covered)
for _address, _view in (("", questions), ("/more", others), ("/order", order)):
    pages.add_url_rule(f"/questions{_address}", view_func=_view, methods=["GET", "POST"])
