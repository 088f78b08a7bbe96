"""Verification of a sealed document, as anybody can do it offline with the public key."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

import requests
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from kit.security.pdf_signatures import intact_keys
from local.demo.api_client import ApiClient, Json
from local.demo.checks import require


def public_keys(public: ApiClient) -> dict[str, str]:
    """The keys of seals as PEM, by their ids: whoever verifies fetches them once."""
    return {each["key"]: each["pem"] for each in public.get("documents", "/keys")["items"]}


def verify(citizen: ApiClient, public: ApiClient, document: Json, keys: Mapping[str, str]) -> None:
    """Download the document, look its digest up and check the signature in it or over it.

    Raises CheckFailed, and InvalidSignature of `cryptography`.
    """
    link = citizen.get("documents", f"/documents/{document['document']}/link")
    download = requests.get(link["url"], timeout=60)
    is_pdf = download.ok and download.content.startswith(b"%PDF")
    require(is_pdf, f"the download answered {download.status_code}")
    digest = hashlib.sha256(download.content).digest()
    seal = public.post("documents", "/verifications", {"sha256": digest.hex()})
    require(seal["kind"] == document["kind"], f"the verification answered {seal}")
    pem = keys[seal["key"]]
    if seal["signature"] is None:
        require(pem in intact_keys(download.content), "no signature in the file is by the key")
        return
    key: Any = load_pem_public_key(pem.encode())
    signature = base64.b64decode(seal["signature"])
    key.verify(signature, digest, ec.ECDSA(Prehashed(hashes.SHA256())))
