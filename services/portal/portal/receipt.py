"""The receipt's page, made to be printed."""

from dataclasses import replace

from portal.api import PublicApi, Refused
from portal.pages import Reply, page
from portal.visit import Visit


def receipt(visit: Visit, api: PublicApi) -> Reply:
    """The receipt (biên lai) of a settled fee; raises LookupNeeded, Refused, NoAnswer."""
    try:
        found = api.receipt(visit.rights, visit.given["fee"])
    except Refused as refused:
        if refused.status != 404:
            raise
        return replace(page(visit, "no_receipt.html"), status=404)
    return page(visit, "receipt.html", receipt=found, code=visit.session.code)
