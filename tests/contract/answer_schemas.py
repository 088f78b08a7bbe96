"""Whether an answer is one that a service gives: its status, media type, headers and body, by the
OpenAPI document of the enforced annotations, closed to additions.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from infra.openapi import document_without_texts
from kit.http.problem_details import MEDIA_TYPE
from tests.contract.gateway import route_at

Json = dict[str, Any]


@dataclass
class AnswerSchemas:
    """Every answer that clients got from services in memory: how many, and which depart."""

    count: int = 0
    departures: list[str] = field(default_factory=list)

    def check(
        self, method: str, path: str, status: int, headers: Mapping[str, str], text: str
    ) -> None:
        """Note how an answer departs. It is no exception: a page would show that as an error."""
        self.count += 1
        self.departures += [
            f"{method} {path} {status}: {departure}"
            for departure in departures(method, path, status, headers, text)
        ]

    def taken(self) -> list[str]:
        """The departures that nobody took yet."""
        taken, self.departures = self.departures, []
        return taken


CHECKED = AnswerSchemas()
"""Of this process."""


def departures(
    method: str, path: str, status: int, headers: Mapping[str, str], text: str
) -> list[str]:
    """How an answer departs from the document; none for one that the service may give."""
    route, _ = route_at(method, path)
    response = responses_of(route.name).get(str(status))
    if response is None:
        return ["no such status"]
    sent = {name.lower(): value for name, value in headers.items()}
    missing = [
        f"no header {name}"
        for name, header in response.get("headers", {}).items()
        if header.get("required") and name.lower() not in sent
    ]
    content = response.get("content", {})
    if not content:
        return [*missing, *(["a body"] if text else [])]
    media_type = sent.get("content-type", "").partition(";")[0]
    if media_type not in content:
        return [*missing, f"media type {media_type!r}"]
    if not media_type.endswith("json"):
        return missing
    errors = validator(route.name, status, media_type).iter_errors(json.loads(text))
    return [*missing, *(f"{each.instance_path}: {each.message[:200]}" for each in errors)]


@cache
def document(service: str) -> Json:
    """The closed document of a service."""
    return document_without_texts(service, closed=True)


def responses_of(name: str) -> Json:
    """Status -> response of a route by its name."""
    method, _, path = name.partition(" ")
    operation: Json = document(path.split("/")[1])["paths"][path][method.lower()]
    responses: Json = operation["responses"]
    return responses


@cache
def validator(name: str, status: int, media_type: str = MEDIA_TYPE) -> Draft202012Validator:
    """That of a route's answer of a status."""
    schema = responses_of(name)[str(status)]["content"][media_type]["schema"]
    components = document(name.split("/")[1])["components"]
    return Draft202012Validator({**schema, "components": components})
