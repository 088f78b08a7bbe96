"""Two hundred officials of whom ten game the clock, each in a way of their own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from status.supervision.handled_dossier import HandledDossier

OFFICIALS: Final = 200
BEGIN: Final = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
AS_OF: Final = datetime(2026, 12, 31, tzinfo=UTC)
HABITS: Final = {
    "G1": 0.02,
    "G2": 0.01,
    "G3": 0.01,
    "G4": 0.03,
    "G5": 0.03,
    "G6": 0.03,
    "G7": 0.05,
    "G8": 0.01,
    "G9": 0.002,
    "G10": 0.02,
}
"""How often an honest official's dossier looks like each sign, by accident; officials differ."""
GAMED: Final = (0.2, 0.4)
"""How often a cheat's does."""
PROCEDURES: Final = tuple(f"1.00{number:04d}" for number in range(12))


def simulated(seed: int, dossiers: int) -> tuple[list[HandledDossier], dict[str, str]]:
    """Every dossier of a year, and the cheats with their signs; each official has about so many."""
    random = Random(seed)
    cheats = {
        f"o{number:03d}": sign
        for number, sign in zip(random.sample(range(OFFICIALS), 10), HABITS, strict=True)
    }
    rows: list[HandledDossier] = []
    for number in range(OFFICIALS):
        official = f"o{number:03d}"
        count = max(25, round(random.gauss(dossiers, dossiers / 5)))
        rows += _of(official, cheats.get(official), count, random)
    return rows, cheats


def _of(official: str, game: str | None, count: int, random: Random) -> Iterator[HandledDossier]:
    shares = {sign: share * random.lognormvariate(0, 0.3) for sign, share in HABITS.items()}
    if game:
        shares[game] = random.uniform(*GAMED)
    own = random.sample(PROCEDURES, 4)
    marked = {
        sign: [random.random() < share for _ in range(count)] for sign, share in shares.items()
    }
    for number in range(count):
        yield _dossier(
            official, random.choice(own), number, {s: m[number] for s, m in marked.items()}, random
        )


def _dossier(
    official: str, procedure: str, number: int, has: dict[str, bool], random: Random
) -> HandledDossier:
    day = BEGIN + timedelta(days=random.randrange(330))
    due = day + timedelta(days=random.randint(3, 15), hours=8)
    requested = resumed = None
    if has["G1"]:
        requested = due - timedelta(hours=random.uniform(0, 8))
    elif has["G2"] or random.random() < 0.05:
        requested = due - timedelta(hours=random.uniform(9, 60))
    if has["G2"]:
        resumed = due + timedelta(minutes=random.uniform(0, 10))
    elif requested:
        resumed = requested + timedelta(days=random.uniform(1, 6), minutes=11)
    # a bulk: the ten of a block of numbers are completed in one minute of one evening
    block = BEGIN + timedelta(days=60 + number // 40, hours=9, seconds=number % 40)
    completed = block if has["G4"] else due - timedelta(hours=random.uniform(-20, 70))
    wait = random.uniform(11, 60) if has["G5"] else random.uniform(0, 9)
    burst = BEGIN + timedelta(days=90 + number // 50, minutes=number % 50)
    rated = burst if has["G10"] else completed + timedelta(days=random.uniform(0, 20))
    return HandledDossier(
        code=f"{official}-{number:04d}",
        official=official,
        procedure=procedure,
        due=due,
        completed=completed,
        returned=completed + timedelta(days=wait),
        as_of=AS_OF,
        requested=requested,
        resumed=resumed,
        refused=has["G3"],
        refiled_days=random.uniform(0, 5) if has["G3"] else None,
        extended=has["G7"],
        recorded_hours=random.uniform(25, 90) if has["G6"] else random.uniform(0, 5),
        alone=has["G8"],
        result_is_paper=has["G9"],
        rated=rated if has["G10"] or random.random() < 0.4 else None,
        rating_prefix="desk" if has["G10"] else f"n{random.randrange(10**6)}",
    )
