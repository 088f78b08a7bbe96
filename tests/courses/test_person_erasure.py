"""The erasure of a whole person through all services: nothing of theirs opens, others stay."""

from datetime import timedelta
from typing import Final

import pytest

from intake.api.personal_data.schemas import OpenedRequestView, SubjectRequestView
from intake.domain.consent import ConsentTerms
from intake.domain.subject_request import SubjectRequest
from intake.domain.written_mandate import MandateTerms, StatedRepresentative
from intake.mandates.give import GiveMandate, give
from intake.personal_data.preview_erasure import preview_erasure
from intake.profile.update import UpdateProfile, update_profile
from intake.warehouse.consents import Consents, GiveConsent
from kit.persistence.items import STATE, Item, Put
from kit.security.people import PersonLink
from notifications.domain.dossier_contact import Preferences
from notifications.repository import NotificationsRepository
from tests.courses.test_erasure import ACCOUNT, TOKEN, WORDS, ErasedWorld, opened, tokens
from tests.unit.intake.world import AGENCY, AN, CODE
from tests.world import OWNER, SERVICES

NEIGHBOUR: Final = PersonLink(person="binh")


class PersonWorld(ErasedWorld):
    """An with two old dossiers, a draft, mandates and a profile; Bình with a profile."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = self.create_draft()
        attachment = self.announce(self.draft)
        upload = self.bucket.upload(attachment.upload_key, b"%PDF-1.7 of the draft")
        self.checker.check(upload, at=self.now())
        profile = AN.evolve(full_name="Phạm Văn Bình", phone="0987654321")
        update_profile(self.intake, UpdateProfile(owner=NEIGHBOUR, profile=profile), at=self.now())
        for giver, name in ((OWNER, "Trần Văn Minh"), (NEIGHBOUR, AN.full_name)):
            self.give_mandate(giver, name)
        self.give_consent()
        link = PersonLink(person="an").model_dump_json()
        self.people._table.write([Put(Item(ACCOUNT, STATE, link, 1))])
        preferences = Preferences(id="an", mail=False)
        table = self.tables["notifications"]
        NotificationsRepository(table, "notifications").save(preferences, self.now())
        self.settle()

    def give_mandate(self, giver: PersonLink, name: str) -> None:
        secret = self.services["intake"].keys.identity()
        named = StatedRepresentative(full_name=name, identity_number="022090002222")
        terms = MandateTerms(scope="act", since="2026-11-23", until="2026-12-31", procedure=CODE)
        command = GiveMandate(id=self.new_seed(), principal=giver, named=named, terms=terms)
        mandate = give(self.intake, secret, command, at=self.now())
        if giver is NEIGHBOUR:  # An claims it
            stored = self.intake.mandate(mandate.id)
            assert stored is not None
            taken = stored.evolve(representative="an")
            change = self.intake.claimed_mandate(taken, mandate.fingerprint)
            self.intake.commit([change], at=self.now())

    def give_consent(self) -> None:
        """An shares a result with the agency."""
        results = self.documents.repository.documents_of(self.code)
        terms = ConsentTerms(
            dossier=self.code,
            document=next(each.id for each in results if each.kind == "result"),
            since="2026-11-23",
            until="2026-12-31",
            purpose=f"Vay vốn cho {AN.full_name}",
        )
        command = GiveConsent(id=self.new_seed(), owner=OWNER, terms=terms, agency=AGENCY)
        secret = self.services["intake"].keys.identity
        Consents(self.intake, self.directory, secret).give(command, at=self.now())

    def erase_person(self) -> SubjectRequest:
        return self.grant(self.request_erasure(None))

    def plain(self) -> str:
        """Everything that lies open in the tables."""
        return "".join(
            f"{item.doc} {item.index_attributes}"
            for tables in self.copies().values()
            for item in tables.values()
        )

    def own_items(self) -> set[str]:
        """What lies under An's own id."""
        kinds = ("PERSON", "PREFERENCES", "LIST", "DRAFTS-OF", "GRANTED", "RECEIVED", "CONSENTS-OF")
        return {
            item.pk
            for name in SERVICES
            for item in self.transports[name].items.values()
            if item.pk in {f"{kind}#an" for kind in kinds}
        }


Erased = tuple[PersonWorld, SubjectRequest, dict[str, dict[tuple[str, str], Item]]]


@pytest.fixture(scope="module")
def erased() -> Erased:
    world = PersonWorld()
    assert len(world.own_items()) >= 5
    for code in (world.code, world.other):
        world.end_retention(code)
    before = world.copies()
    return world, world.erase_person(), before


def test_nothing_of_an_erased_person_opens_in_tables_copies_events_or_files(
    erased: Erased,
) -> None:
    world, request, before = erased
    vaults = {world.dossier(code).vault for code in (world.code, world.other)}
    vaults |= {world.draft.vault, "person-an"}
    archived = [token for event in world.archive.events for token in tokens_of(event)]

    assert (request.state, request.erasure and request.erasure.erased) == ("done", 2)
    for vault in vaults:
        for sealed in (tokens(world.copies()), tokens(before), archived):
            assert opened(world.vault, vault, sealed) == 0, vault
    assert [word for word in WORDS if word in world.plain()] == []
    assert world.own_items() == set()
    assert [key for key in world.bucket.stored if f"/{world.draft.id}/" in key] == []
    assert world.files(world.code) == world.files(world.other) == {}
    assert world.people._table.get(ACCOUNT) is None
    assert not any(world.dead.values())


def test_others_keep_their_data_beside_an_erased_person(erased: Erased) -> None:
    world, _, _ = erased
    neighbour = world.intake.person("binh")
    assert neighbour is not None
    assert neighbour.profile.full_name == "Phạm Văn Bình"
    assert world.intake.mandates_of(("binh",)) == []  # An's name stood in it


def test_the_answer_to_an_erased_person_says_how_long_backups_last(erased: Erased) -> None:
    _, request, _ = erased
    view = SubjectRequestView.of(request)
    assert view.backups_until is not None
    assert view.done_at is not None
    assert view.backups_until - view.done_at == timedelta(days=35)
    assert OpenedRequestView.of(request).statement is None


def test_a_dossier_that_must_be_stored_stays_and_the_answer_names_its_day() -> None:
    world = PersonWorld()
    world.end_retention(world.code)
    old = {world.code, world.other}
    late = world.live()
    world.settle()

    page, _ = preview_erasure(world.intake, ("an",), after=None, limit=50, at=world.now())
    request = world.erase_person()

    assert {each.code: each.may_be_erased for each in page} == {
        **dict.fromkeys(old, True),
        late: False,
    }
    assert request.erasure is not None
    assert (request.erasure.erased, request.erasure.stored) == (2, 1)
    (retained,) = request.erasure.retained
    day = next(each.until for each in page if each.code == late)
    assert (retained.code, retained.until) == (late, day)
    assert day is not None
    assert day > f"{world.now():%Y-%m-%d}"
    dossier = world.intake.filed_dossier(late)
    assert world.intake.declaration_of(dossier).applicant.full_name == AN.full_name
    assert world.people._table.get(ACCOUNT) is not None  # who owns it has to find it


def tokens_of(event: object) -> list[str]:
    return TOKEN.findall(str(getattr(event, "data", "")))
