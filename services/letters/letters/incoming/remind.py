"""The sweeper reminds officials of letters that nobody accepted, or that are due."""

from datetime import datetime
from typing import Final

from contracts.letters import LetterReminded
from kit.core.budget import Budget
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from letters.domain.deadlines import next_reminder
from letters.domain.delivery import DeliveryStep
from letters.repository import LettersRepository

AT_ONCE: Final = 200
MOST: Final = 5
"""Reminders of one step: later ones tell nobody anything new."""


def remind_all(repository: LettersRepository, at: datetime, budget: Budget) -> int:
    """How many letters somebody was reminded of."""
    reminded = 0
    for delivery in repository.due_reminders(at, AT_ONCE):
        if budget.is_spent:
            break
        try:
            reminded += remind(repository, delivery, at=at)
        except Exception as error:  # noqa: BLE001 - logged; its mark stays
            log.failure("letter_not_reminded", error, delivery=delivery)
    return reminded


@retry_on_conflict
def remind(repository: LettersRepository, id: str, *, at: datetime) -> bool:
    """Whether somebody was reminded: the letter may have been worked on in between."""
    delivery = repository.delivery_by_id(id)
    if delivery is None or delivery.remind_at is None or delivery.remind_at > at:
        return False
    steps = (*delivery.steps, DeliveryStep(act="remind", at=at))
    since = [each.act == "remind" for each in steps[::-1]]
    in_a_row = since.index(False) if False in since else len(since)
    changed = delivery.evolve(steps=steps, remind_at=next_reminder(at) if in_a_row < MOST else None)
    event = LetterReminded(
        letter=delivery.letter,
        agency=delivery.recipient,
        document=delivery.printed,
        state=delivery.state,
        due=delivery.due,
        handler=delivery.handler,
    )
    repository.save_delivery([Change(changed, event)], at)
    return True
