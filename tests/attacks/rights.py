"""Attacks on rights: of removed officials, of administrators beyond their reach, of races."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from kit.testing.http_client import ClientResponse
from tests.attacks.attack import Attack
from tests.unit.casework.test_staff_rights import DESK_RIGHTS, OWN_RIGHTS, Offices

ROLES: Final = (
    "admin",
    "catalogue_editor",
    "receptionist",
    "officer",
    "head",
    "cashier",
    "accountant",
)
RESERVED: Final = ("admin", "catalogue_editor", "accountant")
Step = Callable[[Offices], ClientResponse]


def removed(act: Step) -> ClientResponse:
    """Somebody acts by a function that knew them a moment ago, after their removal."""
    offices = Offices()
    offices.other.get("/v1/staff/clerk", "ghost")
    offices.other.get("/v1/lists/new", "clerk")
    for sub in ("ghost", "clerk"):
        offices.one.delete(f"/v1/staff/{sub}", "quan-tri")
    return act(offices)


def raced(act: Step) -> ClientResponse:
    """Somebody is removed between the admission of their act and its write."""
    offices = Offices()
    offices.transport.before_write = lambda: offices.one.delete("/v1/staff/ghost", "quan-tri")
    return act(offices)


def plain(act: Step) -> ClientResponse:
    return act(Offices())


def put(who: str, sub: str, **rights: Any) -> Step:
    body = {**DESK_RIGHTS, **rights}
    return lambda offices: offices.other.put(f"/v1/staff/{sub}", who, body)


def delete(who: str, sub: str) -> Step:
    return lambda offices: offices.other.delete(f"/v1/staff/{sub}", who)


def agency(who: str, code: str) -> Step:
    body = {"name": "Ủy ban nhân dân", "valid_from": "2025-07-01"}
    return lambda offices: offices.other.put(f"/v1/agencies/{code}", who, body)


def case(who: str, act: str, body: dict[str, Any]) -> Step:
    path = f"/v1/cases/H49.61-261123-0001/{act}"
    return lambda offices: offices.other.post(path, who, body)


def restored_by_own_hand(attempts: int) -> str:
    """Finding 1: a loop of one request restored the rights in 29 of 30 attempts."""
    offices = Offices()
    offices.other.get("/v1/staff/clerk", "ghost")
    offices.one.delete("/v1/staff/ghost", "quan-tri")
    answers = [offices.other.put("/v1/staff/ghost", "ghost", OWN_RIGHTS) for _ in range(attempts)]
    return f"{sum(answer.status == 200 for answer in answers)} of {attempts}"


def overwritten() -> str:
    """Two administrators write one official at once: both changes are in the history."""
    offices = Offices()
    offices.transport.before_write = lambda: offices.one.put(
        "/v1/staff/clerk", "quan-tri-2", {**DESK_RIGHTS, "roles": ["cashier"]}
    )
    offices.other.put("/v1/staff/clerk", "quan-tri", DESK_RIGHTS)
    return f"{len(offices.history('clerk'))} entries"


def history_rewritten() -> str:
    """Whoever removes and restores an official leaves both in the history."""
    offices = Offices()
    offices.one.delete("/v1/staff/clerk", "xa")
    offices.one.put("/v1/staff/clerk", "quan-tri", DESK_RIGHTS)
    offices.one.delete("/v1/staff/clerk", "xa")
    return f"{len(offices.history('clerk'))} entries"


_STEPS: Final[tuple[tuple[str, Callable[[Step], ClientResponse], Step, str], ...]] = (
    ("a removed administrator lists themselves", removed, put("ghost", "ghost"), "403 forbidden"),
    *(
        (
            f"a removed administrator makes somebody {role}",
            removed,
            put("ghost", "friend", roles=[role]),
            "403 forbidden",
        )
        for role in ROLES
    ),
    ("a removed administrator removes another", removed, delete("ghost", "xa"), "403 forbidden"),
    ("a removed administrator renames an agency", removed, agency("ghost", "H49"), "403 forbidden"),
    *(
        (f"a removed official attempts {act}", removed, case("clerk", act, body), "403 forbidden")
        for act, body in (
            ("assignment", {"step": "Thẩm định", "desk": "x"}),
            ("proposal", {}),
            ("decision", {}),
            ("acceptance", {}),
            ("return", {"how": "post"}),
            ("rejection", {"reason": "x"}),
        )
    ),
    ("a raced administrator lists a friend", raced, put("ghost", "friend"), "403 forbidden"),
    (
        "a raced administrator lists themselves",
        raced,
        put("ghost", "ghost"),
        "403 forbidden",
    ),
    ("a raced administrator removes an official", raced, delete("ghost", "clerk"), "403 forbidden"),
    ("a raced administrator renames an agency", raced, agency("ghost", "H49"), "403 forbidden"),
    *(
        (
            f"a commune's administrator makes a friend {role}",
            plain,
            put("xa", "friend", roles=[role]),
            "403 role_out_of_reach",
        )
        for role in RESERVED
    ),
    *(
        (
            f"a commune's administrator makes themselves {role}",
            plain,
            put("xa", "xa", roles=["admin", role]),
            "403 role_out_of_reach",
        )
        for role in ("catalogue_editor", "accountant")
    ),
    *(
        (
            f"a commune's administrator gives the agency {code}",
            plain,
            put("xa", "friend", agencies=[code]),
            "403 agency_out_of_reach",
        )
        for code in ("H49", "H49.62", "H49.60", "H50", "H49.62.01")
    ),
    (
        "a commune's administrator adds a foreign agency to their own",
        plain,
        put("xa", "friend", agencies=["H49.61", "H49.62"]),
        "403 agency_out_of_reach",
    ),
    (
        "a commune's administrator removes one of the province",
        plain,
        delete("xa", "ghost"),
        "404 not_found",
    ),
    (
        "a commune's administrator replaces one of the province",
        plain,
        put("xa", "ghost"),
        "404 not_found",
    ),
    (
        "a commune's administrator renames a foreign agency",
        plain,
        agency("xa", "H49.62"),
        "404 not_found",
    ),
    ("a commune's administrator renames the province", plain, agency("xa", "H49"), "404 not_found"),
    *(
        (f"an officer {name}", plain, step, "403 forbidden")
        for name, step in (
            ("lists themselves as administrator", put("clerk", "clerk", roles=["admin"])),
            ("removes an administrator", delete("clerk", "xa")),
            ("renames an agency", agency("clerk", "H49.61")),
        )
    ),
    *(
        (f"a citizen {name}", plain, step, "403 forbidden")
        for name, step in (
            ("lists themselves as administrator", put("citizen", "citizen", roles=["admin"])),
            ("removes an administrator", delete("citizen", "xa")),
            ("accepts a dossier", case("citizen", "acceptance", {})),
        )
    ),
    *(
        (f"nobody {name}", plain, step, "401 token_required")
        for name, step in (
            ("lists themselves as administrator", put("", "me", roles=["admin"])),
            ("removes an administrator", delete("", "xa")),
            ("renames an agency", agency("", "H49")),
        )
    ),
    *(
        (
            f"an administrator gives {name}",
            plain,
            put("quan-tri", "friend", **rights),
            "422 invalid",
        )
        for name, rights in (
            ("a role that there is not", {"roles": ["root"]}),
            ("an agency that is none", {"agencies": ["*"]}),
            ("no agency", {"agencies": []}),
            ("an unknown right", {"everything": True}),
        )
    ),
)

ATTACKS: Final[tuple[Attack, ...]] = (
    Attack(
        "a removed administrator restores themselves",
        partial(restored_by_own_hand, 30),
        "0 of 30",
        finding="security-1",
    ),
    Attack("two administrators overwrite each other", overwritten, "2 entries"),
    Attack("a removal is hidden by a restoration", history_rewritten, "3 entries"),
    *(Attack(name, partial(how, step), expected) for name, how, step, expected in _STEPS),
)
