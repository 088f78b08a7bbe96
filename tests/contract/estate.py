"""Six deployed-like apps over a world that has lived: dossiers in every stage, people of every role, and a way back.

The apps are the product's own; they get the world's stores and clock, and verify real RS256 tokens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import pytest

from casework import actions as desk
from casework import doors as casework_doors
from infra.apps import app_module
from infra.places import SERVICES
from intake import actions as filing
from intake import checking
from intake.draft import NewDraft
from kit import ids, runtime
from kit.aggregates import Aggregates
from kit.cursor import Cursors
from kit.directory import Agency, Directory, Staff
from kit.edge import Edge
from kit.identity import Verifier
from kit.once import Once
from local.stripe_double.in_process import API_KEY
from notifications.store import Store as NotificationsStore
from payments import functions as payments_functions
from payments.settings import PaymentsSettings, StripeAccount
from status.lookup import Lookups
from status.shelf import Shown
from status.store import Store as StatusStore
from tests.contract.authorisation import STAFF_ROLES
from tests.fakes import MemoryTransport, memory_table
from tests.unit.intake.builders import AGENCY, CODE, PDF, a_new_paper
from tests.unit.kit.tokens import CITIZENS, OFFICIALS, Issuers, token
from tests.world import CITIZEN, SECRET, World

AGENCIES = {"agency": AGENCY, "above": "H49.61", "below": f"{AGENCY}.05", "foreign": "H49.62"}
"""Where staff of each relation work; the objects are of AGENCY."""
KNOWN_OFFICIAL = Staff(sub="known", roles=("officer",), agencies=(AGENCY,), name="Trần Văn Bình")
FAR = 9_999_999_999


class WorldShelf:
    """Status' views as the world's table holds them."""

    def __init__(self, transport: MemoryTransport) -> None:
        self._transport = transport
        self.counts: dict[str, int] = {}

    def view(self, code: str) -> Shown | None:
        found = self._transport.items.get((f"DOSSIER#{code}", "STATE"))
        if found is None or "body" not in found.marks:
            return None
        return Shown(str(found.marks["body"]), str(found.marks["etag"]), str(found.marks["lookup"]), 0)

    def tries(self, tries: str) -> int:
        return self.counts.get(tries, 0)

    def count(self, tries: str, expires: int) -> int:
        self.counts[tries] = self.tries(tries) + 1
        return self.counts[tries]

    def watch(self, code: str, until: int) -> None:
        """Nobody is watched here: each request begins anew."""


@dataclass
class Estate:
    """The world and the ids of what is in it."""

    world: World = field(default_factory=World)
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shelf = WorldShelf(self.world.transports["status"])
        self._people_table = MemoryTransport()
        self.world.directory = Directory(memory_table(self._people_table), self.world.now)
        self.world._open()
        self._people()
        self._dossiers()
        self._draft()
        transports = [*self.world.transports.values(), self._people_table]
        self._kept = [(t, dict(t.items), list(t.inserted)) for t in transports]
        self._began = self.world.clock

    def restore(self) -> None:
        """Everything is again as it was."""
        for transport, items, inserted in self._kept:
            transport.items, transport.inserted = dict(items), list(inserted)
            transport.tokens.clear()
        for remembered in (self.world.directory._staff, self.world.directory._agencies):
            remembered._found.clear()
        self.shelf.counts.clear()
        self.world.clock = self._began

    def _people(self) -> None:
        directory = self.world.directory
        for code in ("H49", *AGENCIES.values()):
            directory.put_agency(Agency(code=code, name=f"Cơ quan {code}", valid_from="2025-07-01"))
        for role in STAFF_ROLES:
            for relation, agency in AGENCIES.items():
                sub = f"{role}-{relation}"
                directory.put_staff(Staff(sub=sub, roles=(role,), agencies=(agency,), desks=("motcua-01",), name=sub))
        directory.put_staff(KNOWN_OFFICIAL)

    def _dossiers(self) -> None:
        world, known = self.world, self.ids
        known["returned"] = world.live()
        fee = world.payments.fees_of(world.payments.dossier(known["returned"]))[0]
        known["settled_fee"], known["payment"] = fee.id, str(fee.payment)
        sealed = world.documents.documents_of(known["returned"])[-1]
        assert sealed.seal is not None
        known["document"], known["sha256"] = sealed.id, sealed.seal.sha256
        dossier = world.intake.dossier(known["returned"])
        assert dossier is not None
        known["lookup_key"] = dossier.lookup_key
        known["due"] = self._filed()
        known["fee"] = world.payments.fees_of(world.payments.dossier(known["due"]))[0].id
        world.pay = "none"
        known["received"] = self._filed()
        known["accepted"] = self._taken_to("accepted")
        known["in_work"] = self._taken_to("in_work")
        known["completed"] = self._taken_to("completed")

    def _filed(self) -> str:
        code = self.world.file()
        self.world.settle()
        return code

    def _taken_to(self, state: str) -> str:
        world, code = self.world, self._filed()
        world.act(lambda call: desk.accept(world.casework, code, call))
        if state != "accepted":
            world.act(lambda call: desk.assign(world.casework, code, call, step="Thẩm định", desk="chuyen-mon-01"))
        if state == "completed":
            world.act(lambda call: desk.decide(world.casework, code, call, results=()))
        world.settle()
        return code

    def _draft(self) -> None:
        world = self.world
        new = NewDraft(procedure=CODE, agency=AGENCY)
        draft = filing.begin_draft(world.intake, new, world.call(world.new_seed()))
        paper = checking.attach(world.intake, draft.id, a_new_paper(PDF), world.call(world.new_seed()))
        checking.check(world.intake, world.bucket.post(paper.upload_key, PDF), at=world.now())
        self.ids |= {"draft": draft.id, "paper": paper.id, "procedure": CODE, "agency": AGENCY, "official": "known"}


@cache
def _estate() -> Estate:
    return Estate()


@contextmanager
def opened() -> Iterator[Estate]:
    """The estate with its apps' doors open; everything is put back afterwards."""
    estate = _estate()
    with pytest.MonkeyPatch.context() as patch:
        _open(estate, patch)
        try:
            yield estate
        finally:
            estate.restore()


