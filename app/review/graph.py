"""The rules as a picture: fields and their options on the left, clauses of two fields or more, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.types import AT_LEAST_TWO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content import Catalogue, Clause, Field, Question

DOT_HEADER = """digraph rules {
  rankdir=LR; ranksep=2.5; nodesep=0.12; concentrate=true; bgcolor=white; fontname="sans-serif";
  node [shape=box, style=rounded, fontname="sans-serif", fontsize=11, margin="0.12,0.05"];
  edge [color="#5a5a5a", arrowsize=0.6];"""


def graph(catalogue: Catalogue, topic: str | None = None) -> str:
    """Return the `when` rules of questions in Graphviz DOT, of all questions or of one topic.

    An edge leads from an option to the questions that it brings by itself; a clause of several fields is a
    dot where they meet, one edge for each field. A dashed edge leads from a topic that a person can tick to
    the questions that answer it. Questions for everyone stand alone. Rules of wordings are left out: they
    choose the words, not the question.
    """
    questions = [question for question in catalogue.questions if topic in {None, question.topic}]
    edges = list(dict.fromkeys(edge for question in questions for edge in _edges(question)))
    edges += _answers(catalogue, {question.id for question in questions})
    used = {line.split(" -> ")[0].strip() for line in edges}
    lines = [DOT_HEADER]
    lines += [line for field in catalogue.field.values() for line in _field(field, used)]
    lines += [_question(catalogue, question) for question in questions]
    return "\n".join([*lines, *_dots(questions), *edges, "}\n"])


def _field(field: Field, used: set[str]) -> Iterator[str]:
    labels = {_option(field.id, name): option.label for name, option in field.options.items()}
    labels[_option(AT_LEAST_TWO, field.id)] = "two or more"
    if drawn := used & labels.keys():
        yield f"  subgraph {_quoted('cluster ' + field.id)} {{ label={_quoted(field.label)}; color=gray;"
        for node, label in labels.items():
            if node in drawn:
                yield f"    {node} [label={_quoted(label)}];"
        yield "  }"


def _question(catalogue: Catalogue, question: Question) -> str:
    everyone = ', fillcolor="#e7f1ef", style="rounded,filled"' if question.when.is_for_everyone else ""
    ask = question.wordings[0].ask
    tip = _quoted(ask.caregiver or ask.patient or "")
    label = _quoted(f"{question.name}\n{catalogue.topics[question.topic]}")
    return f"  {_quoted('q ' + question.id)} [label={label}, tooltip={tip}{everyone}];"


# Graphviz has no hyperedges: a clause of several fields is drawn as a point of its own.
def _dots(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        for number, clause in enumerate(question.when.clauses):
            if len(clause) > 1:
                yield f"  {_dot(question, number)} [shape=point, width=0.08];"


def _edges(question: Question) -> Iterator[str]:
    target = _quoted("q " + question.id)
    for number, clause in enumerate(question.when.clauses):
        if len(clause) > 1:
            yield from _into(clause, _dot(question, number))
            yield f"  {_dot(question, number)} -> {target};"
        else:
            yield from _into(clause, target)


def _into(clause: Clause, target: str) -> Iterator[str]:
    for name, options in clause.items():
        for option in options:
            yield f"  {_option(name, option)} -> {target};"


def _answers(catalogue: Catalogue, drawn: set[str]) -> Iterator[str]:
    for field in catalogue.field.values():
        for name, option in field.options.items():
            for question in option.answered_by:
                if question in drawn:
                    yield f"  {_option(field.id, name)} -> {_quoted('q ' + question)} [style=dashed];"


def _dot(question: Question, number: int) -> str:
    return _quoted(f"and {question.id} {number}")


def _option(field: str, option: str) -> str:
    return _quoted(f"o {field} {option}")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
