"""The largest dossier that the doors let in fits into one event, with room to spare."""

from contracts.terms import Component
from intake.domain.draft import LONGEST_ANSWERS, MOST_PAPERS
from intake.domain.person import Profile
from intake.filing import actions
from intake.filing.file import Filing
from kit.core.events import LARGEST
from tests.fakes import NOW
from tests.unit.intake.builders import AN, PDF, Intake, a_call, a_procedure, a_rule

LONGEST_NAME = "ế" * 85
"""255 bytes; the longest name of a paper in data/catalogue has 162."""


def test_the_largest_dossier_fits_into_one_event() -> None:
    names = [
        Component(id=f"tp{n:038}", name=LONGEST_NAME, required=True) for n in range(MOST_PAPERS)
    ]
    fees = [a_rule(id=f"{n:040}", line=f"dong-{n}", name=LONGEST_NAME) for n in range(20)]
    intake = Intake()
    draft = intake.opened(
        a_procedure(documents=tuple(names), fee_rules=tuple(fees), name="ế" * 1000)
    )
    loudest = Profile(**{**AN.model_dump(), "full_name": "Ế" * 200, "address": "ế" * 400})
    actions.put_person(intake.store, "an", loudest, at=NOW)
    actions.answer(intake.store, draft.id, {"a": "ế" * ((LONGEST_ANSWERS - 10) // 3)}, a_call())
    for n, component in enumerate(names):
        intake.attached(draft, PDF + b"\n%%" + str(n).encode(), component.id)

    dossier = actions.file(intake.store, draft.id, Filing(), a_call())

    event = intake.transport.items[f"DOSSIER#{dossier.id}", "EVENT#000001"]
    assert len(dossier.papers) == MOST_PAPERS
    assert len(event.doc.encode()) < LARGEST
