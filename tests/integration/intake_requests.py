"""Requests to intake that are refused, and what shows that nothing came of them."""

import hashlib
import json
from typing import Any

import jwt

from kit.persistence.packed_text import text_of
from local.demo.api_client import ApiClient
from tests.integration.world import PAID, World, both_languages
from tests.unit.intake.world import PDF


def announcement(content: bytes = PDF, **changed: Any) -> dict[str, Any]:
    """The body that announces an upload of this content."""
    body = {
        "component": "don",
        "name": "don.pdf",
        "media_type": "application/pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return body | changed


def assert_refused(api: ApiClient, method_path: str, body: Any, *expected: Any) -> None:
    """Intake refuses in both languages with the expected (status, code, field)."""
    method, path = method_path.split()
    both_languages(lambda **h: api.send(method, "intake", path, body, **h), *expected)


def required_component(world: World, procedure: str = PAID) -> dict[str, Any]:
    """The first required component of a procedure, as a part of an announcement."""
    documents = world.public.get("intake", f"/procedures/{procedure}")["documents"]
    return {"component": next(d["id"] for d in documents if d["required"])}


def is_still_a_draft(citizen: ApiClient, draft: str) -> bool:
    """The draft is open, and no dossier came of it."""
    document = citizen.get("intake", f"/drafts/{draft}")
    assert citizen.get("intake", "/me/dossiers")["items"] == []
    return bool(document["state"] == "open" and document["dossier"] is None)


def draft_keys(world: World) -> set[str]:
    """Keys of the drafts in intake's table."""
    pages = world.client("dynamodb").get_paginator("scan").paginate(TableName="motcua-local-intake")
    keys = (i["pk"]["S"] for page in pages for i in page["Items"])
    return {pk for pk in keys if pk.startswith("DRAFT#")}


def owner_of(world: World, pk: str) -> str:
    """The subject whose draft it is."""
    key = {"pk": {"S": pk}, "sk": {"S": "STATE"}}
    item = world.client("dynamodb").get_item(TableName="motcua-local-intake", Key=key)["Item"]
    return str(json.loads(text_of(item["doc"]))["owner"])


def subject_of(api: ApiClient) -> str:
    """The subject of a caller's token."""
    return str(jwt.decode(api.token, options={"verify_signature": False})["sub"])
