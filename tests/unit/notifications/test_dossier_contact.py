"""The contact of a dossier and what a citizen prefers: every field, and who is the owner."""

import pytest

from contracts.intake import AccessChanged, DossierFiled
from contracts.terms import Owner
from contracts.testing.dossier_events import CODE, DRAFT, OWNER, DossierEvents, dossier_filed
from kit.core.events import Envelope
from kit.testing.memory_vault import memory_vault
from notifications.domain.dossier_contact import Preferences, change_owner, contact_of


def filing() -> tuple[Envelope, DossierFiled]:
    filed = dossier_filed()
    return DossierEvents(memory_vault()).publish("intake", filed), filed


def test_the_contact_of_a_dossier_is_that_of_its_filing() -> None:
    message, filed = filing()

    contact = contact_of(message, filed)

    assert (contact.id, contact.dossier, contact.vault) == (CODE, CODE, DRAFT)
    assert (contact.pk, contact.contact) == (f"DOSSIER#{CODE}", filed.contact)
    assert (contact.owner, contact.owner_since) == (OWNER, 1)
    assert (contact.agency, contact.agency_name) == ("H49.61.01", "UBND phường Hồng Gai")
    assert contact.procedure == "Đăng ký thành lập hộ kinh doanh"


@pytest.mark.parametrize(("sequence", "owner"), [(1, None), (2, "sub-binh"), (0, None)])
def test_only_a_newer_event_changes_the_owner(sequence: int, owner: str | None) -> None:
    message, filed = filing()
    changed = AccessChanged(owner=Owner(sub="sub-binh"), representatives=())

    contact = change_owner(contact_of(message, filed), message.evolve(sequence=sequence), changed)

    assert (contact and (contact.owner, contact.owner_since)) == (owner and (owner, sequence))


def test_who_chose_nothing_gets_mails_in_the_language_of_the_dossier() -> None:
    preferences = Preferences(id="sub-an")

    assert (preferences.mail, preferences.language, preferences.accents) == (True, None, False)
    assert preferences.pk == "PREFERENCES#sub-an"
