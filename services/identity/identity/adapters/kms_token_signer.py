"""The signer of tokens on AWS KMS."""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, cast

from identity.domain.signing_key import PublicKey
from kit.platform import aws_clients

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

ALGORITHM: Final = "RSASSA_PKCS1_V1_5_SHA_256"


class KmsTokenSigner:
    """`TokenSigner` with an RSA key of KMS: only digests are sent there, and the public half is
    read once a process.
    """

    def __init__(
        self, key: str, former: str = "", client: Callable[[str], Any] = aws_clients.client
    ) -> None:
        """`key` and `former` (the one before, or "") are ARNs of KMS keys; `client` makes boto3's
        clients.
        """
        self._key = key
        self._former = former
        self._client = client

    def public_keys(self) -> tuple[PublicKey, ...]:
        return self._public_keys

    def sign(self, message: bytes) -> bytes:
        response = self._client("kms").sign(
            KeyId=self._key,
            Message=sha256(message).digest(),
            MessageType="DIGEST",
            SigningAlgorithm=ALGORITHM,
        )
        return bytes(response["Signature"])

    @cached_property
    def _public_keys(self) -> tuple[PublicKey, ...]:
        return tuple(map(self._public_key, filter(None, (self._key, self._former))))

    def _public_key(self, key: str) -> PublicKey:
        from cryptography.hazmat.primitives.serialization import load_der_public_key

        der = self._client("kms").get_public_key(KeyId=key)["PublicKey"]
        numbers = cast("RSAPublicKey", load_der_public_key(der)).public_numbers()
        return PublicKey.of(numbers.n, numbers.e)
