"""A key that signs tokens in the tests, in the place of KMS."""

from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from identity.domain.signing_key import PublicKey


@cache
def private_key() -> rsa.RSAPrivateKey:
    """One for all tests of a process."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class LocalTokenSigner:
    """`TokenSigner` with a key of this process."""

    def public_keys(self) -> tuple[PublicKey, ...]:
        numbers = private_key().public_key().public_numbers()
        return (PublicKey.of(numbers.n, numbers.e),)

    def sign(self, message: bytes) -> bytes:
        return private_key().sign(message, PKCS1v15(), SHA256())
