"""The dossier's page: where it stands, what is due."""

from portal.api import PublicApi, Refused
from portal.pages import Reply, page
from portal.seen import Fee
from portal.visit import Visit
from portal.wire import NoAnswer


def dossier(visit: Visit, api: PublicApi) -> Reply:
    """Where it stands and what is due; raises LookupNeeded, Refused, NoAnswer."""
    found = api.dossier(visit.rights)
    fees = _fees(visit, api)
    refunded = {fee.fee: fee.refunded for fee in found.fees}
    return page(visit, "dossier.html", dossier=found, fees=fees, refunded=refunded)


def _fees(visit: Visit, api: PublicApi) -> tuple[Fee, ...] | None:
    """The fees; None where they are not to be had now, which hides nothing else of the page."""
    try:
        return api.fees(visit.rights).items
    except NoAnswer:
        return None
    except Refused as refused:
        if refused.status == 404:
            return ()
        return None
