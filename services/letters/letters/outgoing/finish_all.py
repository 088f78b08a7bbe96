"""The sweeper brings what a writer asks to the copies that a failed request left out."""

from datetime import datetime
from typing import Final

from kit.core.budget import Budget
from kit.platform import log
from letters.outgoing.ask import finish_asking
from letters.repository import LettersRepository

AT_ONCE: Final = 50


def finish_all_asking(repository: LettersRepository, at: datetime, budget: Budget) -> int:
    """How many letters were finished; one that fails keeps no other from its turn."""
    finished = 0
    for letter in repository.unasked_letters(AT_ONCE):
        if budget.is_spent:
            break
        try:
            finish_asking(repository, letter, at=at)
        except Exception as error:  # noqa: BLE001 - logged; its mark stays
            log.failure("letter_not_asked", error, letter=letter)
        else:
            finished += 1
    return finished
