"""The largest dossier that intake takes fits into one event, with room to spare."""

from contracts.required_documents import Component
from intake.domain.answers import LARGEST_ANSWERS
from intake.domain.draft import MOST_ATTACHMENTS
from intake.domain.profile import Profile
from kit.core.events import LARGEST
from tests.unit.intake.world import AN, PDF, World, a_form, a_procedure, a_rule

LONGEST_NAME = "ế" * 85
"""255 bytes; the longest name of a document in data/catalogue has 162."""


def test_the_largest_dossier_fits_into_one_event() -> None:
    components = tuple(
        Component(id=f"tp{number:038}", name=LONGEST_NAME, required=True)
        for number in range(MOST_ATTACHMENTS)
    )
    fees = tuple(
        a_rule(id=f"{number:040}", line=f"dong-{number}", name=LONGEST_NAME) for number in range(20)
    )
    world = World()
    content = a_procedure(
        documents=components, fee_rules=fees, name="ế" * 1000, form=a_form(*"abcdefgh")
    )
    draft = world.prepare_draft(content)
    world.update_profile(
        Profile(**{**AN.model_dump(), "full_name": "Ế" * 200, "address": "ế" * 400})
    )
    world.update_draft(draft, dict.fromkeys("abcdefgh", "ế" * ((LARGEST_ANSWERS - 80) // 24)))
    for number, component in enumerate(components):
        world.attach(draft, PDF + b"\n%%" + str(number).encode(), component.id)

    dossier = world.file(draft)

    event = world.transport.items[f"DOSSIER#{dossier.id}", "EVENT#000001"]
    assert len(dossier.attachments) == MOST_ATTACHMENTS
    assert len(event.doc.encode()) < LARGEST
