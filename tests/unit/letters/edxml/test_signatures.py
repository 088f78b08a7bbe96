"""What the signature of a package is worth: each verdict by its name, and no text but a signed one
is read of a package whose signature holds.
"""

import re
from datetime import datetime
from typing import Any

import pytest
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.signer import XMLSigner

from kit.security.trust_list import TrustList
from letters.adapters.kms_office_key import remote_rsa_key
from letters.edxml.dialect import AXIS, DIALECTS, PROVINCIAL, SIGNATURE, Dialect, header_of
from letters.edxml.incoming import read_incoming
from letters.edxml.letter import Letter
from letters.edxml.refusal import PackageRefused
from letters.edxml.sign import NotAsWritten, write_signed
from letters.edxml.trust import DatedTrustList, TrustedAuthority
from letters.edxml.write import to_bytes, write_tree
from tests.unit.letters.edxml.letters import AT, letter, status
from tests.unit.letters.edxml.samples import sample
from tests.unit.letters.edxml.signed import (
    DAY,
    Key,
    authority,
    key,
    office,
    revoked,
    rsa_key,
    stranger,
    trust,
)


def state_of(raw: bytes, trusted: TrustList | None = None, at: datetime = AT) -> str:
    return read_incoming(raw, trusted or trust(), at).state


@pytest.fixture(scope="module", params=DIALECTS, ids=lambda each: each.name)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def signed(dialect: Dialect) -> bytes:
    return write_signed(letter(), dialect, office())


def test_a_signed_letter_is_valid_and_names_its_signer(signed: bytes) -> None:
    incoming = read_incoming(signed, trust(), AT)

    assert (incoming.state, incoming.signer) == ("valid", "UBND thành phố Hạ Long")
    assert incoming.package == letter()


def test_a_signed_status_is_valid(dialect: Dialect) -> None:
    incoming = read_incoming(write_signed(status("03"), dialect, office()), trust(), AT)

    assert (incoming.state, incoming.package) == ("valid", status("03"))


def test_a_package_without_a_signature_is_unsigned(dialect: Dialect) -> None:
    assert state_of(sample(letter(), dialect.name)) == "unsigned"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("đề nghị cho ý kiến", "đề nghị duyệt chi"),
        ("<edXML:OrganId>G09<", "<edXML:OrganId>G10<"),
        ("<edXML:Paper>1<", "<edXML:Paper>0<"),
        ("2026/12/15", "2026/12/16"),
    ],
)
def test_a_changed_letter_is_broken(signed: bytes, old: str, new: str) -> None:
    assert old.encode() in signed
    assert state_of(signed.replace(old.encode(), new.encode())) == "broken"


def test_a_changed_attachment_is_broken(signed: bytes) -> None:
    name = b"ContentTransferEncoded>" if b"ContentTransferEncoded>" in signed else b"Content>JVBE"
    place = signed.index(name) + len(name) + 40
    other = b"B" if signed[place : place + 1] != b"B" else b"C"
    changed = signed[:place] + other + signed[place + 1 :]
    assert outcome(changed) in ("broken", "damaged_zip")


def outcome(raw: bytes) -> str:
    """The verdict, or the fault where the package is not read at all."""
    try:
        return state_of(raw)
    except PackageRefused as refused:
        return refused.fault


def test_a_changed_signature_value_is_broken(signed: bytes) -> None:
    value = re.search(rb"SignatureValue>([^<]{20})", signed)
    assert value
    assert state_of(signed.replace(value[1], b"A" * 20)) == "broken"


def test_a_certificate_of_somebody_else_is_broken(signed: bytes) -> None:
    other = Key(rsa_key(), stranger().pem)
    raw = write_signed(letter(), AXIS, office()).replace(
        body(office().certificate), body(other.certificate)
    )
    assert state_of(raw) == "broken"


def body(certificate: str) -> bytes:
    lines = certificate.strip().splitlines()[1:-1]
    return "\n".join(lines).encode()


def test_a_foreign_a_revoked_and_an_expired_certificate_are_named(dialect: Dialect) -> None:
    for by, expected in (
        (key(stranger()), "untrusted"),
        (revoked(), "revoked"),
        (key(authority(), AT - 40 * DAY, AT - DAY), "expired"),
        (key(authority(), AT + DAY, AT + 9 * DAY), "expired"),
    ):
        assert state_of(write_signed(letter(), dialect, by)) == expected


def test_nobody_is_trusted_by_an_empty_list(signed: bytes) -> None:
    assert state_of(signed, TrustList()) == "untrusted"


def test_without_a_list_of_the_revoked_nothing_is_valid(signed: bytes) -> None:
    assert state_of(signed, TrustList(roots=(authority().pem,))) == "unchecked"


def sha1(dialect: Dialect) -> bytes:
    """As systems in use sign: rsa-sha1 over SHA-1."""

    class Sha1Signer(XMLSigner):
        def check_deprecated_methods(self) -> None:
            """Allowed here."""

    root = write_tree(letter(), dialect)
    header = header_of(root, dialect)
    etree.SubElement(header, SIGNATURE, attrib={"Id": "placeholder"})
    signer = Sha1Signer(
        signature_algorithm=SignatureMethod.RSA_SHA1, digest_algorithm=DigestAlgorithm.SHA1
    )
    return to_bytes(signer.sign(root, key=rsa_key(), cert=office().certificate))


def test_sha1_is_readable_and_never_valid(dialect: Dialect) -> None:
    raw = sha1(dialect)

    incoming = read_incoming(raw, trust(), AT)

    assert (incoming.state, incoming.package) == ("legacy", letter())
    assert state_of(raw.replace(b"ntb", b"xyz")) == "broken"


