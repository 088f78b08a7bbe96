"""What is wrong with a chain: each manipulation is named with the place where it shows."""

import hmac
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, pairwise
from typing import Final, Literal

from documents.verify.chain_file import ChainFile, Fact
from documents.verify.signatures import signature_findings

Kind = Literal[
    "foreign",
    "dropped",
    "repeated",
    "reordered",
    "edited",
    "unsigned",
    "head_missing",
    "head_reordered",
    "signature_broken",
    "key_unknown",
    "key_foreign",
    "key_unused",
    "value_edited",
]
FIRST_PREVIOUS: Final = "0" * 64
SEALED: Final = "document.sealed"
ENDINGS: Final = frozenset({"case.returned", "case.refused", "case.stopped", "case.withdrawn"})
CONTINUATIONS: Final = frozenset(
    {"case.decided", "case.completed", "case.result_recalled", "case.reopened"}
)
"""The acts after which a case that had ended is in work again, or waits to be returned again."""


@dataclass(frozen=True, order=True)
class Finding:
    """`first` to `last`: the positions among which it lies; 0 where it is of the whole file.

    `what` is a field or a key.
    """

    first: int
    last: int
    kind: Kind
    what: str = ""


def at(kind: Kind, position: int, what: str = "") -> Finding:
    """A finding at one position."""
    return Finding(position, position, kind, what)


def findings_of(file: ChainFile, trusted: Mapping[str, str] | None = None) -> list[Finding]:
    """None for a chain that is whole. `trusted`: PEM by the key's id, from the province's list."""
    own = [fact for fact in file.facts if fact.dossier != "" and fact.dossier == file.dossier]
    chain = {fact.position: fact for fact in reversed(own)}
    findings = {
        *(at("foreign", fact.position) for fact in file.facts if fact.dossier != file.dossier),
        *_disordered([fact.position for fact in own]),
        *_dropped(file, chain),
        *_edited(file, chain),
        *_unsigned(file, chain),
        *_disordered_heads(file),
        *(
            Finding(place, place, kind, key)
            for kind, place, key in signature_findings(file, trusted)
        ),
        *_edited_values(file, chain),
    }
    return sorted(findings)


def is_ended(file: ChainFile) -> bool:
    """Whether the case has ended as of its last act; records stand as they came, which may be out
    of order, so that the case's own numbers say which act is the last.
    """
    decisive = (fact for fact in file.facts if fact.act in ENDINGS | CONTINUATIONS)
    last = max(decisive, key=lambda fact: fact.sequence, default=None)
    return last is not None and last.act in ENDINGS


def _disordered(positions: list[int]) -> Iterator[Finding]:
    for position, count in Counter(positions).items():
        if count > 1:
            yield at("repeated", position)
    highest = 0
    for position in positions:
        if position < highest:
            yield at("reordered", position)
        highest = max(highest, position)


def _dropped(file: ChainFile, chain: Mapping[int, Fact]) -> Iterator[Finding]:
    last = max((*chain, *(head.position for head in file.heads)), default=1)
    for position in range(1, last + 1):
        if position not in chain:
            yield at("dropped", position)


def _edited(file: ChainFile, chain: Mapping[int, Fact]) -> Iterator[Finding]:
    """A record that its successor does not refer to was edited; where every link fits and a signed
    head does not, somebody linked anew, and it lies somewhere before that head.
    """
    edited: set[int] = set()
    for position in sorted(chain, reverse=True):
        behind = chain.get(position + 1)
        if behind and behind.previous != chain[position].digest and position + 1 not in edited:
            edited.add(position)
    if 1 in chain and chain[1].previous != FIRST_PREVIOUS:
        edited.add(1)
    yield from (at("edited", position) for position in edited)
    below = 0
    for head in sorted(file.heads, key=lambda head: head.position):
        fact = chain.get(head.position)
        if fact and fact.digest != head.digest:
            if not any(below < position <= head.position for position in edited):
                yield Finding(below + 1, head.position, "edited")
            return
        below = head.position


def _unsigned(file: ChainFile, chain: Mapping[int, Fact]) -> Iterator[Finding]:
    """Each seal and each end is signed, and nothing stands behind the last signature."""
    signed = {head.position for head in file.heads}
    for position in sorted(chain):
        if position > max(signed, default=0):
            yield at("unsigned", position)
    ordered = (chain[position] for position in sorted(chain))
    for _, group in groupby(ordered, key=lambda fact: fact.cause):
        facts = list(group)
        if any(fact.act == SEALED or fact.act in ENDINGS for fact in facts):
            last = facts[-1].position
            if last not in signed:
                yield at("head_missing", last)


def _disordered_heads(file: ChainFile) -> Iterator[Finding]:
    positions = [head.position for head in file.heads]
    for before, position in pairwise(positions):
        if position <= before:
            yield at("head_reordered", position)


def _edited_values(file: ChainFile, chain: Mapping[int, Fact]) -> Iterator[Finding]:
    for position, values in file.values.items():
        fact = chain.get(position)
        for name, (salt, value) in values.items():
            committed = fact.commitments.get(name) if fact else None
            opened = hmac.new(bytes.fromhex(salt), value.encode(), sha256).hexdigest()
            if committed is None or not hmac.compare_digest(committed, opened):
                yield at("value_edited", position, name)
