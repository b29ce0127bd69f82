"""questions.yaml: its models, the loader and the checks.

The models are exported here. The loader is `app.content.load`: whoever imports a model does not import a
file system.
"""

from app.content.form import Field, Option, Person, Step
from app.content.issues import CatalogueError, Issue, LocatedIssue
from app.content.models import ALSO_ASK, CORE_TOPIC, FIRST_OF_ALL, OWN_TOPIC, STILL_OPEN, Catalogue
from app.content.questions import Question, Source, Word, Wording
from app.content.types import Clause, Rule
from app.content.voices import Voice

__all__ = [
    "ALSO_ASK",
    "CORE_TOPIC",
    "FIRST_OF_ALL",
    "OWN_TOPIC",
    "STILL_OPEN",
    "Catalogue",
    "CatalogueError",
    "Clause",
    "Field",
    "Issue",
    "LocatedIssue",
    "Option",
    "Person",
    "Question",
    "Rule",
    "Source",
    "Step",
    "Voice",
    "Word",
    "Wording",
]
