"""The erasure of a dossier through all services: nothing opens, nothing of others is gone."""

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import pytest

from documents.legal_facts.verification import verify_chain
from intake.api.personal_data.schemas import PersonalDataView, SubjectRequestView
from intake.api.personal_data.table import personal_data_csv
from intake.domain.dossier import Dossier
from intake.domain.retention import RetentionRunning, retention_end
from intake.domain.subject_request import SubjectRequest
from intake.personal_data.decide import DecideSubjectRequest, decide_subject_request
from intake.personal_data.export import export_personal_data, places
from intake.personal_data.request import RequestOfSubject, request_of_subject
from kit.core.errors import NotFound
from kit.core.model import SEALED_PREFIX
from kit.persistence.items import Item
from kit.persistence.vault import Unreadable, Vault
from kit.testing.clock import NOW
from law.holidays import vietnam
from status.figures.publish import published_month
from status.projection.rebuild import rebuild
from tests.unit.intake.world import AN
from tests.world import OWNER, SERVICES, World

WORDS: Final = (AN.full_name, "022190001234", "+84912345678", AN.email)
TOKEN: Final = re.compile(rf"{SEALED_PREFIX}([A-Za-z0-9_=-]+)")
ACCOUNT: Final = "SUBJECT#https://issuer.example an"
Tables = dict[str, dict[tuple[str, str], Item]]


class ErasedWorld(World):
    """An's dossier and an equal one, of which the first is erased after its retention."""

    def __init__(self) -> None:
        super().__init__()
        self.other = self.live()
        self.code = self.live()
        self.status.fold()

    def dossier(self, code: str) -> Dossier:
        dossier = self.intake.sealed_dossier(code)
        assert dossier is not None
        return dossier

    def request_erasure(self, dossier: str | None) -> SubjectRequest:
        command = RequestOfSubject(
            id=self.new_seed(), owner=OWNER, kind="erase", dossier=dossier, account=ACCOUNT
        )
        return request_of_subject(self.intake, vietnam(), command, at=self.now())

    def end_retention(self, code: str) -> None:
        end = retention_end(self.dossier(code))
        assert end is not None
        self.clock = max(self.clock, end)

    def erase(self) -> SubjectRequest:
        """The retention ends, An asks, the head of the province grants it."""
        self.end_retention(self.code)
        return self.grant(self.request_erasure(self.code))

    def grant(self, request: SubjectRequest) -> SubjectRequest:
        command = DecideSubjectRequest(request=request.id, granted=True, by="head", role="head")
        decide_subject_request(self.intake, lambda: self.people.mandates, command, at=self.now())
        self.settle()
        return self.intake.readable_subject_request(request.id)

    def month(self) -> dict[int, int]:
        """The figures of the month as they are published now."""
        return published_month(f"{NOW:%Y-%m}", self.objects).figures.by_code

    def copies(self) -> Tables:
        """What a backup of every table restores; items never change."""
        return {name: dict(self.transports[name].items) for name in SERVICES}

    def case_items(self, code: str) -> set[str]:
        """What leads from an applicant to the case: the name, and the keys of the search."""
        names = (sk for pk, sk in self.transports["casework"].items if pk == f"CASE#{code}")
        return {name for name in names if name.startswith(("APPLICANT", "SEARCH#"))}

    def files(self, code: str) -> dict[str, bytes]:
        """Every object of a dossier in both buckets."""
        vault = self.dossier(code).vault
        stored = {**self.bucket.stored, **self.file_store.files}
        return {key: stored[key] for key in stored if f"/{vault}/" in key}


def tokens(tables: Tables) -> list[str]:
    """Every sealed value, under whichever key."""
    return [t for items in tables.values() for i in items.values() for t in TOKEN.findall(i.doc)]


def opened(vault: Vault, id: str | None, sealed: Iterable[str]) -> int:
    """How many of them whoever has the vault can open with the key of an id."""
    return sum(1 for token in sealed if opens(vault, str(id), token))


def opens(vault: Vault, id: str, token: str) -> bool:
    try:
        vault.cipher(id).open(token)
    except Unreadable:
        return False
    return True


@pytest.fixture(scope="module")
def world() -> ErasedWorld:
    return ErasedWorld()


