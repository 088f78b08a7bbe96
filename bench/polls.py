"""Requests that a client repeats until their answer changes."""

from collections.abc import Sequence

from bench.recording import Invocation


def once_each(invocations: Sequence[Invocation]) -> list[Invocation]:
    """Equal reads in a row count once: how often a client polls depends on its patience only."""
    counted_once: list[Invocation] = []
    last_get: dict[str, int] = {}
    for invocation in invocations:
        if invocation.kind == "http" and "webhooks" not in invocation.route:
            identity = _identity(invocation)
            if identity in last_get and invocation.route.startswith("GET "):
                counted_once[last_get[identity]] = invocation
                continue
            last_get = {identity: len(counted_once)}
        counted_once.append(invocation)
    return counted_once


def _identity(invocation: Invocation) -> str:
    headers = {k.lower(): v for k, v in (invocation.event.get("headers") or {}).items()}
    return " ".join(
        [invocation.route, str(headers.get("x-lookup-key")), str(headers.get("if-none-match"))]
    )
