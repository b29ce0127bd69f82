"""What an editor may change: the models of questions.yaml, the loader and its checks."""

from app.content.checks.references import unknown
from app.content.form import Field, Person, Step
from app.content.issues import CatalogueError, Fault
from app.content.load import Read, load, load_with_places
from app.content.models import Catalogue
from app.content.questions import Question, Source, Word
from app.content.theme import logo_of
from app.content.types import Clause, When

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Clause",
    "Fault",
    "Field",
    "Person",
    "Question",
    "Read",
    "Source",
    "Step",
    "When",
    "Word",
    "load",
    "load_with_places",
    "logo_of",
    "unknown",
]
