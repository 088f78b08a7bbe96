"""The kiosk of the contract tests: a device with a card reader, a reading, and a draft that a card
began."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

from intake.domain.draft import Draft
from intake.domain.kiosk import Kiosk, KioskCredential
from intake.kiosks.begin_draft import (
    BeginAtKiosk,
    IssueChallenge,
    begin_at_kiosk,
    issue_challenge,
)
from intake.kiosks.register import RegisterKiosk, register_kiosk
from kit.security.staff_directory import Staff
from local.doubles.card_reader.reader import Card, CardReader
from tests.unit.intake.world import AGENCY, NEW_DRAFT
from tests.world import World

SECRET: Final = "s" * 43
KEY: Final = ec.derive_private_key(2026, ec.SECP256R1())
"""The same in each run: what is recorded of the routes stays as it is."""
CARD: Final = Card("022090001111", "Phạm Văn Bình", "1990-03-02")
ADDRESS: Final = "Thôn 2, xã Ba Chẽ"


def a_kiosk(world: World) -> Kiosk:
    """A device in the agency's hall."""
    admin = Staff(sub="admin", roles=("admin",), agencies=(AGENCY,))
    command = RegisterKiosk(
        id=world.new_seed(),
        official=admin,
        agency=AGENCY,
        name="Sảnh",
        secret=SECRET,
        reader_key=CardReader(world.now, key=KEY).public_key,
    )
    return register_kiosk(world.intake, command, at=world.now())


def a_reading(world: World, kiosk: Kiosk) -> str:
    """What the reader signed for an open challenge."""
    device = KioskCredential(kiosk=kiosk.id, secret=SECRET)
    command = IssueChallenge(nonce=world.new_seed(), device=device)
    challenge = issue_challenge(world.intake, command, at=world.now())
    return CardReader(world.now, kiosk.id, KEY).read(CARD, challenge.id)


def a_draft(world: World, kiosk: Kiosk) -> Draft:
    """What a card began at the device."""
    command = BeginAtKiosk(
        id=world.new_seed(),
        device=KioskCredential(kiosk=kiosk.id, secret=SECRET),
        assertion=a_reading(world, kiosk),
        content=NEW_DRAFT,
        address=ADDRESS,
    )
    return begin_at_kiosk(world.intake, world.directory, command, at=world.now()).committed()
