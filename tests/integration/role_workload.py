"""Work that no dossier's way causes: reads of lists, parked messages, failed documents.

Every statement of a role is used by a dossier, or by one of these.
"""

import json
import time
from contextlib import suppress
from typing import Any

import requests

from contracts.routes import ROUTES
from documents.repository import KEYS
from infra.places import SERVICES
from kit.core.ids import new_ulid
from kit.core.time import system_clock as now
from kit.persistence.unsent import event_mark
from local.demo.api_client import UnexpectedResponse
from local.demo.journey import Journey
from local.demo.letters import Office
from local.demo.national_sign_in import NationalSignIn
from local.doubles.bank.bank import Line, callback
from local.stage import BANK
from tests.integration.partner import partner_key
from tests.integration.statement_uploads import upload
from tests.integration.world import PAID, World, items

_completed: dict[str, Journey] = {}
LONG_AGO = {"since": {"S": "2026-01-01T00:00:00.000000Z"}}


def read_lists(world: World) -> None:
    """Officials and citizens read lists, page by page."""
    journey = completed_journey(world)
    code, citizen = journey.code, world.sign_in.client("citizen", journey.who.username)
    receiver, accountant = world.staff("mot-cua"), world.staff("ke-toan")
    world.staff("quan-tri").send("GET", "casework", "/staff/nobody")
    for client, service, path in (
        (receiver, "casework", "/lists/done?limit=1"),
        (receiver, "casework", "/lists/to-return?limit=100"),
        (world.public, "casework", "/agencies?limit=1"),
        (receiver, "documents", f"/dossiers/{code}/documents"),
        (receiver, "payments", f"/dossiers/{code}/fees"),
        (receiver, "notifications", f"/dossiers/{code}/notices?limit=1"),
        (receiver, "notifications", "/desk-tasks?limit=1"),
        (accountant, "payments", "/discrepancies?limit=1"),
        (citizen, "notifications", f"/dossiers/{code}/notices?limit=1"),
        (citizen, "notifications", "/me/notices?limit=1"),
        (citizen, "status", "/me/dossiers?limit=1"),
        (world.public, "status", "/figures?month=2026-11"),
        (world.public, "status", "/open/roots"),
        (citizen, "intake", "/procedures?limit=1"),
    ):
        client.send("GET", service, path)
    receiver.send("POST", "casework", "/searches", {"text": journey.who.name})


def read_receipt(world: World) -> None:
    """A receptionist reads who paid the completed dossier's fee."""
    receiver, code = world.staff("mot-cua"), completed_journey(world).code
    fees = receiver.send("GET", "payments", f"/dossiers/{code}/fees").json()
    for fee in fees.get("items", ()):  # a problem where the role lacks what it needs
        receiver.send("GET", "payments", f"/fees/{fee['fee']}/receipt")


def sign_in_by_national_account(world: World) -> None:
    """A citizen signs in by services/identity, and out again."""
    with suppress(AssertionError, KeyError, requests.RequestException):  # refused without a right
        browser = NationalSignIn(world.deployment)
        browser.sign_out(browser.tokens("cong-dan-000")["refresh_token"])


def use_partners(world: World) -> None:
    """An administrator registers a partner and looks at it; its program reads with a new key."""
    with suppress(UnexpectedResponse, KeyError, requests.RequestException):  # without a right
        key = partner_key(world)
        for path in ("/me", "/events"):
            world.public.send("GET", "partners", path, X_Api_Key=key)
        step = {"dossier": "H49.61.01-000101-0001"}
        world.public.send("POST", "partners", "/sandbox/advances", step, X_Api_Key=key)


def use_voice(world: World) -> None:
    """The owner of the completed dossier rates it, and writes to its agency, which replies."""
    journey = completed_journey(world)
    citizen = world.sign_in.client("citizen", journey.who.username)
    rating = f"/dossiers/{journey.code}/rating"
    citizen.send("PUT", "voice", rating, {"grade": "dissatisfied", "comment": "Phải chờ lâu."})
    citizen.send("GET", "voice", rating)
    receiver = world.staff("mot-cua")
    receiver.send("PUT", "voice", f"{rating}/reply", {"text": "Chúng tôi xin lỗi."})
    receiver.send("GET", "voice", "/ratings?limit=1")
    body = {
        "kind": "feedback",
        "agency": journey.code.partition("-")[0],
        "text": "Quầy số 2 đóng cửa lúc 10 giờ.",
    }
    citizen.send("POST", "voice", "/feedback", body)


