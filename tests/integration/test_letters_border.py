"""A letter of a ministry comes over the axis' double, and its writer is told that it arrived."""

from datetime import UTC, date, datetime

import pytest
import requests

from letters.adapters.axis_http import AxisConnection
from letters.adapters.national_axis import NationalAxis
from letters.edxml.dialect import AXIS
from letters.edxml.letter import DocumentType, Letter, Organ, Signer, StatusMessage, document_id_of
from letters.edxml.read import read
from letters.edxml.write import write
from local.cloud.settings import HOST, document_axis_port
from local.demo.waiting import wait_for
from local.doubles.document_axis.__main__ import SECRET
from tests.integration.world import World

pytestmark = pytest.mark.integration
DOUBLE = f"http://{HOST}:{document_axis_port()}"
DAY = date(2026, 11, 30)
HERE = "H49.61.01"


def ministry() -> NationalAxis:
    return NationalAxis(AxisConnection(f"{DOUBLE}/axis"), "G09", SECRET, lambda: datetime.now(UTC))


def wake(world: World, function: str) -> None:
    answer = world.client("lambda").invoke(
        FunctionName=f"motcua-local-letters-{function}", Payload=b"{}"
    )
    assert "FunctionError" not in answer, answer["Payload"].read()


def statuses() -> list[StatusMessage]:
    """What the ministry is told."""
    axis = ministry()
    packages = [read(axis.fetch(each.id)).package for each in axis.waiting("status")]
    return [each for each in packages if isinstance(each, StatusMessage)]


def test_a_letter_of_a_ministry_comes_and_it_learns_so(world: World) -> None:
    own = Letter(
        sender=Organ(id="G09", name="Bộ Nội vụ"),
        recipients=(Organ(id=HERE, name=""),),
        document_id=document_id_of("G09", DAY, "501", "BNV-VP"),
        number="501",
        notation="BNV-VP",
        promulgated=DAY,
        type=DocumentType(detail=18, name="Công văn"),
        subject="V/v thử nghiệm liên thông văn bản",
        signer=Signer(name="Nguyễn Văn An"),
    )
    # the recipient's system at the axis is the province's
    requests.post(
        f"{DOUBLE}/_double/system", json={"code": HERE, "name": "", "system": "H49"}, timeout=30
    ).raise_for_status()

    ministry().send(write(own, AXIS), "edoc")
    wake(world, "fetcher")
    wake(world, "reader")
    wake(world, "sender")

    wait_for(statuses, "the ministry is told")
    (arrived,) = statuses()
    assert (arrived.status, arrived.sender.id) == ("01", HERE)
    assert arrived.letter.document_id == own.document_id


def test_an_unsigned_call_of_another_system_is_refused(world: World) -> None:
    path = "/r1/VN/GOV/H49/EXCHANGE/dossiers/H49-1"
    answer = world.sign_in.client_with().send("GET", "exchange", path)
    assert (answer.status_code, answer.json()["code"]) == (401, "peer_signature_refused")
