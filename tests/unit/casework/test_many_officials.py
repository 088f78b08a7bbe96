"""Officials who act on the same cases at once: one wins each version, no act is lost or doubled."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import pytest

from kit.core.ids import new_ulid
from kit.platform.fault_injection import Plan, injected
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse
from tests.unit.casework.world import AGENCY, World, a_free_dossier, a_procedure

STEP: Final = {"step": "Thẩm định", "desk": "chuyen-mon-01"}
REPEATS: Final = 20
"""Of one request that got no answer."""


@dataclass
class Interleaving(Plan):
    """Table faults, and now and then another official acts between the load and the commit."""

    between: list[Callable[[], None]] = field(default_factory=list)

    def reach(self, name: str) -> None:
        super().reach(name)
        if name == "assign.loaded" and self.between and self.chance.random() < 0.5:
            self.between.pop()()


@dataclass
class Desk:
    """Cases in work, officials, and what each of their requests was answered."""

    cases: int
    officials: int
    seed: int

    def __post_init__(self) -> None:
        self.plan = Interleaving(rate=0.1, chance=random.Random(self.seed))
        self.world = World(self.plan)
        self.world.publish(a_procedure())
        self.codes = [f"H49.61-261123-{number:04d}" for number in range(1, self.cases + 1)]
        self.subs = [f"officer-{number}" for number in range(self.officials)]
        people = (Staff(sub=sub, roles=("officer",), agencies=(AGENCY,)) for sub in self.subs)
        self.world.employ(*people)
        for code in self.codes:
            self.world.receive(a_free_dossier(), subject=code, dossier=code)
            self.world.accept(code=code)
        self.answers: dict[tuple[str, str], list[ClientResponse]] = {}

    def hold_round(self) -> None:
        """Every official reads a case, then all send their act on what they read."""
        seen = {code: self._read(code) for code in self.codes}
        acts = [
            self._act(sub, code := self.plan.chance.choice(self.codes), seen[code])
            for sub in self.subs
        ]
        self.plan.chance.shuffle(acts)
        self.plan.between = acts
        while acts:
            acts.pop()()

    def _read(self, code: str) -> str:
        for _ in range(REPEATS):
            answer = self._send("GET", f"/v1/cases/{code}", "officer")
            if answer and answer.status == 200:
                return answer.headers["ETag"]
        raise AssertionError(code)

    def _act(self, sub: str, code: str, etag: str) -> Callable[[], None]:
        key = new_ulid(self.world.clock())

        def act() -> None:
            for _ in range(REPEATS):
                answer = self._send(
                    "POST", f"/v1/cases/{code}/assignment", sub, If_Match=etag, Idempotency_Key=key
                )
                if answer and answer.status < 500:
                    self.answers.setdefault((code, etag), []).append(answer)
                    return
            raise AssertionError((code, sub))

        return act

    def _send(self, method: str, path: str, sub: str, **headers: str) -> ClientResponse | None:
        body = STEP if method == "POST" else None
        with injected(self.plan):
            return self.world.client.request(method, path, sub, body, **headers)


@pytest.mark.parametrize(
    ("cases", "officials", "rounds"),
    [(2, 20, 1), pytest.param(20, 200, 5, id="all of them", marks=pytest.mark.soak)],
)
def test_one_official_wins_each_version_and_the_others_learn_the_new_state(
    cases: int, officials: int, rounds: int
) -> None:
    desk = Desk(cases, officials, seed=officials)

    for _ in range(rounds):
        desk.hold_round()

    assert desk.plan.injected > 0
    assert sum(map(len, desk.answers.values())) == officials * rounds
    for answers in desk.answers.values():
        statuses = Counter(answer.status for answer in answers)
        assert statuses == Counter({201: 1, 412: len(answers) - 1})
        lost = [answer.body for answer in answers if answer.status == 412]
        assert {(each["code"], each["state"]) for each in lost} <= {("case_changed", "in_work")}
    wins = Counter(code for code, _ in desk.answers)
    for code in desk.codes:
        case = desk.world.cases.case(code)
        assert case is not None
        acts = [entry.act for entry in desk.world.cases.audit_entries_of(case)]
        assert acts.count("assign") == wins[code]
        assert case.version == 2 + wins[code]
    assert desk.world.event_types.count("case.assigned") == sum(wins.values())


def test_an_act_without_a_version_that_the_state_forbids_answers_the_state() -> None:
    world = World.with_case_signing()

    refused = world.client.post(f"/v1/cases/{world.case.id}/assignment", "officer", STEP)

    assert (refused.status, refused.code, refused.body["state"]) == (
        409,
        "act_not_allowed",
        "signing",
    )
