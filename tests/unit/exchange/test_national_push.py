"""The routes to which the National Portal pushes: who may, what is taken, and what comes again."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.national import DossierReceived
from contracts.testing.national import NATIONAL_CODE
from dvcqg.form.services import request_check
from kit.core.events import Envelope
from kit.testing.http_client import ClientResponse
from tests.unit.exchange.national import LOG_IN, filed_there
from tests.unit.exchange.world import World

SESSION_ENDED: Final = "Phiên làm việc không hợp lệ hoặc đã hết hạn"


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


def log_in(world: World, **changes: str) -> str:
    answer = world.client.post("/v1/national/session", "", {**LOG_IN, **changes}).body
    assert answer["error_code"] == "0", answer
    return str(answer["session"])


def push(world: World, session: str, *, unit: str = "H49", **changes: Any) -> ClientResponse:
    body = {"session": session, "madonvi": unit, **filed_there(**changes)}
    return world.client.post("/v1/national/dossiers", "", body)


def answer(world: World, session: str, **changes: Any) -> tuple[str, str]:
    body = push(world, session, **changes).body
    return str(body["error_code"]), str(body["message"])


def received(world: World) -> list[Envelope]:
    return [event for event in world.events() if event.type == DossierReceived.TYPE]


def opened(world: World) -> DossierReceived:
    return world.repository.read(received(world)[0], DossierReceived)


def test_a_pushed_dossier_is_received_once_and_answered_as_a_duplicate_after(world: World) -> None:
    session = log_in(world)

    answers = [answer(world, session)[0] for _ in range(3)]

    assert answers == ["0", "1", "1"]
    assert len(received(world)) == 1
    event = received(world)[0]
    assert (event.subject, event.dossier) == (NATIONAL_CODE, NATIONAL_CODE)
    stated = opened(world)
    assert stated.filed_at.isoformat() == "2026-11-23T08:30:00+07:00"
    assert stated.applicant.identity_number == "022190001234"
    assert stated.contact is not None
    assert stated.contact.phone == "+84912345678"
    assert [paper.has_file for paper in stated.papers] == [True]
    assert (stated.payment, sum(fee.amount for fee in stated.fees)) == (None, 150_000)


def test_a_payment_at_the_portal_is_handed_over_as_reported(world: World) -> None:
    push(world, log_in(world), DuocThanhToanTrucTuyen="1")

    payment = opened(world).payment
    assert payment is not None
    assert (payment.amount, payment.reported_at) == (150_000, received(world)[0].time)


def test_nothing_personal_is_stored_or_sent_unsealed(world: World) -> None:
    push(world, log_in(world))

    stored = [item.doc for item in world.transport.items.values()]
    for text in ("Nguyễn Thị An", "022190001234", "912345678", "bán phở", "don.pdf", "tep.dich"):
        assert not [doc for doc in stored if text in doc], text


def test_the_wrong_password_opens_no_session(world: World) -> None:
    for changes in ({"password": "sai"}, {"username": "ai-do"}, {"username": "", "password": ""}):
        body = world.client.post("/v1/national/session", "", {**LOG_IN, **changes}).body
        assert (body["session"], body["error_code"]) == ("", "-1")


def test_guessing_passwords_ends_after_ten(world: World) -> None:
    for _ in range(10):
        world.client.post("/v1/national/session", "", {**LOG_IN, "password": "sai"})

    body = world.client.post("/v1/national/session", "", LOG_IN).body
    assert (body["session"], body["error_code"]) == ("", "-1")
    world.clock.advance(timedelta(minutes=16))
    assert log_in(world)


def test_a_foreign_session_is_refused(world: World) -> None:
    """X8: a token that nobody opened, and none at all."""
    for token in ("", "a" * 43, "0" * 43):
        assert answer(world, token) == ("-1", SESSION_ENDED)
    assert received(world) == []


def test_an_ended_session_is_refused(world: World) -> None:
    """X8."""
    session = log_in(world)
    world.clock.advance(timedelta(minutes=30))

    assert answer(world, session) == ("-1", SESSION_ENDED)
    assert received(world) == []


def test_another_units_code_is_refused(world: World) -> None:
    """X8: in `madonvi`, and in the code of the dossier itself."""
    session = log_in(world)

    code, message = answer(world, session, unit="H56")
    assert (code, message) == ("-1", "Mã đơn vị H56 không thuộc tài khoản này")
    code, message = answer(world, session, code="H56.61.01-261123-120001")
    assert (code, message) == ("-1", "Mã đơn vị H56.61.01 không thuộc tài khoản này")
    assert received(world) == []


def test_another_provinces_account_reaches_no_dossier_of_ours(world: World) -> None:
    """X8."""
    foreign = log_in(world, username="tinh-khac", password="mat-khau-cua-tinh")

    assert answer(world, foreign)[0] == "-1"
    assert answer(world, foreign, unit="H56")[0] == "-1"
    assert received(world) == []


def test_a_replay_of_a_push_is_refused(world: World) -> None:
    """X8: the very bytes again change nothing, in the session and after its end."""
    session = log_in(world)
    raw = json.dumps({"session": session, "madonvi": "H49", **filed_there()}).encode()
    assert world.client.post("/v1/national/dossiers", "", raw).body["error_code"] == "0"
    before = dict(world.transport.items)

    assert world.client.post("/v1/national/dossiers", "", raw).body["error_code"] == "1"
    world.clock.advance(timedelta(hours=1))
    assert world.client.post("/v1/national/dossiers", "", raw).body["error_code"] == "-1"

    assert world.transport.items == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code": "H49-1"}, "Trường MaHoSo không hợp lệ"),
        ({"MaTTHC": "abc"}, "Trường MaTTHC không hợp lệ"),
        ({"ChuHoSo": ""}, "Trường ChuHoSo không hợp lệ"),
        ({"NgayNopHoSo": "hôm qua"}, "Trường NgayNopHoSo không hợp lệ"),
        ({"NgayNopHoSo": "20270101000000"}, "Trường NgayNopHoSo không hợp lệ"),
        ({"TaiLieuNop": [{"MaThanhPhanHoSo": "a"}]}, "Thiếu trường TaiLieuNop[0].TenTepDinhKem"),
        (
            {"TaiLieuNop": [{"TenTepDinhKem": "a.pdf", "Base64": "%"}]},
            "Trường TaiLieuNop[0].Base64 không hợp lệ",
        ),
        ({"TaiLieuNop": [{"TenTepDinhKem": "a"}] * 60}, "Trường TaiLieuNop không hợp lệ"),
        ({"DanhSachLePhi": [{"TenPhiLePhi": "a", "Gia": "-1"}]}, None),
    ],
)
def test_a_dossier_with_a_wrong_field_is_refused_by_its_name(
    world: World, changes: dict[str, Any], message: str | None
) -> None:
    code, words = answer(world, log_in(world), **changes)

    assert code == "-1"
    assert message is None or words == message
    assert received(world) == []


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{", b'"a"', b"[" * 100_000, b'{"session": "\\ud800"}']
)
def test_what_is_no_json_object_is_a_malformed_request(world: World, raw: bytes) -> None:
    assert world.client.post("/v1/national/dossiers", "", raw).status == 400
    assert world.client.post("/v1/national/session", "", raw).status == 400


def test_a_push_over_five_megabytes_is_refused(world: World) -> None:
    raw = b'{"session": "' + b"a" * 5_500_000 + b'"}'
    assert world.client.post("/v1/national/dossiers", "", raw).status == 413


def test_members_that_nobody_knows_and_numbers_for_texts_are_taken(world: World) -> None:
    changes: dict[str, Any] = {"MucMoi": {"a": [1]}, "LoaiDoiTuong": 1, "Email": None}
    assert answer(world, log_in(world), **changes)[0] == "0"


def test_other_contents_under_the_same_code_are_kept_and_change_nothing(world: World) -> None:
    session = log_in(world)
    push(world, session)
    assert answer(world, session, GhiChu="Xin gửi thêm")[0] == "1"
    assert answer(world, session, GhiChu="Xin gửi thêm")[0] == "1"

    assert len(received(world)) == 1
    ingest = world.repository.ingest(NATIONAL_CODE)
    assert ingest is not None
    assert len(ingest.digests) == 2
    bodies = [sk for _, sk in world.transport.items if sk.startswith("BODY#")]
    assert len(bodies) == 2


def test_a_business_files_under_its_tax_code(world: World) -> None:
    push(
        world,
        log_in(world),
        ChuHoSo="Công ty Hạ Long",
        LoaiDoiTuong="2",
        MaSoThue="5700100256",
        DinhDanhCHS={"LoaiDinhDanh": "", "SoDinhDanh": ""},
    )
    applicant = opened(world).applicant
    assert (applicant.organisation, applicant.tax_code, applicant.identity_number) == (
        "Công ty Hạ Long",
        "5700100256",
        None,
    )


def test_a_file_within_a_push_is_stored_sealed_and_handed_over_later(world: World) -> None:
    content = base64.b64encode(b"%PDF-1.7 don").decode()
    push(world, log_in(world), TepDonDangKy=content, TaiLieuNop=[])

    (paper,) = opened(world).papers
    assert paper.has_file
    (sealed,) = world.files.inline.values()
    assert sealed.startswith("sealed:")
    assert b"%PDF" not in sealed.encode()
    assert not [i for i in world.transport.items.values() if content in i.doc]


def test_what_is_pushed_here_is_what_the_kit_takes_for_right() -> None:
    assert list(request_check("GuiHoSo")(filed_there(), ())) == []
