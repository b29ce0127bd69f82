from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue.form import DOUBTS
from app.choices import MOST_STARS, Choices
from app.journey import filled, first_match, prune
from app.reason import ADDED, OWN, Reason, facts_of, labels, reason
from app.selection import fitting, select
from app.sheet.models import Group, Item, Sheet
from app.sheet.order import grouped, in_order, numbered, starred
from app.typed import COLUMNS, Typed

if TYPE_CHECKING:
    from app.catalogue import Catalogue, Question
    from app.journey import Answers

OWN_TOPIC = "own"
LONGEST_OWN_NAME = 60


def build(catalogue: Catalogue, answers: Answers, choices: Choices, typed: Typed) -> Sheet:
    """Make the sheet of one person. Pure: the same input gives an equal Sheet, for ever."""
    said = prune(catalogue, answers)
    full = filled(catalogue, said)
    writer = _Writer(catalogue, said, full)
    found = _listed(writer, choices, typed)
    stars = starred(found, choices)[:MOST_STARS]
    listed = numbered(found, choices, stars)
    others = _others(writer, listed)
    parts = _usual_parts(catalogue, said, full) if choices.parts is None else choices.parts
    return Sheet(
        catalogue=catalogue,
        answers=full,
        groups=listed,
        others=grouped([item for item in others if not _is_sensitive(item)]),
        sensitive=tuple(item for item in others if _is_sensitive(item)),
        situation=_situation(catalogue, said),
        parts=tuple(name for name in catalogue.parts if name in parts),
        paper=choices.paper or catalogue.clinic.paper,
        size=choices.size,
        columns=_columns(catalogue, said, typed),
        visit_date=typed.visit_date,
        visit_with=typed.visit_with,
        after_treatment=writer.after,
        held_back=full["show_sensitive"] == ("no",),
        stars=stars,
    )


def blank_sheet(catalogue: Catalogue, choices: Choices | None = None, role: str = "patient") -> Sheet:
    """The sheet of someone of whom nothing is known: the core and the commonest questions."""
    return build(catalogue, {"length": ("medium",), "role": (role,)}, choices or Choices(), Typed())


def _usual_parts(catalogue: Catalogue, said: Answers, full: Answers) -> tuple[str, ...]:
    """The parts that are on before the person chooses; a suggestion needs an answer, not silence."""
    return tuple(
        name
        for name, part in catalogue.parts.items()
        if first_match(part.default, full) is not None or first_match(part.suggest, said) is not None
    )


class _Writer:
    """Puts questions into the voice of the person and the time of the treatment."""

    def __init__(self, catalogue: Catalogue, said: Answers, full: Answers) -> None:
        self.catalogue, self.said, self.full = catalogue, said, full
        self.role = full["role"][0]
        self.after = first_match(catalogue.after_treatment.when, full) is not None

    def item(self, question: Question, why: Reason) -> Item:
        after = self.after and question.after_treatment
        fill_in = question.fill_in
        about = facts_of(self.catalogue, question.about, self.said) if question.about else []
        return Item(
            id=question.id,
            topic=question.topic,
            name=question.name,
            text=(after or question.ask).of(self.role),
            reason=why,
            question=question,
            listen_for=(after or question).listen_for,
            fill_in=(fill_in.after if after else fill_in.before) if fill_in else (),
            about=tuple(f"{fact.label}: {', '.join(fact.said)}" for fact in about if fact.said),
        )


def _listed(writer: _Writer, choices: Choices, typed: Typed) -> tuple[Group, ...]:
    chosen = [
        writer.item(c.question, reason(writer.catalogue, c, writer.said))
        for c in select(writer.catalogue, writer.full)
    ]
    known = {item.id for item in chosen}
    added = [
        writer.item(writer.catalogue.question[name], ADDED)
        for name in choices.added
        if name not in known and _may_have(writer, name)
    ]
    own = [Item(name, OWN_TOPIC, short(text), text, OWN) for name, text in typed.own_questions().items()]
    core = [item for item in chosen if item.topic == "core"]
    rest = [item for item in chosen if item.topic != "core"]
    return (*grouped(core), *grouped(in_order([*rest, *added, *own], choices.order)))


def short(text: str) -> str:
    """Cut an own question to a name that fits one line."""
    return text if len(text) <= LONGEST_OWN_NAME else f"{text[: LONGEST_OWN_NAME - 1].rstrip()}…"


def _may_have(writer: _Writer, name: str) -> bool:
    question = writer.catalogue.question.get(name)
    if question is None or (question.sensitive and writer.full["show_sensitive"] == ("no",)):
        return False
    return question.is_for(writer.role)


def _is_sensitive(item: Item) -> bool:
    return item.question is not None and item.question.sensitive


def _others(writer: _Writer, listed: tuple[Group, ...]) -> list[Item]:
    """Every other question the person may add; sensitive ones not if they said `not now`."""
    on = {item.id for group in listed for item in group.items}
    closed = writer.full["show_sensitive"] == ("no",)
    why = {
        c.question.id: reason(writer.catalogue, c, writer.said)
        for c in fitting(writer.catalogue, writer.full)
    }
    return [
        writer.item(question, why.get(question.id, ADDED))
        for question in writer.catalogue.questions
        if question.id not in on and question.is_for(writer.role) and not (question.sensitive and closed)
    ]


def _columns(catalogue: Catalogue, said: Answers, typed: Typed) -> tuple[str, ...]:
    """As the person named them, else the treatments they picked, else two empty ones."""
    named = tuple(name for name in typed.columns if name)
    field = catalogue.parts["compare"].columns
    picked = (
        labels(catalogue, field, tuple(o for o in said.get(field, ()) if o not in DOUBTS)) if field else ()
    )
    return named or (picked[:COLUMNS] if len(picked) > 1 else ("", ""))


def _situation(catalogue: Catalogue, said: Answers) -> tuple[str, ...]:
    """The situation in one line: answers in the order of `situation`, doubts and silence left out."""
    return tuple(
        ", ".join(labels(catalogue, name, tuple(o for o in said[name] if o not in DOUBTS)))
        for name in catalogue.situation
        if set(said.get(name, ())) - DOUBTS
    )
