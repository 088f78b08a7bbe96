"""What a letter costs, by the lines of the list of prices: its sender's part, and each recipient's.

A letter of the yearly statistic is a line of a register: one that an agency sent, or one that it
got. The letter to three agencies of these tests is four of them.
"""

from decimal import Decimal
from typing import Any

from tests.unit.letters.metered import Cost, MeteredWorld
from tests.unit.letters.world import FAR, HOME, NEAR

LIMIT = Decimal("0.00005")
A_YEAR = 4_695_747
"""Documents that the agencies of the province sent and got in a year."""
PDF = b"%PDF-1.7 of the tests"
RECIPIENTS = (NEAR, FAR, "H49.63")


def sent(world: MeteredWorld) -> tuple[str, Cost]:
    """Drafted with its file, numbered, signed, sent, and its trace looked at."""
    with world.cost(6, objects=1, links=2) as costs:
        letter = str(world.draft(*RECIPIENTS).body["id"])
        world.act(letter, "number")
        world.act(letter, "sign", "head", {"seal": False})
        world.act(letter, "send")
        assert len(world.client.get(f"/v1/outgoing/{letter}/trace", f"clerk@{HOME}").text) > 100
        world.client.post("/v1/files", f"officer@{HOME}", PDF)
    return letter, costs[0]


def received(world: MeteredWorld, letter: str) -> Cost:
    """Listed, its file read, accepted, assigned, finished."""
    with world.cost(5, links=1) as costs:
        assert world.incoming(NEAR)
        path = f"/v1/letters/{letter}/files/{'ab' * 32}"
        assert world.client.get(path, f"clerk@{NEAR}").status == 200
        steps: list[tuple[str, str, Any]] = [
            ("accept", "clerk", None),
            ("assign", "head", {"official": f"officer@{NEAR}"}),
            ("finish", "officer", {}),
        ]
        for act, role, body in steps:
            assert world.at(NEAR, letter, act, role, body).status == 200
    return costs[0]


def test_a_letter_costs_at_most_a_twentieth_of_a_thousandth_of_a_dollar() -> None:
    world = MeteredWorld()
    world.directory.put_agency(world.agency("H49.63"))
    sent(world)  # the key of the month, and what is imported once, are the first letter's

    letter, out = sent(world)
    into = received(world, letter)

    mean = (out.dollars + 3 * into.dollars) / 4
    print(f"sent {out}\n  {shown(out)}\nreceived {into}\n  {shown(into)}")
    print(f"mean of the four lines of registers US${mean:.7f}, a year US${mean * A_YEAR:.0f}")
    assert mean <= LIMIT
    assert out.writes < 40
    assert into.writes < 40


def shown(cost: Cost) -> str:
    return ", ".join(f"{name} {dollars:.7f}" for name, dollars in cost.lines.items())
