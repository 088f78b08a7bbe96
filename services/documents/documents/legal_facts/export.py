"""The chain of a dossier as a file that anybody can verify offline."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import rfc8785

from documents.domain.dossier import Dossier
from documents.domain.legal_fact import FORMAT, StoredFact
from documents.domain.public_key import PublicKey
from documents.repository import DocumentsRepository
from kit.core.errors import Conflicting
from kit.core.model import Model, SealedValue

MEDIA_TYPE: Final = "application/json"
RESULT_CONTENTS: Final = frozenset({"contents", "content"})
"""Fields with the content of a result, which waits for its fee as the result does."""
OF_OFFICIALS: Final = frozenset({"by", "signer", "proposed_by", "official", "capacity"})
"""Fields that hold the subjects of officials."""
OF_THE_AUTHORITY: Final = frozenset({("case.answered", "answer")})
"""By act and field: what agencies say among themselves."""


class FactsUnsigned(Conflicting):
    """Nothing was sealed for the dossier yet, so that no signature covers its facts."""

    code = "facts_unsigned"
    vi = "Hồ sơ chưa có văn bản nào được ký số nên chưa có chuỗi sự kiện đã ký."
    en = "No document of this dossier is signed yet, so there is no signed chain of its facts."


class ChainExport(Model):
    """The file, and how many facts are in it; `pending` follow with the next signature."""

    content: bytes
    facts: int
    pending: int


def export_chain(
    documents: DocumentsRepository,
    dossier: Dossier,
    *,
    with_values: bool = False,
    for_owner: bool = False,
) -> ChainExport:
    """The facts up to the last signature, with their values where they are asked for and their key
    is there. `for_owner`: without those that the owner may not see, or not yet; every record and
    commitment stays. Raises FactsUnsigned.
    """
    stored = documents.facts_of(dossier.id)
    signed = _signed(stored)
    if not signed:
        raise FactsUnsigned
    if with_values:
        signed = [documents.opened_fact(each, dossier.vault) for each in signed]
    if for_owner:
        signed = [_visible_to_owner(each, owes_fee=dossier.owes_fee) for each in signed]
    content = chain_content(dossier.id, signed, documents.public_keys())
    return ChainExport(content=content, facts=len(signed), pending=len(stored) - len(signed))


def chain_content(code: str, signed: Sequence[StoredFact], keys: Iterable[PublicKey]) -> bytes:
    """Canonical JSON (RFC 8785); values that are sealed are left out."""
    used = {each.head.key for each in signed if each.head}
    values = {str(each.fact.position): each for each in signed}
    opened = {place: _values(each) for place, each in values.items() if _values(each)}
    root: dict[str, Any] = {
        "format": FORMAT,
        "dossier": code,
        "facts": [each.fact.model_dump() for each in signed],
        "heads": [_head(each) for each in signed if each.head],
        "keys": [key.model_dump() for key in keys if key.key in used],
    }
    return rfc8785.dumps(root | ({"values": opened} if opened else {}))


def _signed(stored: Sequence[StoredFact]) -> list[StoredFact]:
    last = max((each.fact.position for each in stored if each.head), default=0)
    return [each for each in stored if each.fact.position <= last]


def _head(stored: StoredFact) -> dict[str, Any]:
    head = stored.head.model_dump() if stored.head else {}
    return {"position": stored.fact.position, "digest": stored.fact.digest, **head}


def _visible_to_owner(stored: StoredFact, *, owes_fee: bool) -> StoredFact:
    openings: object = stored.openings
    if stored.openings is None or isinstance(openings, SealedValue):
        return stored
    withheld = OF_OFFICIALS | (RESULT_CONTENTS if owes_fee else frozenset())
    visible = {
        name: opening
        for name, opening in stored.openings.items()
        if name not in withheld and (stored.fact.act, name) not in OF_THE_AUTHORITY
    }
    return stored.evolve(openings=visible)


def _values(stored: StoredFact) -> dict[str, Any]:
    openings: object = stored.openings
    if stored.openings is None or isinstance(openings, SealedValue):
        return {}
    return {name: opening.model_dump() for name, opening in stored.openings.items()}
