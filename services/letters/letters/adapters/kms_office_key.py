"""The office's signing key on AWS KMS, as an RSA key of cryptography."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from kit.platform import aws_clients

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

ALGORITHM: Final = "RSASSA_PKCS1_V1_5_SHA_256"


class KmsOfficeKey:
    """`OfficeKey` with an RSA key of KMS: a digest is all that is sent there."""

    def __init__(
        self,
        key: str,
        certificates: Callable[[], Sequence[str]],
        client: Callable[[str], Any] = aws_clients.client,
    ) -> None:
        """`key` is an ARN; `certificates` are PEM, the key's own first; `client` makes boto3's
        clients.
        """
        self._key = key
        self._certificates = certificates
        self._client = client

    def private_key(self) -> "RSAPrivateKey":
        return self._private_key

    def certificates(self) -> Sequence[str]:
        return self._certificates()

    @cached_property
    def _private_key(self) -> "RSAPrivateKey":
        return remote_rsa_key(self._client("kms"), self._key)


def remote_rsa_key(kms: Any, key: str) -> "RSAPrivateKey":
    """A key that signs by KMS and can be neither read nor copied out of it."""
    from cryptography.hazmat.primitives.asymmetric.padding import AsymmetricPadding, PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256, Hash
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    class RemoteKey(RSAPrivateKey):
        """Signs with PKCS #1 v1.5 over SHA-256; everything else raises NotImplementedError."""

        def sign(self, data: Any, padding: AsymmetricPadding, algorithm: Any) -> bytes:
            if not isinstance(padding, PKCS1v15) or not isinstance(algorithm, SHA256):
                raise NotImplementedError
            digest = Hash(SHA256())
            digest.update(data)
            response = kms.sign(
                KeyId=key,
                Message=digest.finalize(),
                MessageType="DIGEST",
                SigningAlgorithm=ALGORITHM,
            )
            return bytes(response["Signature"])

        def public_key(self) -> RSAPublicKey:
            der = kms.get_public_key(KeyId=key)["PublicKey"]
            return cast("RSAPublicKey", load_der_public_key(der))

        @property
        def key_size(self) -> int:
            return self.public_key().key_size

        def decrypt(self, ciphertext: bytes, padding: AsymmetricPadding) -> NoReturn:
            raise NotImplementedError

        def private_numbers(self) -> NoReturn:
            raise NotImplementedError

        def private_bytes(self, encoding: Any, format: Any, encryption_algorithm: Any) -> NoReturn:
            raise NotImplementedError

        def __copy__(self) -> "RemoteKey":
            return self

        def __deepcopy__(self, memo: dict[int, Any]) -> "RemoteKey":
            return self

    return RemoteKey()
