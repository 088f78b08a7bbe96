"""Uploads go straight to S3, are checked there, and a checked attachment never changes."""

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from pypdf.generic import TextStringObject

from infra.places import ROOT
from local.cloud.settings import HOST, cloud_port
from local.demo.api_client import ApiClient, Json
from local.demo.waiting import wait_for
from tests.integration.world import PAID, World, both_languages, new_citizen
from tests.unit.intake.pdf_files import LOSING, a_page, locked
from tests.unit.intake.world import a_pdf

pytestmark = pytest.mark.integration
CASES = ROOT / "tests" / "cases" / "files"
UPLOADED = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png"}


def pdf(text: str, size: int = 0) -> bytes:
    """A small PDF that no other test has."""
    return a_pdf(Note=TextStringObject(text)).ljust(size, b"\n")


UNREADABLE = ("only-magic.jpg", "only-magic.png")
SLOW = "objstm-20k-200.pdf"
"""Takes seconds of processor time: on a busy machine its verdict is that of the time limit."""


def announce(
    world: World,
    citizen: ApiClient,
    draft: str,
    content: bytes,
    media_type: str = "application/pdf",
) -> Json:
    """The form to upload this content with."""
    documents = world.public.get("intake", f"/procedures/{PAID}")["documents"]
    announcement = {
        "component": next(d["id"] for d in documents if d["required"]),
        "name": "don.pdf",
        "size": len(content),
    }
    digest = hashlib.sha256(content).hexdigest()
    return citizen.post(
        "intake",
        f"/drafts/{draft}/papers",
        announcement | {"media_type": media_type, "sha256": digest},
    )


def upload(form: Json, content: bytes, **changed: str) -> requests.Response:
    """The browser's POST to S3."""
    return requests.post(
        form["url"], data=form["fields"] | changed, files={"file": ("don.pdf", content)}, timeout=60
    )


def check_result(citizen: ApiClient, draft: str, form: Json) -> Json:
    """The state of the upload once the checker has looked at it."""

    def checked() -> Json | None:
        state = citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}")
        return None if state["state"] == "awaiting_upload" else state

    return wait_for(checked, "the upload is checked")


def test_an_upload_goes_straight_to_s3_and_is_stored_under_its_digest(world: World) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    form = announce(world, citizen, draft, content)

    host = urlsplit(form["url"])
    assert upload(form, content).ok

    assert (host.hostname, host.port) == (HOST, cloud_port()) or "s3" in str(host.hostname)
    assert "execute-api" not in form["url"]
    assert "intake" not in urlsplit(form["url"]).path
    result = check_result(citizen, draft, form)
    assert (result["state"], result["pages"], result["scanned"]) == ("checked", 1, False)
    [copy] = stored(world, draft)
    assert copy.startswith(b"%PDF-")
    assert copy != content


@pytest.mark.parametrize(
    "name", sorted(path.name for path in CASES.glob("*.*") if path.suffix in UPLOADED)
)
def test_a_file_that_people_really_upload_gets_its_verdict(world: World, name: str) -> None:
    content = (CASES / name).read_bytes() + b"\n%" + new_citizen().username.encode()
    citizen = world.citizen()
    draft = world.draft(citizen)
    form = announce(world, citizen, draft, content, UPLOADED[Path(name).suffix])
    assert upload(form, content).ok
    result = check_result(citizen, draft, form)
    assert (result["state"], len(stored(world, draft))) in (("checked", 1), ("rejected", 0))
    if not name.endswith(SLOW):
        assert (result["why"] == "unreadable") == name.endswith(UNREADABLE)


@pytest.mark.parametrize(
    ("sent", "media_type", "why"),
    [
        (b"MZ\x90\x00 a program that says it is a PDF", "application/pdf", "wrong_type"),
        (b"\xff\xd8\xff\xe0 a photograph", "application/pdf", "wrong_type"),
        (a_page(LOSING["a file inside"]), "application/pdf", "active_content"),
        (locked("khoa", 6, aes=True), "application/pdf", "password_needed"),
        (b"%PDF-1.4 and nothing that a reader can read", "application/pdf", "unreadable"),
    ],
    ids=("program", "photograph", "file inside", "password", "unreadable"),
)
def test_a_file_of_another_kind_than_announced_is_rejected_and_not_stored(
    world: World, sent: bytes, media_type: str, why: str
) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), sent + new_citizen().username.encode()
    form = announce(world, citizen, draft, content, media_type)

    assert upload(form, content).ok

    result = check_result(citizen, draft, form)
    assert (result["paper"], result["state"], result["why"]) == (form["paper"], "rejected", why)
    assert result["detail"]
    assert stored(world, draft) == []


