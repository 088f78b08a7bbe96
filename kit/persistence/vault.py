"""The vault: one data key a dossier, wrapped by KMS; destroying it erases what lies under it.

The vault id (the draft's ULID) is KMS' encryption context and AES-GCM's associated data.
"""

import json
import os
import time
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, Protocol
from zlib import compress, decompress

from kit.core.errors import Unavailable
from kit.core.model import Cipher
from kit.persistence.items import STATE, Absent, ConditionFailed, Item, Put, Remove
from kit.persistence.table import Table
from kit.platform import aws_clients

MOST_KEYS, KEY_SECONDS = 256, 300.0
NONCE_BYTES = 12
LONG: Final = 256
"""Bytes of a text that is sealed compressed: what is sealed cannot be compressed any more."""
PACKED: Final = "~"
"""What the token of a compressed text begins with."""


class Unreadable(Unavailable):
    """There is no key for this, or the sealed text was altered."""

    code = "unreadable"


class Keys(Protocol):
    """What KMS does: makes data keys and opens wrapped ones, bound to a vault id."""

    def generate(self, vault: str) -> tuple[bytes, bytes]:
        """A new 256-bit key: plain and wrapped."""
        ...

    def unwrap(self, vault: str, wrapped: bytes) -> bytes:
        """The plain key."""
        ...


class KmsKeys:
    """`Keys` by AWS KMS."""

    def __init__(self, key: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        self._key = key
        self._client = client

    def generate(self, vault: str) -> tuple[bytes, bytes]:
        created = self._client("kms").generate_data_key(
            KeyId=self._key, KeySpec="AES_256", EncryptionContext={"vault": vault}
        )
        return created["Plaintext"], created["CiphertextBlob"]

    def unwrap(self, vault: str, wrapped: bytes) -> bytes:
        opened = self._client("kms").decrypt(
            KeyId=self._key, CiphertextBlob=wrapped, EncryptionContext={"vault": vault}
        )
        plain: bytes = opened["Plaintext"]
        return plain


class DataKey:
    """A `Cipher` under one data key: AES-256-GCM, a fresh nonce each time.

    The associated data says whether the text is compressed, so that nobody else can.
    """

    def __init__(self, vault: str, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._vault = vault.encode()
        self._aead = AESGCM(key)

    def seal(self, plain: bytes) -> str:
        if len(plain) <= LONG:
            return self._sealed(plain, "")
        return self._sealed(compress(plain), PACKED)

    def open(self, token: str) -> bytes:
        if not token.startswith(PACKED):
            return self._opened(token, "")
        return decompress(self._opened(token.removeprefix(PACKED), PACKED))

    def _sealed(self, content: bytes, mark: str) -> str:
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._aead.encrypt(nonce, content, self._vault + mark.encode())
        return mark + urlsafe_b64encode(nonce + sealed).decode()

    def _opened(self, token: str, mark: str) -> bytes:
        from cryptography.exceptions import InvalidTag

        try:
            raw = urlsafe_b64decode(token)
            nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
            return self._aead.decrypt(nonce, sealed, self._vault + mark.encode())
        except (InvalidTag, ValueError):
            raise Unreadable from None


class Vault:
    """The keys of dossiers. `create` and `destroy` are intake's; the others only read.

    Opened keys are kept for five minutes, so that a destroyed one is forgotten by warm functions
    too.
    """

    def __init__(
        self, table: Table, keys: Keys, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._table = table
        self._keys = keys
        self._clock = clock
        self._ciphers: OrderedDict[str, tuple[float, DataKey]] = OrderedDict()

    def create(self, vault: str) -> Cipher:
        """The cipher of this id, made now if there is none; safe to call twice."""
        if self._table.get(_pk(vault)) is not None:
            return self.cipher(vault)
        plain, wrapped = self._keys.generate(vault)
        item = Item(_pk(vault), STATE, json.dumps({"wrapped": b64encode(wrapped).decode()}))
        try:
            self._table.write([Put(item, Absent())])
        except ConditionFailed:
            return self.cipher(vault)
        return self._keep(vault, plain)

    def cipher(self, vault: str) -> Cipher:
        """The cipher of this id; raises Unreadable if its key was destroyed or never made."""
        since, cipher_of_id = self._ciphers.get(vault, (0.0, None))
        if cipher_of_id and self._clock() - since < KEY_SECONDS:
            self._ciphers.move_to_end(vault)
            return cipher_of_id
        item = self._table.get(_pk(vault))
        if item is None:
            raise Unreadable
        return self._keep(
            vault, self._keys.unwrap(vault, b64decode(json.loads(item.doc)["wrapped"]))
        )

    def holds(self, vault: str) -> bool:
        """Whether there is a key of this id now, whatever this process remembers."""
        return self._table.get(_pk(vault)) is not None

    def destroy(self, vault: str) -> None:
        """What lies under this id is unreadable from now on, in other processes after five minutes;
        safe to call twice.
        """
        self._table.write([Remove(_pk(vault), STATE)])
        self._ciphers.pop(vault, None)

    def _keep(self, vault: str, plain: bytes) -> DataKey:
        created = DataKey(vault, plain)
        self._ciphers[vault] = (self._clock(), created)
        self._ciphers.move_to_end(vault)
        while len(self._ciphers) > MOST_KEYS:
            self._ciphers.popitem(last=False)
        return created


class LazyCipher:
    """A cipher that asks the vault only if something really is sealed or opened."""

    def __init__(self, vault: Vault, id: str) -> None:
        self._vault = vault
        self._id = id

    def seal(self, plain: bytes) -> str:
        return self._vault.cipher(self._id).seal(plain)

    def open(self, token: str) -> bytes:
        return self._vault.cipher(self._id).open(token)


def _pk(vault: str) -> str:
    return f"VAULT#{vault}"
