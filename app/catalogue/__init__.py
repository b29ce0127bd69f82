"""What an editor may change: the models of questions.yaml, the loader and its checks."""

from app.catalogue.faults import CatalogueError, Fault
from app.catalogue.form import Field, Person, Step
from app.catalogue.kinds import Clause, When
from app.catalogue.load import Read, load, load_with_places
from app.catalogue.models import Catalogue
from app.catalogue.question import Question, Source, Word
from app.catalogue.references import unknown
from app.catalogue.theme import logo_of

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
