"""The review pack: everything that a patient could ever see, as one value that PDF and spreadsheet draw."""

from app.review.models import CatalogueVersion, Pack
from app.review.pack import build_pack
from app.review.side_by_side import side_by_side
from app.review.table import rows

__all__ = ["CatalogueVersion", "Pack", "build_pack", "rows", "side_by_side"]
