"""How every route is asked so that nothing but the caller's right decides: ids, body, query and headers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from local.stripe_double.delivery import signed
from local.stripe_double.objects import event
from tests.contract.estate import KNOWN_OFFICIAL, QUIET_DAY, Estate
from tests.unit.intake.world import AGENCY, AN, CODE, PDF, a_procedure, an_announcement
from tests.unit.payments import bank_builders
from tests.world import RETURN, SECRET

NOBODYS_ULID = "01KAQ0000000000000000000ZZ"
NOBODYS_DOSSIER = f"{AGENCY}-261123-9999"
WRONG_KEY = "0000000000"
PAYMENTS = "/payments/v1"
STATEMENT = (
    "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền\nFT-1,23/11/2026 08:00:00,nop le phi,150000\n"
)
PERSON = AN.model_dump(mode="json") | {"phone": "0912345678"}
OFFICIAL_BODY = KNOWN_OFFICIAL.model_dump(mode="json", exclude={"sub"})
AGENCY_BODY = {"name": "UBND phường Hồng Gai", "valid_from": "2025-07-01"}


@dataclass(frozen=True)
class Asking:
    """`known` and `unknown` are path parameters, or (names with "?") query, of the object and of none.

    `proof` are headers that stand for a right, `wrong` what stands in their place where the right is missing.
    `instead` are raw bodies for other values of the path.
    """

    known: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    raw: bytes | None = None
    proof: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, bytes] = field(default_factory=dict)


def askings(estate: Estate) -> dict[str, Asking]:
    """By route."""
    return (
        _intake(estate) | _casework(estate) | _documents(estate) | _payments(estate) | _told(estate)
    )


def _intake(estate: Estate) -> dict[str, Asking]:
    known = estate.ids
    draft, no_draft = {"draft": known["draft"]}, {"draft": NOBODYS_ULID}
    paper, no_paper = {**draft, "paper": known["paper"]}, {**draft, "paper": NOBODYS_ULID}
    procedure, no_procedure = {"code": CODE}, {"code": "9.999999"}
    new_paper = an_announcement(PDF).model_dump(mode="json")
    return {
        "GET /intake/v1/procedures": Asking(),
        "GET /intake/v1/procedures/{code}": Asking(procedure, no_procedure),
        "PUT /intake/v1/procedures/{code}": Asking(
            procedure, no_procedure, a_procedure().model_dump(mode="json")
        ),
        "GET /intake/v1/me": Asking(),
        "PUT /intake/v1/me": Asking(body=PERSON),
        "GET /intake/v1/me/dossiers": Asking(),
        "POST /intake/v1/drafts": Asking(body={"procedure": CODE, "agency": AGENCY}),
        "GET /intake/v1/drafts/{draft}": Asking(draft, no_draft),
        "PUT /intake/v1/drafts/{draft}": Asking(draft, no_draft, {"answers": {"trade": "Bán phở"}}),
        "POST /intake/v1/drafts/{draft}/papers": Asking(draft, no_draft, new_paper),
        "GET /intake/v1/drafts/{draft}/papers/{paper}": Asking(paper, no_paper),
        "POST /intake/v1/drafts/{draft}/filing": Asking(draft, no_draft, {}),
        "GET /intake/v1/dossiers/{code}": _dossier(known["returned"]),
    }


def _casework(estate: Estate) -> dict[str, Asking]:
    official, nobody = {"sub": KNOWN_OFFICIAL.sub}, {"sub": "nobody-knows"}
    agency, far_away = {"code": AGENCY}, {"code": "H50.01"}
    cases = "/casework/v1/cases/{code}"
    known = estate.ids
    return {
        "GET /casework/v1/agencies": Asking(),
        "PUT /casework/v1/agencies/{code}": Asking(agency, far_away, AGENCY_BODY),
        "GET /casework/v1/staff/{sub}": Asking(official, nobody),
        "PUT /casework/v1/staff/{sub}": Asking(official, nobody, OFFICIAL_BODY),
        "DELETE /casework/v1/staff/{sub}": Asking(official, nobody),
        "GET /casework/v1/cases": Asking({"?agency": AGENCY}, {"?agency": "H50.01"}),
        f"GET {cases}": _dossier(known["returned"]),
        f"POST {cases}/acceptance": _dossier(known["received"], {}),
        f"POST {cases}/rejection": _dossier(known["received"], {"reason": "Hồ sơ không đầy đủ"}),
        f"POST {cases}/assignment": _dossier(
            known["accepted"], {"step": "Thẩm định", "desk": "chuyen-mon-01"}
        ),
        f"POST {cases}/decision": _dossier(known["in_work"], {}),
        f"POST {cases}/return": _dossier(known["completed"], {"how": "online"}),
    }


def _documents(estate: Estate) -> dict[str, Asking]:
    known = estate.ids
    return {
        "POST /documents/v1/verifications": Asking(body={"sha256": known["sha256"]}),
        "GET /documents/v1/keys": Asking(),
        "GET /documents/v1/dossiers/{code}/documents": _dossier(known["returned"]),
        "GET /documents/v1/documents/{document}/link": Asking(
            {"document": known["document"]}, {"document": NOBODYS_ULID}
        ),
    }


def _payments(estate: Estate) -> dict[str, Asking]:
    known, fee, payment = estate.ids, f"{PAYMENTS}/fees/{{fee}}", f"{PAYMENTS}/payments/{{payment}}"
    due = _object("fee", known["fee"], key=known["due_key"])
    settled = _object("fee", known["settled_fee"], key=known["lookup_key"])
    paid = _object("payment", known["payment"], key=known["lookup_key"])
    return {
        f"GET {PAYMENTS}/dossiers/{{code}}/fees": replace(
            _dossier(known["due"]), proof=due.proof, wrong=due.wrong
        ),
        f"GET {fee}": due,
        f"GET {fee}/receipt": settled,
        f"POST {fee}/payments": replace(due, body={"method": "card", "return_url": RETURN}),
        f"GET {payment}": paid,
        f"POST {payment}/cancellation": replace(paid, body={}),
        f"POST {PAYMENTS}/webhooks/{{provider}}": _webhook(estate),
    } | _officials_money(estate)


def _officials_money(estate: Estate) -> dict[str, Asking]:
    known, fee, payment = estate.ids, f"{PAYMENTS}/fees/{{fee}}", f"{PAYMENTS}/payments/{{payment}}"
    refund, discrepancy, day = (
        f"{PAYMENTS}/refunds/{{refund}}",
        f"{PAYMENTS}/discrepancies/{{discrepancy}}",
        f"{PAYMENTS}/days/{{day}}",
    )
    due, paid = _object("fee", known["fee"]), _object("payment", known["payment"])
    asked, differs = (
        _object("refund", known["refund"]),
        Asking({"discrepancy": known["case"]}, {"discrepancy": "dispute.nobodys"}),
    )
    quiet, why = Asking({"day": QUIET_DAY.isoformat()}, {"day": "2999-01-01"}), {"why": "Thu nhầm"}
    wish = why | {"amount": 50_000, "refundable_seen": 150_000}
    return {
        f"POST {fee}/cash": replace(due, body={}),
        f"POST {fee}/waiver": replace(due, body=why),
        f"POST {fee}/void": replace(due, body=why),
        f"GET {PAYMENTS}/payments": Asking(
            {"?dossier": known["due"]}, {"?dossier": NOBODYS_DOSSIER}
        ),
        f"GET {payment}/ledger": paid,
        f"POST {payment}/refunds": replace(paid, body=wish),
        f"GET {refund}": asked,
        f"POST {refund}/approval": replace(asked, body={}),
        f"POST {refund}/refusal": replace(asked, body=why),
        f"POST {refund}/payout": replace(_object("refund", known["open_refund"]), body={}),
        f"GET {PAYMENTS}/discrepancies": Asking(),
        f"GET {discrepancy}": differs,
        f"POST {discrepancy}/resolution": replace(
            differs, body={"how": "explained", "reason": "Đã đối chiếu"}
        ),
        f"POST {discrepancy}/signature": replace(differs, body={"reason": "Chờ ngân hàng"}),
        f"POST {PAYMENTS}/statements": Asking(raw=STATEMENT.encode()),
        f"GET {day}": quiet,
        f"POST {day}/closing": replace(quiet, body={"totals_seen": []}),
        f"GET {day}/settlement": quiet,
    }


def _told(estate: Estate) -> dict[str, Asking]:
    known = estate.ids
    looked_up = _dossier(known["returned"])
    key, wrong = {"X-Lookup-Key": known["lookup_key"]}, {"X-Lookup-Key": WRONG_KEY}
    return {
        "GET /notifications/v1/me/preferences": Asking(),
        "PUT /notifications/v1/me/preferences": Asking(body={"mail": False, "language": "en"}),
        "GET /notifications/v1/dossiers/{code}/notices": _dossier(known["returned"]),
        "GET /status/v1/dossiers/{code}": Asking(
            looked_up.known, looked_up.unknown, proof=key, wrong=wrong
        ),
        "GET /status/v1/me/dossiers": Asking(),
        "GET /status/v1/figures": Asking({"?month": "2026-11"}, {"?month": "2026-11"}),
    }


def _dossier(code: str, body: Any = None) -> Asking:
    return Asking({"code": code}, {"code": NOBODYS_DOSSIER}, body)


def _object(name: str, known: str, key: str = "") -> Asking:
    proof, wrong = ({"X-Lookup-Key": text} if key else {} for text in (key, WRONG_KEY))
    return Asking({name: known}, {name: NOBODYS_ULID}, proof=proof, wrong=wrong)


def _webhook(estate: Estate) -> Asking:
    at = int(estate.world.clock.timestamp())
    told = event("checkout.session.completed", {"id": "cs_1", "object": "checkout.session"}, at)
    raw, signature = signed(told, SECRET, at)
    _, other = signed(told, "whsec_other", at)
    transfer = bank_builders.body(bank_builders.line())
    return Asking(
        {"provider": "stripe"},
        {"provider": "nobody"},
        raw=raw,
        proof={
            "Stripe-Signature": signature,
            "X-Bank-Signature": bank_builders.signature(transfer, stamp=at),
        },
        wrong={
            "Stripe-Signature": other,
            "X-Bank-Signature": bank_builders.signature(transfer, "bank_other", at),
        },
        instead={"bank": transfer},
    )
