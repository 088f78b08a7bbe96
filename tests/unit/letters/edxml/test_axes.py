"""Both systems that carry letters, through their adapters, against their doubles over HTTP."""

import threading
from collections.abc import Iterator

import pytest

from letters.adapters.axis_http import AxisConnection
from letters.adapters.national_axis import NationalAxis, stamp_of
from letters.adapters.provincial_platform import ProvincialPlatform
from letters.edxml.axis import AxisAgency, AxisRefused, AxisUnavailable, DocumentAxis
from letters.edxml.dialect import AXIS
from letters.edxml.write import write
from local.doubles.document_axis.server import Double, serve
from tests.unit.letters.edxml.letters import AT, letter, status

SECRET = "between us"


@pytest.fixture
def double() -> Iterator[Double]:
    """One of its own for each test: what a slow answer brings late is another's."""
    double = serve(0)
    thread = threading.Thread(target=double.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    for code in ("H49.61", "G09", "H25.12"):
        double.control("system", {"code": code, "name": f"Cơ quan {code}", "secret": SECRET})
    yield double
    double.shutdown()
    double.server_close()


def axis_of(
    double: Double, kind: str, code: str, secret: str = SECRET, seconds: float = 10
) -> DocumentAxis:
    if kind == "axis":
        connection = AxisConnection(f"{double.url}/axis", seconds=seconds)
        return NationalAxis(connection, code, secret, lambda: AT)
    return ProvincialPlatform(AxisConnection(f"{double.url}/lgsp", seconds=seconds), code, secret)


both = pytest.mark.parametrize("kind", ["axis", "provincial"])


@both
def test_a_letter_goes_from_agency_to_agency_and_its_status_back(double: Double, kind: str) -> None:
    ours, theirs = axis_of(double, kind, "H49.61"), axis_of(double, kind, "G09")
    package = write(letter(), ours.dialect)

    number = ours.send(package, "edoc")
    (waiting,) = theirs.waiting("edoc")
    assert (waiting.sender, waiting.kind) == ("H49.61", "edoc")
    assert theirs.fetch(waiting.id) == package
    assert ours.sent(number) == {"G09": "initial", "H25.12": "initial"}

    theirs.acknowledge(waiting.id, "done")
    assert theirs.waiting("edoc") == ()
    assert ours.sent(number) == {"G09": "done", "H25.12": "initial"}

    theirs.send(write(status("03"), theirs.dialect), "status")
    assert len(ours.waiting("status")) == 1
    assert ours.waiting("edoc") == ()


@both
def test_agencies_are_listed(double: Double, kind: str) -> None:
    ours = axis_of(double, kind, "H49.61")
    ours.register(AxisAgency("H49.61", "Cơ quan H49.61"))
    assert AxisAgency("G09", "Cơ quan G09") in ours.agencies()


@both
@pytest.mark.parametrize("fault", ["away", "lost", "malformed", "slow"])
def test_a_fault_is_the_same_call_later(double: Double, kind: str, fault: str) -> None:
    ours = axis_of(double, kind, "H49.61", seconds=0.3 if fault == "slow" else 10)
    package = write(letter(), ours.dialect)
    double.slow = 0.6
    double.control("faults", {"next": [fault]})

    with pytest.raises(AxisUnavailable):
        ours.send(package, "edoc")

    assert axis_of(double, kind, "H49.61").send(package, "edoc")


@both
def test_wrong_credentials_open_nothing(double: Double, kind: str) -> None:
    stranger = axis_of(double, kind, "H49.61", secret="guessed")
    with pytest.raises((AxisUnavailable, AxisRefused)):
        stranger.waiting("edoc")


@both
@pytest.mark.parametrize(
    ("change", "code"), [("unknown recipient", "18"), ("other vocabulary", None), ("nothing", None)]
)
def test_a_refusal_has_the_code_of_the_axis_and_is_final(
    double: Double, kind: str, change: str, code: str | None
) -> None:
    ours = axis_of(double, kind, "H49.61")
    stranger = letter().recipients[0].evolve(id="Z99")
    package = {
        "unknown recipient": write(letter(recipients=(stranger,)), ours.dialect),
        "other vocabulary": b"<x/>",
        "nothing": b" ",
    }[change]

    with pytest.raises(AxisRefused) as refused:
        ours.send(package, "edoc")

    assert refused.value.is_final
    assert code is None or refused.value.code == code


def test_a_province_names_what_is_wrong_with_a_file(double: Double) -> None:
    ours = axis_of(double, "provincial", "H49.61")
    for package, code in (
        (b" ", "21"),
        (write(letter(), AXIS), "22"),
        (write(letter(), ours.dialect)[:-20], "10"),
    ):
        with pytest.raises(AxisRefused, match=f"^{code}$"):
            ours.send(package, "edoc")


def test_a_locked_recipient_is_tried_again(double: Double) -> None:
    ours = axis_of(double, "provincial", "H49.61")
    double.control("lock", {"code": "G09"})

    with pytest.raises(AxisRefused) as refused:
        ours.send(write(letter(), ours.dialect), "edoc")

    assert (refused.value.code, refused.value.is_final) == ("23", False)
    assert double.office.messages == []


@both
def test_a_package_may_arrive_three_times(double: Double, kind: str) -> None:
    ours, theirs = axis_of(double, kind, "H49.61"), axis_of(double, kind, "G09")
    double.control("faults", {"next": ["thrice"]})

    ours.send(write(letter(), ours.dialect), "edoc")

    assert len({each.id for each in theirs.waiting("edoc")}) == 3


def test_the_stamp_has_the_form_of_the_sdk() -> None:
    assert stamp_of(AT) == "30112026T093015+0000"
