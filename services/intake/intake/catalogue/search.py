"""The search for procedures, without regard to accents and capitals."""

import unicodedata
from datetime import datetime
from functools import lru_cache

from pydantic import Field

from intake.domain.procedure import ProcedureSummary
from intake.repository import IntakeRepository
from kit.core.model import Model


class SearchCatalogue(Model):
    """Every word of `text` is in the code or the name; `field` exactly; codes after `after`."""

    text: str = ""
    field: str | None = None
    after: str = ""
    limit: int = Field(default=20, ge=1)


def search_catalogue(
    intake: IntakeRepository, query: SearchCatalogue, *, at: datetime
) -> tuple[list[ProcedureSummary], str | None]:
    """A page in the order of the codes, and the code after which the rest begins."""
    words = without_accents(query.text).split()
    matches = [
        summary
        for summary in intake.procedures_in_force(at)
        if summary.code > query.after and _matches(summary, words, query.field)
    ]
    page = matches[: query.limit]
    return page, page[-1].code if len(matches) > len(page) else None


def without_accents(text: str) -> str:
    """ "Đăng ký" is "dang ky"."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def _searched_text(code: str, name: str) -> str:
    return without_accents(f"{code} {name}")


def _matches(summary: ProcedureSummary, words: list[str], field: str | None) -> bool:
    text = _searched_text(summary.code, summary.name)
    return field in (None, summary.field) and all(word in text for word in words)
