"""The signer on AWS KMS."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from documents.domain.public_key import SIGNATURE_ALGORITHM
from kit.platform import aws_clients


class KmsSigner:
    """`Signer` with one asymmetric KMS key; only digests are sent to KMS."""

    def __init__(self, key: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        """`key` is the id, ARN or alias of the KMS key; `client` makes boto3's clients."""
        self._key = key
        self._client = client

    @property
    def key(self) -> str:
        return self._key.rpartition("/")[2]

    def sign(self, digest: bytes) -> str:
        response = self._client("kms").sign(
            KeyId=self._key,
            Message=digest,
            MessageType="DIGEST",
            SigningAlgorithm=SIGNATURE_ALGORITHM,
        )
        return b64encode(response["Signature"]).decode()

    def public_key(self) -> str:
        return pem(self._client("kms").get_public_key(KeyId=self._key)["PublicKey"])


def pem(der: bytes) -> str:
    """A public key's DER as PEM."""
    text = b64encode(der).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])
