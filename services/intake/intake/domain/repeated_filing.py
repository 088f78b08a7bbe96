"""The mark of a filing: the same person, procedure and answers within a day are pointed out."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Final

from intake.domain.draft import Draft

REPEATED_WITHIN: Final = timedelta(hours=24)


def filing_mark(draft: Draft) -> str | None:
    """The same for the same person, procedure and answers; None where a desk entered the draft.

    The person's id is in it: without that nobody compares answers of two people.
    """
    if draft.owner is None:
        return None
    answers = json.dumps(draft.answers, ensure_ascii=False, sort_keys=True)
    return sha256(f"{draft.owner}\0{draft.procedure}\0{answers}".encode()).hexdigest()
