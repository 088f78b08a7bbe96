"""Whose data keys the webhooks of payments open: its role opens no dossier's."""

from kit.core.model import Cipher
from kit.persistence.vault import Vault
from kit.testing.memory_table import memory_table
from kit.testing.memory_vault import MemoryKeys
from payments.repositories.provider_records import bank_vault
from tests.unit.payments.world import World


class WatchedVault(Vault):
    """Writes down which ids are opened for."""

    def __init__(self) -> None:
        super().__init__(memory_table(), MemoryKeys())
        self.opened: set[str] = set()

    def create(self, vault: str) -> Cipher:
        self.opened.add(vault)
        return super().create(vault)

    def cipher(self, vault: str) -> Cipher:
        self.opened.add(vault)
        return super().cipher(vault)


def paying(method: str) -> tuple[World, WatchedVault]:
    """A world in which money is on its way, and its vault, not opened yet."""
    vault = WatchedVault()
    world = World(vault=vault)
    world.file()
    if method == "transfer":
        world.transfer(world.start(method="transfer"))
    else:
        world.stripe.account.pay(world.start().session or "")
    vault.opened.clear()
    return world, vault


def test_the_banks_callback_opens_the_key_of_its_month_only() -> None:
    world, vault = paying("transfer")
    for _ in range(2):  # the same line again is compared with the stored one
        world.bank_callback(*world.lines)
    assert vault.opened == {bank_vault(world.now)}


def test_stripes_webhook_opens_no_key() -> None:
    world, vault = paying("card")
    while world.held:
        world.webhook(world.held.popleft())
    assert vault.opened == set()