def use_letters(world: World) -> None:
    """A letter is drafted, numbered, sealed, sent, accepted, and its registers are read."""
    office = Office(world.sign_in)
    with suppress(Exception):  # the function may lack a right on the way
        file = office.uploaded("Công văn", now())
        letter = office.draft("H49.61", ["H49.62"], file)
        office.act(letter, "number")
        office.sign(letter, seal=True)
        office.act(letter, "send")
        office.at("H49.62", letter, "accept")
        office.clerk.send("GET", "letters", "/incoming?agency=H49.62&limit=1")
        office.clerk.send("GET", "letters", f"/letters/{letter}/files/{file['sha256']}")


def upload_statement(world: World) -> None:
    """An accountant uploads a statement of one line that no dossier waits for."""
    number, day = new_ulid(now()), f"{now():%d/%m/%Y}"
    raw = f"Số giao dịch,Ngày giao dịch,Nội dung,Số tiền\n{number},{day},UNG HO,20000\n"
    with suppress(AssertionError):  # the API itself may lack the statement
        upload(world.staff("ke-toan"), raw.encode(), number)


def read_public_key(world: World) -> None:
    """Read the public key before documents has stored it, as before the very first seal."""
    tables, name = world.client("dynamodb"), "motcua-local-documents"
    stored = [item for item in items(world, name) if item["pk"]["S"] == KEYS]
    for item in stored:
        tables.delete_item(TableName=name, Key={"pk": item["pk"], "sk": item["sk"]})
    try:
        world.public.send("GET", "documents", "/keys")
    finally:
        for item in stored:
            tables.put_item(TableName=name, Item=item)


def completed_journey(world: World) -> Journey:
    """One dossier that went all the way, the same for all tests of a run."""
    if PAID not in _completed:
        journey = world.journey(PAID)
        journey.complete()
        _completed[PAID] = journey
    return _completed[PAID]


def prepare_sweep(world: World, service: str) -> None:
    """An event that stayed unsent, and the parked messages of a dossier that is not there yet."""
    code, other = completed_journey(world).code, f"H49.60-260101-{new_number()}"
    tables, name = world.client("dynamodb"), f"motcua-local-{service}"
    for item in _events_about(world, service, code)[:1]:
        unsent = {"waiting": {"S": event_mark(item["pk"]["S"])}}
        tables.put_item(TableName=name, Item=item | LONG_AGO | unsent)
    published = [
        json.loads(item["doc"]["S"])
        for source in SERVICES
        for item in _events_about(world, source, code)
    ]
    for event in sorted(published, key=lambda event: str(event["time"])):
        if service in ROUTES.get(event["type"], ()) and event["type"] != "provider.notified":
            tables.put_item(TableName=name, Item=_parked(event, code, other))
    if service == "notifications":
        tables.put_item(TableName=name, Item=_parked(failed_document(world), code, other))


def _parked(event: dict[str, Any], code: str, other: str) -> dict[str, Any]:
    """The event as a message that came too early, about the other dossier."""
    own = new_ulid(now())
    text = json.dumps(event).replace(code, other).replace(event["id"], own)
    item = {"pk": {"S": f"EARLY#{other}"}, "sk": {"S": own}, "doc": {"S": text}}
    return item | {"waiting": {"S": "early"}, "version": {"N": "1"}} | LONG_AGO


def post_bank_line(world: World) -> None:
    """The bank calls back about money that no dossier waits for; it gets the answer alone."""
    number = new_ulid(now())
    line = Line(
        number, str(BANK["account"]), now(), "in", 20_000, "UNG HO", "0123456789", "NGUYEN AN"
    )
    body, signature = callback([line], str(BANK["callback_secrets"][0]), now())
    world.public.send("POST", "payments", "/webhooks/bank", body, X_Bank_Signature=signature)


def send_failed_document(world: World) -> None:
    """Send notifications the event that officials are notified of."""
    sqs = world.client("sqs")
    queue = sqs.get_queue_url(QueueName="motcua-local-notifications-inbox")["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(failed_document(world)))


def failed_document(world: World) -> dict[str, Any]:
    """The event of a document that could not be rendered, about the completed dossier."""
    code = completed_journey(world).code
    events = [json.loads(item["doc"]["S"]) for item in _events_about(world, "documents", code)]
    sealed = next(event for event in events if event["type"] == "document.sealed")
    data = {"kind": "result", "why": "layout"}
    own = {"id": new_ulid(now()), "type": "document.failed", "subject": new_ulid(now())}
    return {**sealed, **own, "data": data}


def new_number() -> str:
    """The last part of a dossier code that nobody has."""
    return f"{time.time_ns() // 1_000_000 % 10_000_000:07d}"


def _events_about(world: World, service: str, code: str) -> list[dict[str, Any]]:
    """The stored events of a service that name the dossier."""
    return [
        item
        for item in items(world, f"motcua-local-{service}")
        if item["sk"]["S"].startswith("EVENT#") and code in item["doc"]["S"]
    ]
