"""Papers go straight to S3, are checked there, and what was checked stays what it is."""

import hashlib
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from local.cloud.settings import HOST, cloud_port
from local.demo.api_client import ApiClient, Json, eventually
from tests.integration.world import PAID, TOO_SMALL_FOR_A_CARD, World, both_languages, new_citizen
from tests.unit.intake.builders import one_page

pytestmark = pytest.mark.integration
SCRIPT = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})


def pdf(text: str, size: int = 0) -> bytes:
    """A small PDF that is not like another."""
    return one_page(Note=TextStringObject(text)).ljust(size, b"\n")


def announce(
    world: World, citizen: ApiClient, draft: str, content: bytes, media_type: str = "application/pdf"
) -> Json:
    """The form to upload this content with."""
    documents = world.public.get("intake", f"/procedures/{PAID}")["documents"]
    said = {
        "component": next(d["id"] for d in documents if d["required"]),
        "name": "don.pdf",
        "size": len(content),
    }
    digest = hashlib.sha256(content).hexdigest()
    return citizen.post(
        "intake", f"/drafts/{draft}/papers", said | {"media_type": media_type, "sha256": digest}
    )


def upload(form: Json, content: bytes, **changed: str) -> requests.Response:
    """The browser's POST to S3."""
    return requests.post(
        form["url"], data=form["fields"] | changed, files={"file": ("don.pdf", content)}, timeout=60
    )


def verdict(citizen: ApiClient, draft: str, form: Json) -> Json:
    """What the checker said of it."""

    def told() -> Json | None:
        state = citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}")
        return None if state["state"] == "awaiting_upload" else state

    return eventually(told, "the paper is checked", 90.0)


def test_a_paper_goes_straight_to_s3_and_is_kept_under_its_digest(world: World) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    form = announce(world, citizen, draft, content)

    host = urlsplit(form["url"])
    assert upload(form, content).ok

    assert (host.hostname, host.port) == (HOST, cloud_port()) or "s3" in str(host.hostname)
    assert "execute-api" not in form["url"]
    assert "intake" not in urlsplit(form["url"]).path
    assert verdict(citizen, draft, form)["state"] == "checked"
    kept = (
        world.client("s3")
        .get_object(Bucket=world.papers_bucket(), Key=f"papers/{digest(content)}")["Body"]
        .read()
    )
    assert kept == content


@pytest.mark.parametrize(
    ("sent", "media_type", "why"),
    [
        (b"MZ\x90\x00 a program that says it is a PDF", "application/pdf", "wrong_type"),
        (b"\xff\xd8\xff\xe0 a photograph", "application/pdf", "wrong_type"),
        (one_page(OpenAction=SCRIPT), "application/pdf", "active_content"),
        (b"%PDF-1.4 and nothing that a reader can read", "application/pdf", "unreadable"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_rejected_and_not_kept(
    world: World, sent: bytes, media_type: str, why: str
) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), sent + new_citizen().username.encode()
    form = announce(world, citizen, draft, content, media_type)

    assert upload(form, content).ok

    assert verdict(citizen, draft, form) | {"component": ""} == {
        "paper": form["paper"],
        "component": "",
        "state": "rejected",
        "why": why,
        "pages": None,
    }
    assert not kept(world, content)


def test_another_file_than_the_announced_one_is_rejected(world: World) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    other = pdf("x" * (len(content) - len(pdf(""))))
    form = announce(world, citizen, draft, content)
    assert len(other) == len(content)

    taken = upload(form, other)

    if taken.ok:  # S3 compares the checksum itself; the local cloud leaves it to the checker
        assert verdict(citizen, draft, form)["why"] == "wrong_digest"
    assert not kept(world, content)
    assert not kept(world, other)
    both_languages(
        lambda **h: citizen.send(
            "POST", "intake", f"/drafts/{draft}/filing", {"papers": [form["paper"]]}, **h
        ),
        409,
        "paper_unchecked",
        f"papers.{form['paper']}",
    )


@pytest.mark.parametrize("more", [1, 100_000])
def test_a_larger_file_than_announced_does_not_get_in(world: World, more: int) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    form = announce(world, citizen, draft, content)

    answer = upload(form, content + b"\n" * more)

    assert answer.status_code in (400, 403, 413), answer.text
    assert (
        citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}")["state"]
        == "awaiting_upload"
    )


def test_the_form_takes_no_other_place(world: World) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    form = announce(world, citizen, draft, content)

    assert upload(form, content, key=f"papers/{digest(content)}").status_code in (400, 403)
    assert not kept(world, content)


def test_overwriting_after_the_check_changes_nothing(world: World) -> None:
    citizen = world.citizen()
    draft, content = world.draft(citizen), pdf(new_citizen().username)
    form = announce(world, citizen, draft, content)
    assert upload(form, content).ok
    assert verdict(citizen, draft, form)["state"] == "checked"
    before = citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}")

    evil = b"MZ".ljust(len(content), b"!")
    assert upload(form, evil).status_code in (
        204,
        400,
    )  # AWS and LocalStack look at the checksum, MiniStack does not
    world.client("s3").put_object(Bucket=world.papers_bucket(), Key=form["fields"]["key"], Body=evil)
    filed = citizen.post("intake", f"/drafts/{draft}/filing")

    assert citizen.get("intake", f"/drafts/{draft}/papers/{form['paper']}") == before
    [paper] = citizen.get("intake", f"/dossiers/{filed['code']}")["papers"]
    assert paper["sha256"] == digest(content)
    found = (
        world.client("s3")
        .get_object(Bucket=world.papers_bucket(), Key=f"papers/{digest(content)}")["Body"]
        .read()
    )
    assert found == content


def test_a_card_is_refused_below_its_least_amount_and_no_try_is_left(world: World) -> None:
    journey = world.journey(TOO_SMALL_FOR_A_CARD)
    journey.citizen = world.citizen(journey.who)
    journey._look_up()
    journey._file()
    fee = eventually(journey._due_fee, "the fee is due", 90.0)
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
    shown = eventually(lambda: public.get("status", path, X_Lookup_Key=journey.key), "it is seen")
    assert "payment.opened" not in str(shown)


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def kept(world: World, content: bytes) -> bool:
    """Whether it lies among the checked papers."""
    there = world.client("s3").list_objects_v2(
        Bucket=world.papers_bucket(), Prefix=f"papers/{digest(content)}"
    )
    return bool(there.get("KeyCount"))
