"""The authorisation table: read from authorisation.yaml; `python -m tests.contract.authorisation`
renders the docs."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

import yaml

from infra.places import ROOT
from infra.yaml_reader import SafeLoader

DATA: Final = Path(__file__).with_name("authorisation.yaml")
PAGE: Final = ROOT / "docs" / "authorisation.md"
STAFF_ROLES: Final = (
    "admin",
    "catalogue_editor",
    "receptionist",
    "officer",
    "approver",
    "clerk",
    "head",
    "supervisor",
    "cashier",
    "accountant",
)
ROLES: Final = ("nobody", "bad token", "citizen", "unlisted staff", *STAFF_ROLES)
About = Literal["nothing", "object", "proof"]
IDENTITY_RELATIONS: Final = ("known", "unknown")
OF_MANDATES: Final = ("mandated", "read only", "not begun", "ended", "revoked", "other scope")
OF_CITIZENS: Final = ("owner", "another", *OF_MANDATES, "unknown")
OF_STAFF: Final = ("agency", "above", "below", "foreign", "unknown")
OF_DESKS: Final = ("desk", "foreign desk")
OF_PROOF: Final = ("right", "wrong", "unknown")
OF_KEY: Final = (*IDENTITY_RELATIONS, "right", "wrong")
MEANING: Final = {
    "–": "no object is named, or the answer is the caller's own",
    "known": "an object that is there, asked for by somebody who can't stand in any relation to it",
    "owner": "the citizen's own",
    "another": "another citizen's",
    "mandated": "whom its owner gave a mandate to act, valid today",
    "read only": "whom its owner gave a mandate to read, valid today",
    "not begun": "the same as `mandated`, from tomorrow on",
    "ended": "the same, until yesterday",
    "revoked": "the same, revoked",
    "other scope": "whom its owner gave a mandate to act, for something else",
    "desk": "staff of the agency, of what its desk entered for somebody without an account",
    "foreign desk": "staff of another agency, of the same",
    "agency": "staff of the object's agency",
    "above": "staff of an agency above it",
    "below": "staff of an agency below it",
    "foreign": "staff of an agency that is neither",
    "right": "with the right look-up key or signature",
    "wrong": "with a wrong look-up key or signature",
    "unknown": "an object that there is not",
}
HEAD: Final = """# Who may do what

One status code for each (route, role, relation), rendered from `tests/contract/authorisation.yaml`
by `python -m tests.contract.authorisation`; `tests/contract/test_authorisation.py` requests each
cell of the running code. The response for somebody else's object equals, byte by byte, the one for
an unknown one (404).

*nobody* sends no token, *bad token* one that a stranger signed; *unlisted staff* have a valid token
and no entry in the directory. A dash: the role can't have that relation.

| relation | meaning |
|---|---|
"""


class Cell(NamedTuple):
    """One expectation."""

    route: str
    role: str
    relation: str
    status: int


@cache
def table() -> dict[str, dict[str, str | int | dict[str, int]]]:
    """The data as written."""
    rows: dict[str, dict[str, str | int | dict[str, int]]] = yaml.load(
        DATA.read_text(), Loader=_Strict
    )
    return rows


def relations(route: str, role: str) -> tuple[str, ...]:
    """In which relations a role can stand to what a route is about."""
    match table()[route]["about"]:
        case "nothing":
            return ("–",)
        case "proof":
            return OF_PROOF if "{" in route else OF_PROOF[:2]
        case "object, also of a desk" if role in STAFF_ROLES:
            is_looked_at = isinstance(table()[route][role], dict)
            return (*OF_STAFF, *OF_DESKS) if is_looked_at else OF_STAFF
        case _ if role in STAFF_ROLES:
            return OF_STAFF
        case _:
            is_looked_at = isinstance(table()[route][role], dict)
            return (
                (OF_CITIZENS if is_looked_at else ("owner", "another", "unknown"))
                if role == "citizen"
                else OF_KEY
                if keyed(route) and role == "nobody"
                else IDENTITY_RELATIONS
            )


def keyed(route: str) -> bool:
    """Whether a look-up key may take the place of a token."""
    return table()[route]["about"] == "object or key"


def cells_of(route: str) -> Iterator[Cell]:
    """Every cell of a route; KeyError where one is missing, ValueError where one is too many."""
    if set(table()[route]) != {"about", *ROLES}:
        raise ValueError(f"{route}: {sorted(table()[route])}")
    for role in ROLES:
        expected = table()[route][role]
        wanted = relations(route, role)
        if isinstance(expected, dict) and set(expected) != set(wanted):
            raise ValueError(f"{route}, {role}: {sorted(expected)}, not {sorted(wanted)}")
        for relation in wanted:
            status = expected[relation] if isinstance(expected, dict) else expected
            yield Cell(route, role, relation, int(status))


def rendered() -> str:
    """The page."""
    meanings = "".join(f"| {name} | {meaning} |\n" for name, meaning in MEANING.items())
    return (
        HEAD
        + meanings
        + "".join(map(_section, dict.fromkeys(route.split("/")[1] for route in table())))
    )


def _section(service: str) -> str:
    head = (
        f"\n## {service}\n\n| route | relation | {' | '.join(ROLES)} |\n"
        f"|---|---|{'---:|' * len(ROLES)}\n"
    )
    return head + "".join(_rows(route) for route in table() if route.split("/")[1] == service)


def _rows(route: str) -> str:
    status = {(cell.relation, cell.role): cell.status for cell in cells_of(route)}
    rows = ""
    for relation in [
        name for name in MEANING if any(name == relation_name for relation_name, _ in status)
    ]:
        shown = " | ".join(str(status.get((relation, role), "–")) for role in ROLES)
        rows += f"| {f'`{route}`' if not rows else ''} | {relation} | {shown} |\n"
    return rows


class _Strict(SafeLoader):
    """YAML in which a key stands once: a cell has exactly one status."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"twice in the table: {', '.join(twice)}")
        rows: dict[object, object] = super().construct_mapping(node, deep=deep)
        return rows


if __name__ == "__main__":
    PAGE.write_text(rendered())