def test_a_signature_without_its_namespace_is_legacy_where_it_names_sha1() -> None:
    """As in packages of the axis that are in use."""
    old = (
        '<Signature xmlns=""><SignedInfo><SignatureMethod Algorithm='
        '"http://www.w3.org/2000/09/xmldsig#rsa-sha1"/></SignedInfo></Signature>'
    )
    place = b"</edXML:edXMLHeader>"
    raw = sample(letter(), "axis").replace(place, old.encode() + place)
    newer = raw.replace(b"2000/09/xmldsig#rsa-sha1", b"2001/04/xmldsig-more#rsa-sha256")

    assert state_of(raw) == "legacy"
    assert state_of(newer) == "broken"
    assert read_incoming(raw, trust(), AT).package == letter()


class Wrapped:
    """Attacks that keep a signature intact and show other content."""

    def __init__(self, signed: bytes) -> None:
        self.root = etree.fromstring(signed)
        signature = self.root.find(f".//{SIGNATURE}")
        assert signature is not None
        self.signature: Any = signature
        self.forged = etree.fromstring(write_of(letter(subject="Chuyển tiền gấp")))

    def raw(self) -> bytes:
        return to_bytes(self.root)


def write_of(package: Letter) -> bytes:
    return to_bytes(write_tree(package, AXIS))


@pytest.fixture
def wrapped() -> Wrapped:
    return Wrapped(write_signed(letter(), AXIS, office()))


def test_the_signed_package_inside_another_is_not_valid(wrapped: Wrapped) -> None:
    forged = wrapped.forged
    header = header_of(forged, AXIS)
    header.append(wrapped.root)
    assert state_of(etree.tostring(forged)) == "broken"


def test_a_signature_that_is_moved_is_not_valid(wrapped: Wrapped) -> None:
    wrapped.root.append(wrapped.signature)
    assert state_of(wrapped.raw()) == "broken"


def test_a_signature_of_a_part_is_not_valid(wrapped: Wrapped) -> None:
    """A reference by Id to the letter that was signed, kept in an element beside the forged one."""
    root = wrapped.forged
    part = etree.SubElement(root, AXIS.tag("Kept"), attrib={"Id": "part"})
    part.text = "x"
    header = header_of(root, AXIS)
    etree.SubElement(header, SIGNATURE, attrib={"Id": "placeholder"})
    raw = etree.tostring(
        XMLSigner().sign(root, key=rsa_key(), cert=office().certificate, reference_uri="#part")
    )
    assert state_of(raw) == "broken"


def test_an_object_in_the_signature_is_not_valid(wrapped: Wrapped) -> None:
    thing = etree.SubElement(wrapped.signature, f"{{{SIGNATURE[1:-10]}}}Object")
    thing.append(wrapped.forged)
    assert state_of(wrapped.raw()) == "broken"


def test_two_signatures_are_refused(wrapped: Wrapped) -> None:
    wrapped.signature.getparent().append(etree.fromstring(etree.tostring(wrapped.signature)))
    with pytest.raises(PackageRefused, match="several_signatures"):
        state_of(wrapped.raw())


def test_a_symmetric_signature_is_not_valid(wrapped: Wrapped) -> None:
    method = wrapped.signature.find(".//{*}SignatureMethod")
    method.set("Algorithm", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
    assert state_of(wrapped.raw()) == "broken"


def test_another_reference_is_not_valid(wrapped: Wrapped) -> None:
    reference = wrapped.signature.find(".//{*}Reference")
    reference.getparent().append(etree.fromstring(etree.tostring(reference)))
    assert state_of(wrapped.raw()) == "broken"


def test_a_comment_in_a_signed_text_changes_nothing_that_is_read(wrapped: Wrapped) -> None:
    raw = wrapped.raw().replace("Hạ Long".encode(), "Hạ<!-- đ --> Long".encode())
    incoming = read_incoming(raw, trust(), AT)
    assert (incoming.state, incoming.package) == ("valid", letter())


def test_a_trust_list_has_dates() -> None:
    root = TrustedAuthority(
        name="CA", certificate=authority().pem, since=AT.date(), until=AT.date()
    )
    listed = DatedTrustList(
        as_of=AT.date(), roots=(root,), revocation_lists=trust().revocation_lists
    )
    raw = write_signed(letter(), PROVINCIAL, office())

    assert state_of(raw, listed.at(AT)) == "valid"
    assert state_of(raw, listed.at(AT + DAY)) == "untrusted"
    assert state_of(raw, listed.at(AT - DAY)) == "untrusted"


class Kms:
    """Signs digests as KMS does, and counts."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    def sign(self, *, Message: bytes, MessageType: str, **more: Any) -> dict[str, bytes]:  # noqa: N803
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
        from cryptography.hazmat.primitives.hashes import SHA256

        assert (MessageType, len(Message)) == ("DIGEST", 32)
        assert more == {"KeyId": "arn:k", "SigningAlgorithm": "RSASSA_PKCS1_V1_5_SHA_256"}
        self.messages.append(Message)
        return {"Signature": rsa_key().sign(Message, PKCS1v15(), Prehashed(SHA256()))}


def test_a_key_in_kms_signs_with_one_call_and_one_digest() -> None:
    kms = Kms()

    class Remote(Key):
        def private_key(self) -> Any:
            return remote_rsa_key(kms, "arn:k")

    raw = write_signed(letter(), AXIS, Remote(rsa_key(), office().certificate))

    assert state_of(raw) == "valid"
    assert len(kms.messages) == 1


def test_what_its_reader_would_refuse_is_not_sent() -> None:
    with pytest.raises(NotAsWritten, match="path_in_name"):
        write_signed(
            letter(attachments=(letter().attachments[0].evolve(name="../x.pdf"),)), AXIS, office()
        )
