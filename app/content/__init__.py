"""questions.yaml: its models, the loader and the checks.

The models are exported here. The loader is `app.content.load`: whoever imports a model does not import a
file system.
"""

from app.content.form import Field, Person, Step
from app.content.issues import CatalogueError, Issue, LocatedIssue
from app.content.models import CORE_TOPIC, OWN_TOPIC, Catalogue
from app.content.questions import Question, Source, Word
from app.content.types import Clause, Rule

__all__ = [
    "CORE_TOPIC",
    "OWN_TOPIC",
    "Catalogue",
    "CatalogueError",
    "Clause",
    "Field",
    "Issue",
    "LocatedIssue",
    "Person",
    "Question",
    "Rule",
    "Source",
    "Step",
    "Word",
]
