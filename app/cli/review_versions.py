"""Which version of a catalogue, in which language, a review pack is made of."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from app.cli.files import no_such_language, open_catalogue
from app.cli.interface_texts import are_for_clinicians
from app.content import yaml_file
from app.content.translation.folder import FOLDER, content_file, messages_file
from app.content.translation.load import Files
from app.review import CatalogueVersion, Pack, side_by_side

if TYPE_CHECKING:
    from pathlib import Path

    from app.content.load import LoadedCatalogue
    from app.review.pairs import PairGroup

DIGEST_LENGTH = 16  # hexadecimal digits: enough to tell two versions apart, and to read out
DIGEST_LENGTH_OF_EACH = 8  # of the three files of a translation


def pairs_of(loaded: LoadedCatalogue, language: str, pack: Pack) -> tuple[PairGroup, ...]:
    files = Files(loaded.file.path, yaml_file.plain(loaded.file.tree), language)
    messages = (entry for entry in files.messages.entries if not are_for_clinicians(entry))
    return side_by_side(pack, files.entries, messages)


def version_of(loaded: LoadedCatalogue, language: str | None) -> CatalogueVersion:
    """Return a version with the first digits of the SHA-256 of its file, or of its three files."""
    if language is None:
        return CatalogueVersion(loaded.catalogue, loaded.file.sha256[:DIGEST_LENGTH])
    if language not in loaded.translations:
        raise SystemExit(no_such_language(language, loaded.translations))
    questions = loaded.file.path
    files = (questions, content_file(questions, language), messages_file(questions, language))
    digests = (sha256(file.read_bytes()).hexdigest()[:DIGEST_LENGTH_OF_EACH] for file in files)
    return CatalogueVersion(loaded.translations[language].catalogue, "-".join(digests))


def earlier_version(since: Path, questions: Path, language: str | None) -> CatalogueVersion:
    """Read the version signed last, a translation from the files signed with it, or end the command."""
    if language and since.is_file() and not _has_its_own(since, questions, language):
        raise SystemExit(
            f"{since}: with --language, the version signed last must lie in a folder of its own, beside the "
            f"{FOLDER} that were signed with it."
        )
    return version_of(open_catalogue(since, alone=not language), language)


def _has_its_own(since: Path, questions: Path, language: str) -> bool:
    """Whether a translation lies beside an earlier version, and is not the one of today."""
    then, now = content_file(since, language), content_file(questions, language)
    return then.is_file() and not (now.is_file() and then.samefile(now))
