"""Our key toward other systems, on AWS KMS."""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from kit.peers.messages import MemberId
from kit.platform import aws_clients

ALGORITHM: Final = "ECDSA_SHA_256"


class KmsPeerKey:
    """`SigningKey` with an ECDSA key on P-256: a digest is all that is sent to KMS."""

    def __init__(
        self,
        member: MemberId,
        id: str,
        key: str,
        client: Callable[[str], Any] = aws_clients.client,
    ) -> None:
        """`key` is an ARN; `client` makes boto3's clients."""
        self._member = member
        self._id = id
        self._key = key
        self._client = client

    @property
    def member(self) -> MemberId:
        return self._member

    @property
    def id(self) -> str:
        return self._id

    def sign(self, message: bytes) -> bytes:
        response = self._client("kms").sign(
            KeyId=self._key,
            Message=sha256(message).digest(),
            MessageType="DIGEST",
            SigningAlgorithm=ALGORITHM,
        )
        return bytes(response["Signature"])

    def public_key(self) -> str:
        return self._public_key

    @cached_property
    def _public_key(self) -> str:
        from cryptography.hazmat.primitives.serialization import (
            Encoding,
            PublicFormat,
            load_der_public_key,
        )

        der = self._client("kms").get_public_key(KeyId=self._key)["PublicKey"]
        loaded = load_der_public_key(der)
        return loaded.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
