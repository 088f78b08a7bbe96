"""The request for supplements (yêu cầu bổ sung): what the applicant must add, and until when."""

from contracts.procedure_terms import SupplementEffect
from contracts.required_documents import GroundedRequest
from contracts.terms import Moment
from kit.core.model import Model


class SupplementRequest(Model):
    """`id` is that of the request that made it. `due` is 24:00 of the applicant's last day.

    `effect` is what the wait does to the time limit; `received_at`: all that was wanted is there.
    `grounds`: papers that are requested although the State has their data.
    `first` is the request before this one, which the head alone may repeat.
    """

    id: str
    items: tuple[str, ...]
    requested_at: Moment
    due: Moment
    effect: SupplementEffect
    received_at: Moment | None = None
    grounds: tuple[GroundedRequest, ...] = ()
    first: "SupplementRequest | None" = None
