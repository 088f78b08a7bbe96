"""What is stored of a dossier: its facts, and what follows from them."""

import json
from base64 import b64decode, b64encode
from datetime import timedelta, timezone
from hashlib import sha256
from typing import ClassVar, Final
from zlib import compress, decompress

from pydantic import TypeAdapter

from kit.core.ids import stamp
from kit.core.model import Model
from kit.persistence.items import STATE, Item, Mark
from status.domain.facts import LOOKUP, Fact, Facts, merged, said_by
from status.domain.public_view import DossierView
from status.domain.standing import Standing
from status.projection.render import render

VIETNAM: Final = timezone(timedelta(hours=7))
FACTS: Final = TypeAdapter(dict[str, Fact])


class Record(Model):
    """A dossier's facts at a version of its item; everything else is a pure function of the facts."""

    KIND: ClassVar[str] = "DOSSIER"

    code: str
    facts: dict[str, Fact]
    version: int = 0

    @property
    def pk(self) -> str:
        """The partition of the dossier's items."""
        return f"{self.KIND}#{self.code}"

    def with_facts(self, more: list[Fact]) -> "Record":
        """The record with these facts too."""
        return self.evolve(facts=merged(self.facts, more))

    def item(self) -> Item:
        """The item of the next version: the facts, packed, and the rendered view in attributes of its own.

        Facts are written with every event and read with the next one only: packed they cost half the write units.
        """
        doc = json.dumps(b64encode(compress(FACTS.dump_json(self.facts))).decode())
        return Item(self.pk, STATE, doc, self.version + 1, self._marks())

    def standing(self) -> Standing | None:
        """Where the dossier stands; None before its filing was heard."""
        view = render(self.code, self.facts)
        return _standing(view, self.facts) if view else None

    def _marks(self) -> dict[str, Mark]:
        view = render(self.code, self.facts)
        lookup = _lookup(self.facts)
        if view is None or lookup is None:
            return {}
        body = view.model_dump_json()
        return {"body": body, "etag": sha256(body.encode()).hexdigest()[:32], "lookup": lookup}


def record(code: str, item: Item | None) -> Record:
    """The record in a stored item, or an empty one."""
    if item is None:
        return Record(code=code, facts={})
    return Record(code=code, facts=FACTS.validate_json(unpacked(item.doc)), version=item.version)


def unpacked(doc: str) -> bytes:
    """The facts as JSON behind an item's text."""
    return decompress(b64decode(json.loads(doc)))


def _lookup(facts: Facts) -> str | None:
    keys = [fact.data["lookup"] for fact in said_by(facts, *LOOKUP) if "lookup" in fact.data]
    return str(keys[-1]) if keys else None


def _standing(view: DossierView, facts: Facts) -> Standing:
    owners = said_by(facts, "dossier.filed", "dossier.access_changed")
    return Standing(
        code=view.code,
        procedure=view.procedure.code,
        name=view.procedure.name,
        filed_at=stamp(view.filed_at),
        month=f"{view.filed_at.astimezone(VIETNAM):%Y-%m}",
        owner=owners[-1].data["owner"]["sub"],
        status=view.status.code,
    )
