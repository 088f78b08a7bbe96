"""The signatures over the heads of a chain, and the keys that they are by."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Literal

import rfc8785
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from documents.verify.chain_file import FORMAT, ChainFile, Head, Key

SignatureKind = Literal["signature_broken", "key_unknown", "key_foreign", "key_unused"]


def signature_findings(
    file: ChainFile, trusted: Mapping[str, str] | None
) -> Iterator[tuple[SignatureKind, int, str]]:
    """Kind, position and key of each; `trusted` has the PEM of every key that is vouched for."""
    keys = {key.key: key for key in file.keys}
    used = {head.key for head in file.heads}
    for key in file.keys:
        if key.key not in used or keys[key.key] is not key:
            yield "key_unused", 0, key.key
        elif trusted is not None and trusted.get(key.key) != key.pem:
            yield "key_foreign", 0, key.key
    for head in file.heads:
        if head.key not in keys:
            yield "key_unknown", head.position, head.key
        elif not _holds(head, file.dossier, keys[head.key]):
            yield "signature_broken", head.position, head.key


def fingerprint(key: Key) -> str:
    """SHA-256 of the public key (SubjectPublicKeyInfo, DER); empty where it cannot be read."""
    loaded = _loaded(key.pem)
    if loaded is None:
        return ""
    der = loaded.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return sha256(der).hexdigest()


def _holds(head: Head, dossier: str, key: Key) -> bool:
    loaded = _loaded(key.pem)
    signature = _decoded(head.signature)
    if loaded is None or signature is None:
        return False
    statement: dict[str, str | int] = {
        "format": FORMAT,
        "dossier": dossier,
        "position": head.position,
        "digest": head.digest,
        "signed_at": head.signed_at,
        "key": head.key,
    }
    digest = sha256(rfc8785.dumps(statement)).digest()
    try:
        loaded.verify(signature, digest, ec.ECDSA(utils.Prehashed(SHA256())))
    except InvalidSignature:
        return False
    return True


def _decoded(text: str) -> bytes | None:
    """None for base64 that another text stands for too, and for no ECDSA signature in DER."""
    try:
        content = b64decode(text, validate=True)
        again = utils.encode_dss_signature(*utils.decode_dss_signature(content))
    except (Error, ValueError):
        return None
    return content if b64encode(content).decode() == text and again == content else None


def _loaded(pem: str) -> ec.EllipticCurvePublicKey | None:
    """None for what is no P-256 key, or spelled otherwise than we spell it."""
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm):
        return None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        return None
    spelled = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return key if spelled == pem else None
