"""A detached signature by a remote key: by whom, over what, and what it is worth to a stage."""

import subprocess
from base64 import b64decode, b64encode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kit.security.cms_signatures import (
    DetachedCheck,
    UnreadableCertificate,
    complete_cms,
    judge_detached,
    prepare_attributes,
    subject_numbers,
)
from kit.security.trust_list import TrustList
from kit.testing.clock import NOW
from local.doubles.authority.authority import Authority
from local.doubles.signing.service import RemoteSigning

DAY = timedelta(days=1)
AUTHORITY, ELSEWHERE = Authority.new(NOW - 800 * DAY), Authority.new(NOW, "CA khác")
NUMBER, NAME = "022190001234", "Nguyễn Thị An"
CONTENT = b'{"answers":{"request":"B\xc3\xa1n ph\xe1\xbb\x9f"}}'


def trusting(*revoked: str, lists: bool = True) -> TrustList:
    listed = b64encode(AUTHORITY.revocation_list(dict.fromkeys(revoked, NOW - DAY), NOW)).decode()
    return TrustList(roots=(AUTHORITY.pem,), revocation_lists=(listed,) if lists else ())


def signed_by(service: RemoteSigning, content: bytes = CONTENT) -> bytes:
    chain = service.chain(NUMBER)
    attributes = prepare_attributes(content, chain)
    service.sign("01", NUMBER, "A", sha256(attributes).hexdigest())
    service.approve("01")
    return complete_cms(attributes, chain, b64decode(service.requests["01"].signature))


def a_service(authority: Authority = AUTHORITY, number: str | None = NUMBER) -> RemoteSigning:
    service = RemoteSigning(authority, lambda: NOW)
    service.enrol(NUMBER, NAME, number)
    return service


SERVICE = a_service()
SIGNED = signed_by(SERVICE)
CASES: dict[str, tuple[bytes, bytes, TrustList, Any]] = {
    "valid": (CONTENT, SIGNED, trusting(), NOW),
    "broken": (CONTENT + b" ", SIGNED, trusting(), NOW),
    "foreign": (CONTENT, signed_by(a_service(ELSEWHERE)), trusting(), NOW),
    "expired": (CONTENT, SIGNED, trusting(), NOW + 366 * DAY),
    "revoked": (CONTENT, SIGNED, trusting(*SERVICE.chain(NUMBER)), NOW),
    "unchecked": (CONTENT, SIGNED, trusting(lists=False), NOW),
}


@pytest.mark.parametrize("state", CASES)
def test_what_a_detached_signature_is_worth_is_named_as_of_a_pdf(state: str) -> None:
    content, signature, trust, at = CASES[state]

    assert judge_detached(content, signature, trust, at).state == state


def test_the_certificate_names_the_signer_and_the_identity_number() -> None:
    check = judge_detached(CONTENT, SIGNED, trusting(), NOW)

    assert check == DetachedCheck(state="valid", signer=NAME, numbers=(NUMBER,))
    assert subject_numbers(SERVICE.chain(NUMBER)[0]) == (NUMBER,)
    assert subject_numbers(a_service(number=None).chain(NUMBER)[0]) == ()


JUNK = {"empty": b"", "digit": b"0", "endless": b"\x30\x80", "cut": SIGNED[:-40], "text": CONTENT}


@pytest.mark.parametrize("form", JUNK)
def test_what_is_no_signature_is_broken(form: str) -> None:
    assert judge_detached(CONTENT, JUNK[form], trusting(), NOW).state == "broken"


@pytest.mark.parametrize("junk", ["", "-----BEGIN CERTIFICATE-----", "AAAA"])
def test_what_is_no_certificate_is_refused(junk: str) -> None:
    with pytest.raises(UnreadableCertificate):
        subject_numbers(junk)
    with pytest.raises(UnreadableCertificate):
        prepare_attributes(CONTENT, [junk])


def test_equal_content_is_asked_for_by_an_equal_digest() -> None:
    chain = SERVICE.chain(NUMBER)

    assert prepare_attributes(CONTENT, chain) == prepare_attributes(CONTENT, chain)
    assert prepare_attributes(CONTENT, chain) != prepare_attributes(CONTENT + b" ", chain)


def test_openssl_verifies_it_offline(tmp_path: Path) -> None:
    files = {"content": CONTENT, "signature.p7s": SIGNED, "root.pem": AUTHORITY.pem.encode()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    command = (
        "openssl cms -verify -binary -inform DER -in signature.p7s -content content "
        f"-CAfile root.pem -purpose any -attime {int(NOW.timestamp())} -out verified"
    )
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)

    assert (tmp_path / "verified").read_bytes() == CONTENT
