"""Which form an act gets."""

from collections.abc import Callable
from typing import Any, Final

from contracts.casework import (
    CaseExtended,
    CasePapersRequested,
    CaseRefused,
    CaseStopped,
    CaseWithdrawn,
)
from documents.sealing import jobs
from documents.sealing.jobs import RenderingJob
from kit.core.events import Envelope
from kit.core.model import Event

FORMS: Final[dict[str, tuple[type[Event], Callable[[Envelope, Any], RenderingJob]]]] = {
    "case.papers_requested": (CasePapersRequested, jobs.supplement_job),
    "case.refused": (CaseRefused, jobs.refusal_job),
    "case.extended": (CaseExtended, jobs.apology_job),
    "case.stopped": (CaseStopped, jobs.stop_job),
    "case.withdrawn": (CaseWithdrawn, jobs.withdrawal_job),
}
"""Events with a form of their own: Mẫu 02 to 05."""
