"""What translators are told about a text: what it is, who says it, when, and how long it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.content.checks.lengths import (
    MAX_ASK,
    MAX_HEAD,
    MAX_LEGEND,
    MAX_NAME,
    MAX_NOTICE,
    MAX_TIPS,
    MAX_WORDS_OF_ABOUT,
    MAX_WORDS_OF_MEANING,
)
from app.content.form import MAX_WORDS_OF_REASON
from app.content.placeholders import PLACE_TO_WRITE, PLACEHOLDER
from app.content.translation.passages import WORDINGS
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.translation.passages import Passage

QUOTED = "Not printed: banned words of your language that may be quoted here, to warn of them."
# By the section and the last key, else by the section alone.
KINDS = {
    ("name",): "The name of the whole sheet.",
    ("publisher",): "Who answers for the sheet; follows “Made by”.",
    ("texts",): "A text of the web pages.",
    ("texts", "sensitive"): "Heading of the questions about hard topics.",
    ("texts", "first_of_all"): "Heading on the paper.",
    ("paper",): "A text of the paper.",
    ("paper", "tips"): "One of four short steps in one line.",
    ("comparison",): "A text of the page that compares treatments, one column for each.",
    ("time_line",): "A text of the page that shows the steps of a treatment.",
    ("boxes",): "A text of a box of advice.",
    ("boxes", "quotes"): QUOTED,
    ("warning_card",): "The warning signs card. Each word counts: people act on it in an emergency.",
    ("parts",): "A part of the paper that people can choose.",
    ("parts", "pointer"): "On the first page; says where the part is.",
    ("head",): "A line at the head of the paper.",
    ("look_again",): "Said when two answers contradict each other.",
    ("not_covered",): "A page for people for whom there is no sheet.",
    ("steps",): "The form.",
    ("steps", "title"): "Heading of a step of the form.",
    ("steps", "ask"): "The form asks this.",
    ("steps", "label"): "The form: a label of an answer, or of the summary of answers.",
    ("steps", "short"): "An answer, short, in the line about the situation at the head of the paper.",
    ("steps", "because"): "Follows “Because” in the reason for a question.",
    ("steps", "because_empty"): "Follows “Because” in the reason for a question; nothing was answered.",
    ("topics",): "Heading of a group of questions.",
    ("questions", "name"): "The question in a few words, for the box of the top three.",
    ("questions", "ask"): "The question. It is read aloud to the doctor, in one sentence.",
    ("questions", "hints"): "A good answer covers this; one of a list, without a stop at its end.",
    ("questions", "fill_in"): "A line under the question, to write the answer on.",
    ("questions", "fill_in_full"): "A line under the question, to write the answer on.",
    ("questions", "circles"): "What to shade of the hundred circles beside the question.",
    ("questions", "why"): "Why the question matters.",
    ("questions", "quotes"): QUOTED,
    ("word_groups",): "Heading of a group of words.",
    ("words", "term"): "A medical word that is explained; in brackets its abbreviation or other name.",
    ("words", "plain"): "What the word means.",
    ("words", "brief"): "What the word means, in one line of the paper.",
    ("sources", "title"): "A source described in our words: translate what is in [brackets] only.",
    ("sources", "publisher"): "Who published a source.",
    ("sources", "supports"): "What a source is used for; follows “Used for:”. A stop follows it.",
}  # fmt: skip
LETTERS = {
    ("questions", "ask"): MAX_ASK, ("questions", "name"): MAX_NAME, ("paper", "notice"): MAX_NOTICE,
    ("paper", "purpose"): MAX_HEAD, ("paper", "to_the_doctor"): MAX_HEAD, ("paper", "legend"): MAX_LEGEND,
}  # fmt: skip
WORDS = {
    ("words", "brief"): MAX_WORDS_OF_MEANING, ("paper", "about"): MAX_WORDS_OF_ABOUT,
    ("steps", "because"): MAX_WORDS_OF_REASON, ("steps", "because_empty"): MAX_WORDS_OF_REASON,
}  # fmt: skip
SPEAKERS = {
    "patient": "Said by the patient.",
    "caregiver": "Said by a caregiver or parent, not by the patient.",
}
MARKS = "Keep each ___ and [ ], in this order; a line may be shorter or longer."
NAMES = "Keep what is in {braces} as it is."


def notes(passage: Passage) -> Iterator[str]:
    """Yield sentences about one text of a catalogue."""
    section, kind = str(passage.path[0]), _kind(passage)
    yield KINDS.get((section, kind)) or KINDS.get((section,), "A text that patients read.")
    if passage.names[-1] in VOICES and kind != passage.names[-1]:
        yield SPEAKERS[passage.names[-1]]
    if letters := LETTERS.get((section, kind)):
        yield f"At most {letters} letters."
    if words := WORDS.get((section, kind)):
        yield f"At most {words} words."
    if "tips" in passage.path and section == "paper":
        yield f"The four steps together: at most {MAX_TIPS} letters."
    if PLACE_TO_WRITE.search(passage.text):
        yield MARKS
    if PLACEHOLDER.search(passage.text):
        yield NAMES


def _kind(passage: Passage) -> str:
    """Return the name of the text in its entry: its last key that is no voice."""
    names = [str(key) for key in passage.path if isinstance(key, str) and key not in VOICES]
    if names[:2] == ["paper", "tips"]:
        return "tips"
    return "label" if names[-2:-1] == ["options"] else names[-1]


def moments(path: KeyPath, data: Any) -> tuple[str, ...]:
    """Return the moments or stages of the wording that a path leads into, if it leads into one."""
    if WORDINGS not in path:
        return ()
    question, wording = path[1], path[3]
    return tuple(data["questions"][question][WORDINGS][wording].get("for", ()))
