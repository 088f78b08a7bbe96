"""The collecting body (cơ quan thu phí, lệ phí): the tax code under which it issues receipts."""

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import StringConstraints

from contracts.terms import AgencyCode
from kit.core.model import Model

BODIES: Final = Path(__file__).parent / "collecting_bodies.json"
TaxCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}(?:-[0-9]{3})?$")]
"""Mã số thuế: ten digits, and three more for a dependent unit."""


class CollectingBody(Model):
    """A `synthetic` tax code is invented; `source` is where it is from."""

    tax_code: TaxCode
    synthetic: bool
    source: str


class CollectingBodies(Model):
    """The province's collecting bodies by agency code."""

    version: str
    note: str
    bodies: dict[AgencyCode, CollectingBody]


class Collector(Model):
    """Who collects: the agency's code and name, its tax code if one is known."""

    agency: AgencyCode
    name: str
    tax_code: TaxCode | None = None
    synthetic: bool = False


def collector(agency: str, name: str) -> Collector:
    """An agency with its own tax code, or that of the nearest one above it that has one."""
    code, bodies = agency, _bodies()
    while code and code not in bodies:
        code = code.rpartition(".")[0]
    body = bodies.get(code)
    if body is None:
        return Collector(agency=agency, name=name)
    return Collector(agency=agency, name=name, tax_code=body.tax_code, synthetic=body.synthetic)


@cache
def _bodies() -> dict[AgencyCode, CollectingBody]:
    return CollectingBodies.model_validate(json.loads(BODIES.read_text(encoding="utf-8"))).bodies