def _open(estate: Estate, patch: pytest.MonkeyPatch) -> None:
    world, verifier = estate.world, Verifier((CITIZENS, OFFICIALS), Issuers())
    patch.setattr(ids, "now", world.now)
    patch.setattr(runtime, "cursors", lambda: Cursors("of the tests"))
    for service in SERVICES:
        edge = Edge()
        once = Once(world.tables[service], world.vault, service)
        vars(edge).update(verifier=verifier, directory=world.directory, once=once, origins=frozenset())
        patch.setattr(app_module(service).api, "edge", edge)
    for service in ("intake", "documents", "payments", "notifications", "status"):
        patch.setattr(app_module(service), "store", partial(_store, world, service))
    patch.setattr(casework_doors, "store", lambda: world.casework)
    patch.setattr(payments_functions, "store", lambda: world.payments)
    lookups = Lookups(estate.shelf, lambda: "secret")
    patch.setattr(app_module("status"), "lookups", lambda: lookups)
    _settle_payments(patch)


def _store(world: World, service: str) -> Any:
    table = world.tables[service]
    if service == "notifications":
        return NotificationsStore(Aggregates(table, service, world.vault), world.directory)
    return StatusStore(table) if service == "status" else getattr(world, service)


def _settle_payments(patch: pytest.MonkeyPatch) -> None:
    told = PaymentsSettings(
        service="payments",
        table="t",
        vault_table="v",
        directory_table="d",
        vault_key="k",
        queue_prefix="q",
        return_origins="http://localhost",
    )
    account = StripeAccount(api_key=API_KEY, webhook_secrets=(SECRET,))
    patch.setattr(app_module("payments"), "settings", lambda: told)
    patch.setattr(app_module("payments"), "stripe_account", lambda: account)


@cache
def authorization(role: str, relation: str) -> dict[str, str]:
    """The Authorization header of somebody of this role who stands in this relation to the object."""
    if role == "nobody":
        return {}
    if role == "bad token":
        return _bearer(token("k2", "k1", sub=CITIZEN.sub, exp=FAR))
    if role == "citizen":
        return _bearer(token(sub="binh" if relation == "another" else CITIZEN.sub, exp=FAR))
    where = relation if relation in AGENCIES else "agency"
    sub = "unlisted" if role == "unlisted staff" else f"{role}-{where}"
    return _bearer(token("k2", iss=OFFICIALS.issuer, client_id="desk", sub=sub, exp=FAR))


def _bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}
