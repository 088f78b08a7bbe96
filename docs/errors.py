"""`python -m docs.errors`: writes api/errors.md, every error a caller may see, from the code."""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from infra.openapi import document_of
from infra.places import SERVICES
from kit.core.errors import ServiceError
from kit.http.problem_details import BrokenSchema
from kit.http.rules import RULES

PACKAGES = ("kit", "contracts", "law", *SERVICES)
PAGE = Path(__file__).with_name("api") / "errors.md"
HEAD = """# Errors

Written by `make openapi` from the error classes in the code; a test compares them.

A refusal is a problem document (RFC 9457, `application/problem+json`). Programs go by `code`, which
does not change; `detail` is for people, in Vietnamese, or in English where `Accept-Language`
prefers it. In braces stand facts of the case. [The guide](guide.md) says which errors to
retry, and how.

| status | code | tiếng Việt | English | services |
|---|---|---|---|---|
"""
RULE_HEAD = """
## Rules of a request

Where `code` is `invalid`, `errors` lists each field with the rule that it breaks. A rule of the
domain is called by its code, as above or in the service's document.

| rule | meaning |
|---|---|
"""


def error_classes() -> list[type[ServiceError]]:
    """Every error that a service may answer, by status and code."""
    for package in PACKAGES:
        _import_all(package)
    every = sorted(_subclasses(ServiceError), key=lambda c: c.__module__)
    classes = {c.code: c for c in every if "code" in vars(c) and c is not BrokenSchema}
    return sorted(classes.values(), key=lambda c: (c.status, c.code))


def _import_all(package: str) -> None:
    """Classes exist only when their modules were imported."""
    root = importlib.import_module(package)
    for module in pkgutil.walk_packages(root.__path__, f"{package}."):
        importlib.import_module(module.name)


def _subclasses(kind: type[ServiceError]) -> Iterator[type[ServiceError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__.partition(".")[0] in PACKAGES:
            yield from _subclasses(child)


def services_by_code() -> dict[str, list[str]]:
    """Which services' documents promise a code."""
    services_by_error: dict[str, list[str]] = defaultdict(list)
    for service in SERVICES:
        codes = set[str]()
        for methods in document_of(service)["paths"].values():
            for operation in methods.values():
                codes |= set(_codes(operation["responses"]))
        for code in codes:
            services_by_error[code].append(service)
    return services_by_error


def _codes(responses: dict[str, dict[str, object]]) -> Iterator[str]:
    for response in responses.values():
        content: dict[str, dict[str, dict[str, list[dict[str, dict[str, dict[str, list[str]]]]]]]]
        content = response.get("content", {})  # type: ignore[assignment]
        for part in content.get("application/problem+json", {}).get("schema", {}).get("allOf", []):
            yield from part.get("properties", {}).get("code", {}).get("enum", [])


def page() -> str:
    """The whole page."""
    by_code = services_by_code()
    rows = []
    for error in error_classes():
        services = by_code.get(error.code, [])
        named = "all" if len(services) == len(SERVICES) else ", ".join(services) or "–"
        rows.append(f"| {error.status} | `{error.code}` | {error.vi} | {error.en} | {named} |")
    rules = [f"| `{rule}` | {meaning} |" for rule, meaning in RULES.items()]
    return HEAD + "\n".join(rows) + "\n" + RULE_HEAD + "\n".join(rules) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
