"""What the tests of bad input send, and how they see that nothing came of it."""

import hashlib
import json
from typing import Any

import jwt

from local.demo.api import Api
from tests.integration.cloud import PAID, Town, both_languages
from tests.unit.intake.world import PDF


def announced(content: bytes = PDF, **changed: Any) -> dict[str, Any]:
    """An announcement of a paper with this content."""
    said = {
        "component": "don",
        "name": "don.pdf",
        "media_type": "application/pdf",
        "size": len(content),
    }
    return said | {"sha256": hashlib.sha256(content).hexdigest()} | changed


def refused(api: Api, method_path: str, body: Any, *expected: Any) -> None:
    """Refused by intake in both languages, with the expected (status, code, field)."""
    method, path = method_path.split()
    both_languages(lambda **h: api.send(method, "intake", path, body, **h), *expected)


def named(town: Town) -> dict[str, Any]:
    """The first required component of the paid procedure."""
    documents = town.public.get("intake", f"/procedures/{PAID}")["documents"]
    return {"component": next(d["id"] for d in documents if d["required"])}


def still_a_draft(citizen: Api, draft: str) -> bool:
    """The draft is open, and no dossier came of it."""
    found = citizen.get("intake", f"/drafts/{draft}")
    assert citizen.get("intake", "/me/dossiers")["items"] == []
    return bool(found["state"] == "open" and found["dossier"] is None)


def drafts(town: Town) -> set[str]:
    """Keys of the drafts in intake's table."""
    pages = town.client("dynamodb").get_paginator("scan").paginate(TableName="motcua-local-intake")
    keys = (i["pk"]["S"] for page in pages for i in page["Items"])
    return {pk for pk in keys if pk.startswith("DRAFT#")}


def owner(town: Town, pk: str) -> str:
    """Whose draft it is."""
    key = {"pk": {"S": pk}, "sk": {"S": "STATE"}}
    item = town.client("dynamodb").get_item(TableName="motcua-local-intake", Key=key)["Item"]
    return str(json.loads(item["doc"]["S"])["owner"])


def sub(town: Town, api: Api) -> str:
    """The subject of a caller's token."""
    return str(jwt.decode(api.token, options={"verify_signature": False})["sub"])