def test_a_dossier_is_not_erased_before_its_retention_ends(world: ErasedWorld) -> None:
    end = retention_end(world.dossier(world.code))
    assert end is not None
    world.clock = end - timedelta(seconds=1)
    with pytest.raises(RetentionRunning):
        world.request_erasure(world.code)


def test_the_export_names_every_place_and_opens_in_a_spreadsheet(world: ErasedWorld) -> None:
    data = export_personal_data(world.intake, OWNER, after=None, limit=20)
    view = PersonalDataView.of(data, None)
    table = list(csv.reader(io.StringIO(personal_data_csv(view).removeprefix("\ufeff"))))

    assert all(len(row) == 4 for row in table)
    assert {word for word in WORDS if any(word in cell for row in table for cell in row)} >= {
        AN.full_name,
        "022190001234",
    }
    named = {(place.service, kind) for place in places() for kind in place.items}
    lying = {
        (name, item.pk.partition("#")[0])
        for name in SERVICES
        for item in world.transports[name].items.values()
        if SEALED_PREFIX in item.doc
    }
    everywhere = {kind for service, kind in named if service == "all"}
    assert {(name, kind) for name, kind in lying if kind not in everywhere} <= named
    assert len(view.places) == len(places())


@dataclass(frozen=True)
class Before:
    """What stood before the erasure."""

    tables: Tables
    archived: list[str]
    figures: dict[int, int]
    neighbour: dict[str, bytes]
    equal: int


@pytest.fixture(scope="module")
def erased() -> tuple[ErasedWorld, Before, SubjectRequest]:
    world = ErasedWorld()
    archived = TOKEN.findall("".join(e.model_dump_json() for e in world.archive.events))
    own, neighbour = world.files(world.code), world.files(world.other)
    equal = len(set(own.values()) & set(neighbour.values()))
    before = Before(world.copies(), archived, world.month(), neighbour, equal)
    vault = world.dossier(world.code).vault
    counted = [opened(world.vault, vault, each) for each in (tokens(before.tables), archived)]
    assert min(counted) > 5
    assert len(own) > 3
    assert equal
    return world, before, world.erase()


Erased = tuple[ErasedWorld, Before, SubjectRequest]


def test_an_erased_dossier_opens_nowhere_and_its_neighbour_does(erased: Erased) -> None:
    world, before, _ = erased
    mine, other = world.dossier(world.code).vault, world.dossier(world.other).vault

    for sealed in (tokens(world.copies()), tokens(before.tables), before.archived):
        assert opened(world.vault, mine, sealed) == 0
        assert opened(world.vault, other, sealed) > 5
    everything = [i for items in world.copies().values() for i in items.values()]
    plain = json.dumps([(i.doc, dict(i.index_attributes)) for i in everything], ensure_ascii=False)
    assert not [word for word in WORDS if word in plain]
    with pytest.raises(NotFound):
        world.intake.filed_dossier(world.code)


def test_its_files_are_gone_and_equal_ones_of_others_are_there(erased: Erased) -> None:
    world, before, _ = erased
    assert world.files(world.code) == {}
    assert world.files(world.other) == before.neighbour
    assert world.case_items(world.code) == set()


def test_the_answer_says_how_long_backups_last(erased: Erased) -> None:
    world, _, request = erased
    view = SubjectRequestView.of(request)
    assert request.state == "done"
    assert view.backups_until is not None
    assert view.done_at is not None
    assert view.backups_until - view.done_at == timedelta(days=35)
    assert not any(world.dead.values())


def test_chains_verify_and_figures_are_rebuilt_after_an_erasure(erased: Erased) -> None:
    world, before, _ = erased
    for code in (world.code, world.other):
        facts = world.documents.repository.facts_of(code)
        signed = [each.fact for each in facts if each.head][-1]
        chain = verify_chain(world.documents.repository, code, signed.position, signed.digest)
        assert chain is not None
        assert (chain.is_ended, chain.findings) == (True, ())
    assert sum(before.figures.values()) == 2
    world.status.fold()
    assert world.month() == before.figures
    world.objects.stored.clear()
    world.status.fold()
    assert world.month() == before.figures
    rebuilt = World(keys=world.keys)
    rebuild(rebuilt.status.projection, world.archive.events, NOW)
    rebuilt.archive.events += world.archive.events
    rebuilt.status.fold()
    month = published_month(f"{NOW:%Y-%m}", rebuilt.objects)
    assert month.figures.by_code == before.figures
