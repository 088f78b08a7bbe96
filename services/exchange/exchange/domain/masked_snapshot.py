"""The snapshot of a dossier as officials see it: what is personal is masked."""

from typing import Final

from exchange.domain.facts import Fact, Facts
from exchange.domain.national_codes import NationalCodes
from exchange.domain.snapshot import snapshot_of
from kit.core.model import JsonDict

MASK: Final = "***"
MASKED: Final = ("ChuHoSo", "SoGiayToChuHoSo", "LoaiDoiTuong", "Email", "SoDienThoai")
"""Fields of which an official sees only that they are personal."""


def masked_snapshot(code: str, facts: Facts, codes: NationalCodes) -> JsonDict:
    """The payload without anything personal; nothing of it was opened."""
    masked = {key: _masked(fact) for key, fact in facts.items()}
    snapshot = snapshot_of(code, masked, codes, _masked_link)
    personal = {"LoaiDinhDanh": MASK, "SoDinhDanh": MASK}
    return snapshot | dict.fromkeys(MASKED, MASK) | {"DinhDanhCHS": personal}


def _masked_link(digest: str) -> str:
    """Whoever has a link has the file."""
    return MASK if digest else ""


def _masked(fact: Fact) -> Fact:
    filed = {"applicant": {"full_name": MASK}, "contact": None}
    return fact.evolve(personal=filed if fact.type == "dossier.filed" else None)
