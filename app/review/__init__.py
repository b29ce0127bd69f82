"""The review pack: everything that a patient could ever see, as one value that paper and table draw."""

from app.review.models import Edition, Pack
from app.review.pack import build
from app.review.table import rows

__all__ = ["Edition", "Pack", "build", "rows"]