def test_another_file_than_the_announced_one_is_rejected(world: World) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    other = pdf("x" * (len(content) - len(pdf(""))))
    form = announce(world, citizen, draft, content)
    assert len(other) == len(content)

    response = upload(form, other)

    if response.ok:  # S3 compares the checksum itself; the local cloud leaves it to the checker
        assert check_result(citizen, draft, form)["why"] == "wrong_digest"
    assert stored(world, draft) == []
    both_languages(
        lambda **h: citizen.send(
            "POST", "intake", f"/drafts/{draft}/filing", {"papers": [form["paper"]]}, **h
        ),
        409,
        "paper_unchecked",
        f"papers.{form['paper']}",
    )


@pytest.mark.parametrize("more", [1, 100_000])
def test_a_larger_file_than_announced_is_refused_by_s3(world: World, more: int) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    form = announce(world, citizen, draft, content)

    response = upload(form, content + b"\n" * more)

    assert response.status_code in (400, 403, 413), response.text
    assert (
        citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}")["state"]
        == "awaiting_upload"
    )


def test_the_form_allows_no_other_key(world: World) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    form = announce(world, citizen, draft, content)

    assert upload(form, content, key=f"papers/{digest(content)}").status_code in (400, 403)
    assert stored(world, draft) == []


def test_overwriting_after_the_check_changes_nothing(world: World) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    form = announce(world, citizen, draft, content)
    assert upload(form, content).ok
    assert check_result(citizen, draft, form)["state"] == "checked"
    before = citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}")

    evil = b"MZ".ljust(len(content), b"!")
    assert upload(form, evil).status_code in (
        204,
        400,
    )  # AWS and LocalStack look at the checksum, MiniStack does not
    world.client("s3").put_object(
        Bucket=world.attachments_bucket(), Key=form["fields"]["key"], Body=evil
    )
    filed = citizen.post("intake", f"/drafts/{draft}/filing")

    assert citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}") == before
    [paper] = citizen.get("intake", f"/dossiers/{filed['code']}")["papers"]
    [copy] = stored(world, draft)
    assert (paper["sha256"], paper["shown"]) == (digest(content), digest(copy))


def test_a_card_is_refused_below_its_least_amount_and_no_attempt_is_left(world: World) -> None:
    journey = world.filed_with_small_fee()
    fee = journey.due_fee()
    ask: Any = {"method": "card", "return_url": "http://localhost/cam-on"}
    path = f"/fees/{fee['fee']}/payments"

    both_languages(
        lambda **h: journey.citizen.send("POST", "payments", path, ask, **h),
        422,
        "amount_too_small_for_card",
        "method",
    )
    both_languages(
        lambda **h: journey.citizen.send(
            "POST", "payments", path, ask | {"return_url": "https://evil.example/"}, **h
        ),
        422,
        "return_url_not_allowed",
        "return_url",
    )

    assert journey.citizen.get("payments", f"/fees/{fee['fee']}")["state"] == "due"
    public, path = world.public, f"/dossiers/{journey.code}"
    shown = wait_for(lambda: public.get("status", path, X_Lookup_Key=journey.key), "it is seen")
    assert "payment.opened" not in str(shown)


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def stored(world: World, draft: str) -> list[bytes]:
    """The files that are stored of a draft's attachments, beside the pictures of their pages."""
    bucket, s3 = world.attachments_bucket(), world.client("s3")
    listing = s3.list_objects_v2(Bucket=bucket, Prefix=f"papers/{draft}/")
    keys = [item["Key"] for item in listing.get("Contents", [])]
    keys = [key for key in keys if not key.endswith(".webp")]
    return [s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys]
