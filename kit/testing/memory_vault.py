"""A vault in memory: real encryption, keys wrapped by a note of their vault id."""

import os

from kit.persistence.vault import Unreadable, Vault
from kit.testing.memory_table import memory_table


class MemoryKeys:
    """KMS' data keys."""

    def generate(self, vault: str) -> tuple[bytes, bytes]:
        plain = os.urandom(32)
        return plain, vault.encode() + b"|" + plain

    def unwrap(self, vault: str, wrapped: bytes) -> bytes:
        name, _, plain = wrapped.partition(b"|")
        if name != vault.encode():
            raise Unreadable
        return plain


def memory_vault() -> Vault:
    """A vault in memory."""
    return Vault(memory_table(), MemoryKeys())
