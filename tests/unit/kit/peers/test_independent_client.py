"""A client written from RFC 9421 and RFC 9530 alone, which shares no line with ours, interoperates.

It signs with cryptography, builds the signature base by hand, and checks the response so as well.
"""

import base64
import hashlib
import re

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from kit.peers.messages import PeerRequest
from kit.testing.peers import MemoryKey
from tests.unit.kit.peers.world import AT, DOSSIER, MINISTRY, OURS, PURPOSE, URL, World

TARGET = f"{URL}/{OURS}/dossiers/look-up"


def sha256_digest(body: bytes) -> str:
    """RFC 9530, 2."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def signed(key: MemoryKey, body: bytes) -> dict[str, str]:
    """RFC 9421, 2.5 and 3.1; ECDSA as of 3.3.4."""
    headers = {
        "content-digest": sha256_digest(body),
        "content-type": "application/json",
        "x-road-client": str(MINISTRY),
        "x-road-id": "c5f5f8a0-8f1c-4f3b-9f1e-2a",
        "x-road-issue": DOSSIER,
        "x-road-purpose": PURPOSE,
        "x-road-service": f"{OURS}/dossiers",
        "x-road-userid": "nguoi-dung",
    }
    names = ["@method", "@target-uri", *headers]
    created = int(AT.timestamp())
    parameters = (
        f"({' '.join(chr(34) + name + chr(34) for name in names)})"
        f';created={created};expires={created + 120};nonce="bm9uY2UgZnJvbSBlbHNld2hlcmU"'
        f';keyid="{MINISTRY}#2026";tag="motcua-r1"'
    )
    values = {"@method": "POST", "@target-uri": TARGET, **headers}
    lines = [f'"{name}": {values[name]}' for name in names]
    base = "\n".join([*lines, f'"@signature-params": {parameters}']).encode()
    r, s = utils.decode_dss_signature(key.private.sign(base, ec.ECDSA(hashes.SHA256())))
    raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    headers["signature-input"] = f"hers={parameters}"
    headers["signature"] = f"hers=:{base64.b64encode(raw).decode()}:"
    return headers


def response_holds(request: dict[str, str], status: int, headers: dict[str, str], pem: str) -> bool:
    """RFC 9421, 3.2, with components of the request by 2.4."""
    lowered = {name.lower(): text for name, text in headers.items()}
    label, _, parameters = lowered["signature-input"].partition("=")
    inner = re.match(r"\(([^)]*)\)", parameters)
    assert inner
    lines = []
    for component in re.findall(r'"[^"]+"(?:;req)?', inner[1]):
        name = component.split('"')[1]
        source = request if component.endswith(";req") else lowered
        own = {"@status": str(status), "@method": "POST", "@target-uri": TARGET}
        lines.append(f"{component}: {own.get(name) or source[name]}")
    base = "\n".join([*lines, f'"@signature-params": {parameters}']).encode()
    value = lowered["signature"].removeprefix(f"{label}=:").removesuffix(":")
    raw = base64.b64decode(value)
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    public = load_pem_public_key(pem.encode())
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(utils.encode_dss_signature(r, s), base, ec.ECDSA(hashes.SHA256()))
    return True


def test_a_client_of_another_maker_is_served_and_believes_the_response() -> None:
    world = World()
    body = b'{"code": "x"}'
    headers = signed(world.theirs, body)

    response = world.receive(PeerRequest("POST", TARGET, dict(headers), body))

    assert world.refused == []
    assert (response.status_code, len(world.served)) == (200, 1)
    assert response_holds(headers, 200, response.headers, world.ours.public_key())
    assert response.headers["Content-Digest"] == sha256_digest(response.body)
    assert '"signature";req' in response.headers["Signature-Input"]
