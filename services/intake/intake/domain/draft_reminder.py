"""The reminder of a draft that ends soon."""

from contracts.intake import DraftExpiring
from intake.domain.draft import Draft


def remind(draft: Draft) -> tuple[Draft, DraftExpiring]:
    """Its owner is reminded once; the contact stays sealed where it is."""
    event = DraftExpiring.model_validate(
        {"expires": draft.expires, "contact": draft.contact}, strict=False
    )
    return draft.evolve(is_reminded=True), event
