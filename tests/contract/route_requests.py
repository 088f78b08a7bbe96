"""How every route is asked so that nothing but the caller's right decides: ids, body, query and
headers."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from contracts.testing.results import sample_fields
from exchange.domain.file_links import LIFETIME, NamedFile
from exchange.files.tokens import token_of
from kit.security.signed_body import signature_of
from local.doubles.stripe.delivery import signed
from local.doubles.stripe.objects import event
from tests import connected_system as system
from tests.contract import kiosk
from tests.contract.authorisation import OF_MANDATES
from tests.contract.contract_world import (
    CONTACT_DIGITS,
    PLANNED,
    QUIET_DAY,
    REGISTERED_OFFICIAL,
    STATEMENT,
    ContractWorld,
)
from tests.contract.public_figures import CLOSED_MONTH, DAY_OF_ROOT
from tests.unit.exchange.files import SECRET as FILES_SECRET
from tests.unit.exchange.national import LOG_IN, filed_there
from tests.unit.identity.world import BACK, CHALLENGE, LEFT, PARTNER
from tests.unit.intake.world import AGENCY, AN, ANSWERS, CODE, PDF, a_procedure, an_announcement
from tests.unit.payments import bank_builders
from tests.world import SECRET, SMS_SECRET

NOBODYS_ULID = "01KAQ0000000000000000000ZZ"
NOBODYS_DOSSIER = f"{AGENCY}-261123-9999"
WRONG_KEY = "0000000000"
PAYMENTS = "/payments/v1"
PERSON = AN.model_dump(mode="json") | {"phone": "0912345678"}
OFFICIAL_BODY = REGISTERED_OFFICIAL.model_dump(mode="json", exclude={"sub", "delegations"})
PROPOSAL = {
    "desk": "Phó Chủ tịch",
    "results": [{"code": None, "fields": sample_fields("KQ.G12.001041")}],
}
"""The certificate of a household business, which is the procedure's first result."""
DELEGATION_BODY = {
    "deputy": REGISTERED_OFFICIAL.sub,
    "role": "approver",
    "agency": AGENCY,
    "kind": "TUQ",
    "since": "2026-11-23T08:00:00+07:00",
    "until": "2026-12-01T00:00:00+07:00",
}
DESK_DRAFT = {
    "procedure": CODE,
    "agency": AGENCY,
    "channel": "counter",
    "proof": "card_shown",
    "applicant": {
        "full_name": "Phạm Văn Bình",
        "identity_number": "022090001111",
        "address": "Thôn 2, xã Ba Chẽ",
    },
}
MANDATE = {
    "full_name": "Trần Văn Minh",
    "identity_number": "022090002222",
    "scope": "act",
    "since": "2026-11-23",
    "until": "2026-12-31",
    "procedure": CODE,
}
AGENCY_BODY = {"name": "UBND phường Hồng Gai", "valid_from": "2025-07-01"}


@dataclass(frozen=True)
class RouteRequest:
    """`known` and `unknown` are path parameters, or (names with "?") query, of the object and of
    none.

    `proof` are headers that stand for a right, `wrong` what stands in their place where the right
    is missing. `instead` are raw bodies for other values of the path,
    `by_relation` the ids of other objects, for who stands in a relation to these.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    raw: bytes | None = None
    proof: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, bytes] = field(default_factory=dict)
    by_relation: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@cache
def route_requests(contract_world: ContractWorld) -> Mapping[str, RouteRequest]:
    """By route; the same for a world as it was made."""
    return (
        _with_relations(contract_world.ids, _intake(contract_world))
        | _casework(contract_world)
        | _documents(contract_world)
        | _payments(contract_world)
        | _webhook_requests(contract_world)
        | _identity(contract_world)
        | _partners(contract_world)
        | _voice(contract_world)
        | _letters(contract_world)
    )


def _with_relations(
    ids: Mapping[str, str], requests: Mapping[str, RouteRequest]
) -> dict[str, RouteRequest]:
    """Representatives have drafts of their own; a desk has what it entered."""
    drafts = {
        relation: {"draft": ids[f"draft {relation}"], "paper": ids[f"paper {relation}"]}
        for relation in (*OF_MANDATES, "desk")
    }
    drafts["foreign desk"] = drafts["desk"]
    acts = {
        "supplement": ids["desk_awaiting"],
        "withdrawal": ids["at_desk"],
        "lookup-key": ids["at_desk"],
        "contact": ids["at_desk"],
    }

    def related(route: str) -> dict[str, dict[str, str]]:
        if "/drafts/{draft}" in route:
            return drafts
        of_desk = acts.get(route.rpartition("/")[2])
        return {key: {"code": of_desk} for key in ("desk", "foreign desk")} if of_desk else {}

    return {
        route: replace(request, by_relation=related(route)) for route, request in requests.items()
    }


def _intake(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    ids = contract_world.ids
    draft, no_draft = {"draft": ids["draft"]}, {"draft": NOBODYS_ULID}
    paper, no_paper = {**draft, "paper": ids["paper"]}, {**draft, "paper": NOBODYS_ULID}
    procedure, no_procedure = {"code": CODE}, {"code": "9.999999"}
    fee_amount = {**procedure, "amount": ids["amount"]}
    no_fee_amount = {**procedure, "amount": NOBODYS_ULID}
    opened = {"code": ids["returned"], "paper": ids["filed_paper"], "?purpose": "assessment"}
    new_paper = an_announcement(PDF).model_dump(mode="json")
    return {
        "GET /intake/v1/procedures": RouteRequest(),
        "GET /intake/v1/fields": RouteRequest(),
        "GET /intake/v1/procedures/{code}": RouteRequest(procedure, no_procedure),
        "PUT /intake/v1/procedures/{code}": RouteRequest(
            procedure, no_procedure, a_procedure().model_dump(mode="json")
        ),
        "GET /intake/v1/procedures/{code}/versions": RouteRequest(procedure, no_procedure),
        "GET /intake/v1/procedures/{code}/versions/{version}": RouteRequest(
            {**procedure, "version": "1"}, {**no_procedure, "version": "1"}
        ),
        "POST /intake/v1/procedures/{code}/trial": RouteRequest(
            procedure, no_procedure, a_procedure(name="Tên khác").model_dump(mode="json")
        ),
        "GET /intake/v1/catalogue": RouteRequest(),
        "GET /intake/v1/procedures/{code}/agencies": RouteRequest(procedure, no_procedure),
        "GET /intake/v1/procedures/{code}/closures": RouteRequest(procedure, no_procedure),
        "POST /intake/v1/procedures/{code}/closures": RouteRequest(
            procedure,
            no_procedure,
            {
                "first": "2027-05-03",
                "last": "2027-05-07",
                "reason": "Chuyển dữ liệu sang hệ thống mới.",
            },
        ),
        "POST /intake/v1/procedures/{code}/reopening": RouteRequest(
            procedure, no_procedure, {"first": PLANNED.first}
        ),
        "GET /intake/v1/procedures/{code}/fee-amounts": RouteRequest(procedure, no_procedure),
        "POST /intake/v1/procedures/{code}/fee-amounts": RouteRequest(
            procedure,
            no_procedure,
            {
                "rule": "1.001612-1",
                "amount": 100_000,
                "resolution": "12/2026/NQ-HĐND",
                "valid_from": "2026-11-01",
            },
        ),
        "POST /intake/v1/procedures/{code}/fee-amounts/{amount}/approval": RouteRequest(
            fee_amount, no_fee_amount
        ),
        "POST /intake/v1/procedures/{code}/fee-amounts/{amount}/refusal": RouteRequest(
            fee_amount, no_fee_amount
        ),
        "POST /intake/v1/quotes": RouteRequest(body={"procedure": CODE}),
        "GET /intake/v1/me/mandates": RouteRequest(),
        "POST /intake/v1/me/mandates": RouteRequest(body=MANDATE),
        "DELETE /intake/v1/me/mandates/{mandate}": RouteRequest(
            {"mandate": ids["mandate"]}, {"mandate": NOBODYS_ULID}
        ),
        "POST /intake/v1/me/claims": RouteRequest(body={}),
        "GET /intake/v1/me": RouteRequest(),
        "PUT /intake/v1/me": RouteRequest(body=PERSON),
        "GET /intake/v1/me/dossiers": RouteRequest(),
        "GET /intake/v1/me/drafts": RouteRequest(),
        "DELETE /intake/v1/drafts/{draft}": RouteRequest(draft, no_draft),
        "POST /intake/v1/drafts": RouteRequest(body={"procedure": CODE, "agency": AGENCY}),
        "POST /intake/v1/desk-drafts": RouteRequest(body=DESK_DRAFT),
        "GET /intake/v1/drafts/{draft}": RouteRequest(draft, no_draft),
        "PUT /intake/v1/drafts/{draft}": RouteRequest(draft, no_draft, {"answers": ANSWERS}),
        "PATCH /intake/v1/drafts/{draft}": RouteRequest(
            draft, no_draft, {"page": "request", "answers": ANSWERS}
        ),
        "PUT /intake/v1/drafts/{draft}/data-request": RouteRequest(
            draft, no_draft, {"agrees": False}
        ),
        "POST /intake/v1/drafts/{draft}/signature": RouteRequest(draft, no_draft),
        "GET /intake/v1/drafts/{draft}/signature": RouteRequest(draft, no_draft),
        "DELETE /intake/v1/drafts/{draft}/signature": RouteRequest(draft, no_draft),
        "GET /intake/v1/dossiers/{code}/form-signature": _dossier(ids["signed"]),
        "POST /intake/v1/drafts/{draft}/papers": RouteRequest(draft, no_draft, new_paper),
        "POST /intake/v1/drafts/{draft}/combined-papers": RouteRequest(
            draft, no_draft, {"component": "tp02"}
        ),
        "GET /intake/v1/drafts/{draft}/papers/{paper}": RouteRequest(paper, no_paper),
        "DELETE /intake/v1/drafts/{draft}/papers/{paper}": RouteRequest(paper, no_paper),
        "POST /intake/v1/drafts/{draft}/filing": RouteRequest(draft, no_draft, {}),
        "GET /intake/v1/dossiers/{code}": _dossier(ids["returned"]),
        "GET /intake/v1/dossiers/{code}/papers/{paper}/link": RouteRequest(
            opened, opened | {"code": NOBODYS_DOSSIER}
        ),
        "GET /intake/v1/dossiers/{code}/readers": _dossier(ids["returned"]),
        **_digitisations(ids),
        **_result_files(ids),
        "POST /intake/v1/dossiers/{code}/lookup-key": _dossier(
            ids["returned"], {"shown": AN.identity_number}
        ),
        "POST /intake/v1/dossiers/{code}/contact": _dossier(
            ids["returned"], {"phone": AN.phone, "shown": AN.identity_number}
        ),
        "GET /intake/v1/dossiers/{code}/forms": _dossier(ids["in_work"]),
        **_personal_data(ids),
        **_warehouse(ids),
        "POST /intake/v1/dossiers/{code}/supplement": _dossier(
            ids["awaiting_supplement"], {"answers": {"note": "Hợp đồng số 5"}}
        ),
        "POST /intake/v1/dossiers/{code}/withdrawal": _dossier(
            ids["in_work"], {"reason": "Tôi không còn nhu cầu."}
        ),
    }


def _warehouse(ids: Mapping[str, str]) -> dict[str, RouteRequest]:
    paper = {"dossier": ids["returned"], "document": ids["result"]}
    own = {"code": ids["returned"], "document": ids["result"]}
    consent, no_consent = {"consent": ids["consent"]}, {"consent": NOBODYS_ULID}
    terms = {"since": "2026-11-23", "until": "2026-12-31", "purpose": "Vay vốn"}
    return {
        "GET /intake/v1/me/warehouse": RouteRequest(),
        "GET /intake/v1/dossiers/{code}/warehouse/{document}": RouteRequest(
            own, own | {"code": NOBODYS_DOSSIER}
        ),
        "POST /intake/v1/drafts/{draft}/reused-papers": RouteRequest(
            {"draft": ids["draft"]}, {"draft": NOBODYS_ULID}, {"component": "tp02", **paper}
        ),
        "GET /intake/v1/me/consents": RouteRequest(),
        "POST /intake/v1/me/consents": RouteRequest(body={**paper, "agency": AGENCY, **terms}),
        "DELETE /intake/v1/me/consents/{consent}": RouteRequest(consent, no_consent),
        "GET /intake/v1/shared-papers": RouteRequest(),
        "GET /intake/v1/shared-papers/{consent}": RouteRequest(consent, no_consent),
    }


def _personal_data(ids: Mapping[str, str]) -> dict[str, RouteRequest]:
    own, listed = "/intake/v1/me/subject-requests", "/intake/v1/subject-requests"
    one = {"subject_request": ids["subject_request"]}
    no_one = {"subject_request": NOBODYS_ULID}
    exports, codes = "/intake/v1/me/exports", "/intake/v1/me/contact-codes"
    device = {"kiosk": ids["kiosk"], "secret": kiosk.SECRET}
    export, no_export = {"export": ids["export"]}, {"export": NOBODYS_ULID}
    return {
        "GET /intake/v1/me/personal-data": RouteRequest(),
        "GET /intake/v1/me/personal-data/table": RouteRequest(),
        "GET /intake/v1/me/personal-data/erasure": RouteRequest(),
        "POST /intake/v1/agencies/{agency}/kiosks": RouteRequest(
            {"agency": AGENCY}, {"agency": "H50.01"}, {"name": "Sảnh tầng 1"}
        ),
        "GET /intake/v1/agencies/{agency}/kiosks": RouteRequest(
            {"agency": AGENCY}, {"agency": "H50.01"}
        ),
        "DELETE /intake/v1/kiosks/{kiosk}": RouteRequest(
            {"kiosk": ids["kiosk"]}, {"kiosk": NOBODYS_ULID}
        ),
        "POST /intake/v1/card-challenges": RouteRequest(body={"kiosk": device}),
        "POST /intake/v1/kiosk-drafts": RouteRequest(
            body={
                "kiosk": device,
                "assertion": ids["reading"],
                "procedure": CODE,
                "agency": AGENCY,
                "answers": ANSWERS,
                "address": kiosk.ADDRESS,
            }
        ),
        "POST /intake/v1/kiosk-filings": RouteRequest(
            body={"kiosk": device, "draft": ids["draft kiosk"]}
        ),
        f"POST {codes}": RouteRequest(body={"phone": "0987654321"}),
        f"POST {codes}/{{contact_code}}/confirmation": RouteRequest(
            {"contact_code": ids["contact_code"]},
            {"contact_code": NOBODYS_ULID},
            {"code": CONTACT_DIGITS},
        ),
        f"POST {exports}": RouteRequest(body={}),
        f"GET {exports}/{{export}}": RouteRequest(export, no_export),
        f"POST {exports}/{{export}}/link": RouteRequest(export, no_export),
        f"POST {exports}/{{export}}/files": RouteRequest(export, no_export, {}),
        f"POST {own}": RouteRequest(body={"kind": "see"}),
        f"GET {own}": RouteRequest(),
        f"GET {listed}": RouteRequest(),
        f"GET {listed}/{{subject_request}}": RouteRequest(one, no_one),
        f"PUT {listed}/{{subject_request}}/decision": RouteRequest(one, no_one, {"granted": True}),
    }


def _result_files(ids: Mapping[str, str]) -> dict[str, RouteRequest]:
    listed = "/intake/v1/dossiers/{code}/result-files"
    one = {"code": ids["in_work"], "paper": ids["result_file"]}
    return {
        f"POST {listed}": _dossier(ids["in_work"], {"size": 1000, "sha256": "ab" * 32}),
        f"GET {listed}/{{paper}}": RouteRequest(one, {**one, "code": NOBODYS_DOSSIER}),
    }


def _digitisations(ids: Mapping[str, str]) -> dict[str, RouteRequest]:
    listed = "/intake/v1/dossiers/{code}/digitisations"
    one = f"{listed}/{{digitisation}}"

    def of(step: str, body: Any = None) -> RouteRequest:
        existing = {"code": ids["returned"], "digitisation": ids[f"{step}_original"]}
        return RouteRequest(existing, {**existing, "code": NOBODYS_DOSSIER}, body)

    description = {
        "kind": "Giấy khai sinh",
        "number": "123/2019",
        "issuer": "UBND phường Hồng Gai",
        "issued_on": "2019-03-05",
    }
    return {
        f"GET {listed}": _dossier(ids["returned"]),
        f"POST {listed}": _dossier(
            ids["returned"], {"component": "tp02", "sheets": 1, "agrees": True}
        ),
        f"GET {one}": of("described"),
        f"POST {one}/scan": of("compared", {"size": 1000, "sha256": "ab" * 32}),
        f"PUT {one}/description": of("scanned", description),
        f"POST {one}/signature": of("described", {}),
    }


def _casework(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    official, nobody = {"sub": REGISTERED_OFFICIAL.sub}, {"sub": "nobody-knows"}
    agency, far_away = {"code": AGENCY}, {"code": "H50.01"}
    delegation = {"delegation": REGISTERED_OFFICIAL.delegations[0].id}
    cases = "/casework/v1/cases/{code}"
    ids = contract_world.ids
    return {
        "GET /casework/v1/agencies": RouteRequest(),
        "GET /casework/v1/agencies/{code}": RouteRequest(agency, far_away),
        "PUT /casework/v1/agencies/{code}": RouteRequest(agency, far_away, AGENCY_BODY),
        "GET /casework/v1/staff": RouteRequest({"?agency": AGENCY}, {"?agency": "H50.01"}),
        "GET /casework/v1/official-names": RouteRequest({"?subs": REGISTERED_OFFICIAL.sub}),
        "GET /casework/v1/staff/{sub}": RouteRequest(official, nobody),
        "PUT /casework/v1/staff/{sub}": RouteRequest(official, nobody, OFFICIAL_BODY),
        "DELETE /casework/v1/staff/{sub}": RouteRequest(official, nobody),
        "GET /casework/v1/staff/{sub}/changes": RouteRequest(official, nobody),
        "GET /casework/v1/agencies/{code}/on-the-spot": RouteRequest(
            agency | {"?month": "2026-11"}, far_away | {"?month": "2026-11"}
        ),
        "POST /casework/v1/delegations": RouteRequest(body=DELEGATION_BODY),
        "GET /casework/v1/staff/{sub}/delegations": RouteRequest(official, nobody),
        "DELETE /casework/v1/staff/{sub}/delegations/{delegation}": RouteRequest(
            official | delegation, nobody | delegation
        ),
        "GET /casework/v1/agencies/{code}/desks": RouteRequest(agency, far_away),
        "PUT /casework/v1/agencies/{code}/desks": RouteRequest(
            agency, far_away, {"desks": ["chuyen-mon-01", "motcua-01"]}
        ),
        "GET /casework/v1/agencies/{code}/supervision": RouteRequest(
            agency | {"?day": "2026-11-23"}, far_away | {"?day": "2026-11-23"}
        ),
        "GET /casework/v1/me": RouteRequest(),
        "GET /casework/v1/lists": RouteRequest({"?agency": AGENCY}, {"?agency": "H50.01"}),
        "GET /casework/v1/lists/{list}": RouteRequest(
            {"list": "new", "?agency": AGENCY}, {"list": "new", "?agency": "H50.01"}
        ),
        "POST /casework/v1/searches": RouteRequest(body={"text": AN.full_name}),
        f"PUT {cases}/lock": _dossier(ids["in_work"], {"take_over": True}),
        f"DELETE {cases}/lock": _dossier(ids["in_work"]),
        f"GET {cases}": _dossier(ids["returned"]),
        f"POST {cases}/acceptance": _dossier(ids["received"], {}),
        f"POST {cases}/rejection": _dossier(ids["received"], {"reason": "Hồ sơ không đầy đủ"}),
        f"POST {cases}/assignment": _dossier(
            ids["accepted"], {"step": "Thẩm định", "desk": "chuyen-mon-01"}
        ),
        f"POST {cases}/supplement-request": _dossier(
            ids["in_work"],
            {"items": ["Bản sao hợp đồng thuê nhà"], "reason": "Địa chỉ là nhà thuê."},
        ),
        f"POST {cases}/extension": _dossier(
            ids["in_work"], {"due": "2026-12-04T10:00:00+07:00", "reason": "Chờ ý kiến sở."}
        ),
        f"POST {cases}/stop": _dossier(
            ids["in_work"], {"reason": "Quy hoạch đã thay đổi.", "ground": "stopped_by_agency"}
        ),
        f"POST {cases}/withdrawal": _dossier(ids["withdrawing"], {}),
        f"POST {cases}/withdrawal-refusal": _dossier(
            ids["withdrawing"], {"reason": "Hồ sơ liên quan đến người khác."}
        ),
        f"POST {cases}/proposal": _dossier(ids["in_work"], PROPOSAL),
        f"GET {cases}/proposal": _dossier(ids["proposed"]),
        f"POST {cases}/correction": _dossier(ids["proposed"], {"reason": "Thiếu căn cứ."}),
        f"POST {cases}/result-correction": _dossier(
            ids["returned"],
            {
                "document": ids["document"],
                "fields": sample_fields("KQ.G12.001041"),
                "reason": "Ghi sai ngày sinh.",
            },
        ),
        f"POST {cases}/result-recall": _dossier(
            ids["returned"], {"reason": "Cấp không đúng thẩm quyền."}
        ),
        f"POST {cases}/undo": _dossier(
            ids["awaiting_supplement"], {"act": "request_supplement", "reason": "Bấm nhầm."}
        ),
        f"POST {cases}/fee-assessment": _dossier(
            ids["in_work"],
            {
                "lines": [{"rule": "TT 85/2019", "name": "Phí thẩm định", "amount": 50000}],
                "pay": "now",
            },
        ),
        f"POST {cases}/transfer": _dossier(
            ids["in_work"], {"agency": "H49.62", "reason": "Thuộc thẩm quyền của phường."}
        ),
        f"POST {cases}/consultation": _dossier(
            ids["in_work"],
            {
                "agency": "H49.62",
                "due": "2026-12-04T10:00:00+07:00",
                "question": "Quy hoạch có cho phép không?",
            },
        ),
        f"POST {cases}/answer": _dossier(ids["consulting"], {"answer": "Phù hợp quy hoạch."}),
        f"POST {cases}/decision": _dossier(ids["proposed"], {}),
        f"POST {cases}/return": _dossier(ids["completed"], {"how": "online"}),
    }


def _documents(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    ids = contract_world.ids
    return {
        "POST /documents/v1/verifications": RouteRequest(body={"sha256": ids["sha256"]}),
        "GET /documents/v1/verifications/{document}": RouteRequest({"document": ids["document"]}),
        "GET /documents/v1/keys": RouteRequest(),
        "GET /documents/v1/dossiers/{code}/documents": _dossier(ids["returned"]),
        "GET /documents/v1/dossiers/{code}/result-draft": _dossier(ids["returned"]),
        "GET /documents/v1/dossiers/{code}/control-form": _dossier(ids["returned"]),
        "GET /documents/v1/dossiers/{code}/facts": RouteRequest(
            {"code": ids["returned"], "?values": "true"}, {"code": NOBODYS_DOSSIER}
        ),
        "GET /documents/v1/dossiers/{code}/facts/verification": RouteRequest(
            {"code": ids["returned"], "?position": "1", "?digest": "0" * 64}
        ),
        "GET /documents/v1/registers/{agency}": RouteRequest(
            {"agency": AGENCY, "?month": "2026-11"}, {"agency": "H50.01", "?month": "2026-11"}
        ),
        "POST /documents/v1/dossiers/{code}/result-preview": _dossier(
            ids["returned"],
            {"result": None, "name": "Quyết định", "fields": {"paragraphs": ["Điều 1. Cho phép."]}},
        ),
        "POST /documents/v1/dossiers/{code}/apology-preview": _dossier(
            ids["returned"],
            {
                "reason": "Chờ ý kiến sở.",
                "promised": "2026-11-27T17:00:00+07:00",
                "due": "2026-11-30T17:00:00+07:00",
                "accepted_at": None,
            },
        ),
        "GET /documents/v1/documents/{document}/link": RouteRequest(
            {"document": ids["document"]}, {"document": NOBODYS_ULID}
        ),
    }


def _payments(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    ids, fee, payment = (
        contract_world.ids,
        f"{PAYMENTS}/fees/{{fee}}",
        f"{PAYMENTS}/payments/{{payment}}",
    )
    due = _object("fee", ids["fee"], key=ids["due_key"])
    settled = _object("fee", ids["settled_fee"], key=ids["lookup_key"])
    paid = _object("payment", ids["payment"], key=ids["lookup_key"])
    return {
        f"GET {PAYMENTS}/dossiers/{{code}}/fees": replace(
            _dossier(ids["due"]), proof=due.proof, wrong=due.wrong
        ),
        f"GET {fee}": due,
        f"GET {fee}/receipt": settled,
        f"POST {fee}/payments": replace(due, body={"method": "transfer"}),
        f"GET {payment}": paid,
        f"POST {payment}/cancellation": replace(paid, body={}),
        f"POST {PAYMENTS}/webhooks/{{provider}}": _webhook(contract_world),
    } | _officials_money(contract_world)


def _officials_money(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    ids, fee, payment = (
        contract_world.ids,
        f"{PAYMENTS}/fees/{{fee}}",
        f"{PAYMENTS}/payments/{{payment}}",
    )
    refund, discrepancy, day = (
        f"{PAYMENTS}/refunds/{{refund}}",
        f"{PAYMENTS}/discrepancies/{{discrepancy}}",
        f"{PAYMENTS}/days/{{day}}",
    )
    due, paid = _object("fee", ids["fee"]), _object("payment", ids["payment"])
    seen, differs = (
        _object("refund", ids["refund"]),
        RouteRequest({"discrepancy": ids["case"]}, {"discrepancy": "dispute.nobodys"}),
    )
    quiet, why = (
        RouteRequest({"day": QUIET_DAY.isoformat()}, {"day": "2999-01-01"}),
        {"why": "Thu nhầm"},
    )
    settled = _object("fee", ids["settled_fee"])
    mistake = why | {"receipt": "GXN01/26/1", "replace": False}
    body = why | {"amount": 50_000, "refundable_seen": 150_000}
    return {
        f"POST {fee}/cash": replace(due, body={}),
        f"POST {fee}/waiver": replace(due, body=why),
        f"POST {fee}/void": replace(due, body=why),
        f"POST {fee}/receipt/correction": replace(settled, body=mistake),
        f"GET {PAYMENTS}/payments": RouteRequest(
            {"?dossier": ids["due"]}, {"?dossier": NOBODYS_DOSSIER}
        ),
        f"GET {payment}/ledger": paid,
        f"POST {payment}/refunds": replace(paid, body=body),
        f"GET {refund}": seen,
        f"POST {refund}/approval": replace(seen, body={}),
        f"POST {refund}/refusal": replace(seen, body=why),
        f"POST {refund}/payout": replace(_object("refund", ids["open_refund"]), body={}),
        f"GET {PAYMENTS}/discrepancies": RouteRequest(),
        f"GET {discrepancy}": differs,
        f"POST {discrepancy}/resolution": replace(
            differs, body={"how": "explained", "reason": "Đã đối chiếu"}
        ),
        f"POST {discrepancy}/signature": replace(differs, body={"reason": "Chờ ngân hàng"}),
        f"POST {PAYMENTS}/statements": RouteRequest(raw=STATEMENT.encode()),
        f"GET {PAYMENTS}/statements/{{statement}}": _object("statement", ids["statement"]),
        f"POST {PAYMENTS}/statements/preview": RouteRequest(raw=STATEMENT.encode()),
        f"GET {PAYMENTS}/days": RouteRequest(),
        f"GET {PAYMENTS}/refunds": RouteRequest({"?state": "requested"}),
        f"GET {PAYMENTS}/shift": RouteRequest(),
        f"POST {PAYMENTS}/shift/handover": RouteRequest(
            body={"counted": 150_000, "expected_seen": 150_000}
        ),
        f"GET {PAYMENTS}/handovers": RouteRequest({"?day": QUIET_DAY.isoformat()}),
        f"GET {day}": quiet,
        f"POST {day}/closing": replace(quiet, body={"totals_seen": []}),
        f"GET {day}/settlement": quiet,
    }


def _webhook_requests(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    ids = contract_world.ids
    looked_up = _dossier(ids["returned"])
    task, no_task = {"task": ids["task"]}, {"task": "0000000000000"}
    key, wrong = {"X-Lookup-Key": ids["lookup_key"]}, {"X-Lookup-Key": WRONG_KEY}
    return {
        "GET /notifications/v1/me/preferences": RouteRequest(),
        "PUT /notifications/v1/me/preferences": RouteRequest(
            body={"mail": False, "language": "en"}
        ),
        "GET /notifications/v1/me/notices": RouteRequest(),
        "PUT /notifications/v1/me/notices/{notice}/read": RouteRequest(
            {"notice": ids["listed_notice"]}, {"notice": NOBODYS_ULID}, {}
        ),
        "GET /notifications/v1/dossiers/{code}/notices": _dossier(ids["returned"]),
        "GET /notifications/v1/desk-tasks": RouteRequest(),
        "GET /notifications/v1/desk-tasks/{task}": RouteRequest(task, no_task),
        "PUT /notifications/v1/desk-tasks/{task}/delivery": RouteRequest(
            task, no_task, {"how": "posted"}
        ),
        "POST /notifications/v1/webhooks/sms-reports": _sms_reports(contract_world),
        "GET /status/v1/dossiers/{code}": RouteRequest(
            looked_up.ids, looked_up.unknown, proof=key, wrong=wrong
        ),
        "GET /status/v1/me/dossiers": RouteRequest(),
        "GET /status/v1/me/waiting": RouteRequest(),
        "GET /exchange/v1/portal": RouteRequest(),
        "POST /exchange/v1/national/session": RouteRequest(body=LOG_IN),
        "POST /exchange/v1/national/dossiers": RouteRequest(
            body={"session": "nobody's", "madonvi": "H49", **filed_there()}
        ),
        "GET /exchange/v1/files/{token}": RouteRequest(
            {"token": _file_token(contract_world)}, {"token": "none-of-ours"}
        ),
        "GET /exchange/v1/registries": RouteRequest(),
        "GET /exchange/v1/dossiers/{code}/inquiries": _dossier(ids["returned"]),
        "PUT /exchange/v1/dossiers/{code}/inquiries/{registry}": RouteRequest(
            {"code": ids["returned"], "registry": "population"},
            {"code": NOBODYS_DOSSIER, "registry": "population"},
            {"mode": "compare"},
        ),
        "GET /exchange/v1/me/inquiries": RouteRequest(),
        "GET /exchange/v1/me/registry-consents": RouteRequest(),
        "PUT /exchange/v1/dossiers/{code}/registry-consents/{registry}": RouteRequest(
            {"code": ids["returned"], "registry": "health"},
            {"code": NOBODYS_DOSSIER, "registry": "health"},
        ),
        "DELETE /exchange/v1/me/registry-consents/{consent}": RouteRequest(
            {"consent": ids["registry_consent"]}, {"consent": f"{NOBODYS_ULID}-health"}
        ),
        "GET /exchange/v1/lanes": RouteRequest({"?state": "waiting"}, {"?state": "waiting"}),
        "GET /exchange/v1/lanes/{code}": _dossier(ids["returned"]),
        "PUT /exchange/v1/lanes/{code}/again": _dossier(ids["returned"]),
        "GET /exchange/v1/mappings": RouteRequest(),
        "GET /exchange/v1/mappings/{kind}/{ours}": RouteRequest(*_mapping()),
        "PUT /exchange/v1/mappings/{kind}/{ours}": RouteRequest(*_mapping(), {"code": CODE}),
        **_peers(contract_world),
        "GET /exchange/v1/comparison": RouteRequest(),
        "GET /exchange/v1/differences": RouteRequest(),
        "GET /status/v1/figures": RouteRequest({"?month": "2026-11"}, {"?month": "2026-11"}),
        "GET /status/v1/dossiers/{code}/proofs": RouteRequest(
            looked_up.ids, looked_up.unknown, proof=key, wrong=wrong
        ),
        **_figures(),
    }


def _peers(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    """Of another organisation's system, and of those who connect it."""
    dossier, at = contract_world.ids["returned"], contract_world.world.clock
    call = "/exchange/v1/r1/{instance}/{kind}/{member}/{subsystem}/{service}/{object}"
    path, other = map(system.path_of_call, (dossier, NOBODYS_DOSSIER))
    read, send = (
        system.signed_headers(method, dossier, CODE, at, body)
        for method, body in (("GET", b""), ("POST", b"{}"))
    )
    one, none = {"member": system.IN_PATH}, {"member": "VN:GOV:G00:NONE"}
    key = {"name": "Bộ Nội vụ", "id": "2027", "pem": system.key_of_ministry().public_key()}
    right = {
        "service": "dossiers",
        "methods": ["GET"],
        "agencies": ["G09"],
        "procedures": [CODE],
        "agreement": "12/TT-2026",
        "until": "2027-12-31T00:00:00+07:00",
    }
    peer = "/exchange/v1/peers/{member}"
    return {
        f"GET {call}": RouteRequest(
            path, other, proof=read, wrong=read | {"Signature": "sig1=:AAAA:"}
        ),
        f"POST {call}": RouteRequest(
            path, other, raw=b"{}", proof=send, wrong=send | {"Signature": "sig1=:AAAA:"}
        ),
        "GET /exchange/v1/peers": RouteRequest(),
        f"GET {peer}": RouteRequest(one, none),
        f"PUT {peer}/key": RouteRequest(one, none, key),
        f"PUT {peer}/right": RouteRequest(one, none, right),
        f"PUT {peer}/end": RouteRequest(one, none, {"kind": "end_key", "name": "2026"}),
        f"PUT {peer}/confirmation": RouteRequest(one, none, {"proposal": system.PROPOSAL}),
    }


def _figures() -> dict[str, RouteRequest]:
    """Public figures of the month that `tests.contract.public_figures` closes."""
    month, day = RouteRequest({"month": CLOSED_MONTH}), RouteRequest({"day": DAY_OF_ROOT})
    return {
        "GET /status/v1/supervision/report": RouteRequest(
            {"?agency": AGENCY}, {"?agency": "H49.99"}
        ),
        "GET /status/v1/supervision/officials/{official}": RouteRequest(
            {"official": "officer-agency"}, {"official": "nobody-knows"}
        ),
        "GET /status/v1/supervision/own": RouteRequest(),
        "PUT /status/v1/supervision/own/{sign}/reply": RouteRequest(
            {"sign": "G7"}, {"sign": "G1"}, {"text": "Cơ quan phối hợp trả lời muộn."}
        ),
        "GET /status/v1/figures/kinds": RouteRequest(),
        "GET /status/v1/figures/series": RouteRequest({"?until": CLOSED_MONTH}),
        "GET /status/v1/figures/series/table": RouteRequest({"?until": CLOSED_MONTH}),
        "GET /status/v1/figures/months/{month}": month,
        "GET /status/v1/figures/months/{month}/table": month,
        "GET /status/v1/figures/months/{month}/league": month,
        "GET /status/v1/figures/index": RouteRequest(),
        "GET /status/v1/figures/months/{month}/index": month,
        "GET /status/v1/figures/months/{month}/index/table": month,
        "GET /status/v1/figures/months/{month}/index/what-if": RouteRequest(
            {"month": CLOSED_MONTH, "?agency": AGENCY, "?indicator": "4.1", "?more": "5"}
        ),
        "GET /status/v1/open/roots": RouteRequest(),
        "GET /status/v1/open/roots/{day}": day,
        "GET /status/v1/open/months/{month}": month,
        "GET /status/v1/open/months/{month}/leaves": month,
    }


def _mapping() -> tuple[dict[str, str], dict[str, str]]:
    """A procedure of ours, and one that is not ours."""
    return {"kind": "procedure", "ours": CODE}, {"kind": "procedure", "ours": "9.999999"}


def _dossier(code: str, body: Any = None) -> RouteRequest:
    return RouteRequest({"code": code}, {"code": NOBODYS_DOSSIER}, body)


def _object(name: str, ids: str, key: str = "") -> RouteRequest:
    proof, wrong = ({"X-Lookup-Key": text} if key else {} for text in (key, WRONG_KEY))
    return RouteRequest({name: ids}, {name: NOBODYS_ULID}, proof=proof, wrong=wrong)


def _file_token(contract_world: ContractWorld) -> str:
    """By which the National Portal fetches the result that was returned."""
    world, code = contract_world.world, contract_world.ids["returned"]
    digest = next(
        each.seal.sha256
        for each in world.documents.repository.documents_of(code)
        if each.kind == "result" and each.seal
    )
    return token_of(FILES_SECRET, NamedFile(code, digest, world.clock + LIFETIME))


def _sms_reports(contract_world: ContractWorld) -> RouteRequest:
    raw = json.dumps({"reports": [{"id": "0123456789ABC", "status": "delivered"}]}).encode()
    right, wrong = (
        {"X-Sms-Signature": signature_of(raw, secret, contract_world.world.clock)}
        for secret in (SMS_SECRET, "forged")
    )
    return RouteRequest(raw=raw, proof=right, wrong=wrong)


def _webhook(contract_world: ContractWorld) -> RouteRequest:
    at = int(contract_world.world.clock.timestamp())
    event_body = event(
        "checkout.session.completed", {"id": "cs_1", "object": "checkout.session"}, at
    )
    raw, signature = signed(event_body, SECRET, at)
    _, other = signed(event_body, "whsec_other", at)
    transfer = bank_builders.body(bank_builders.line())
    return RouteRequest(
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


def _identity(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    ids = contract_world.ids
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    partner, nobody = (_basic(*each) for each in (PARTNER, ("partner", "wrong")))
    request = {
        "?client_id": "portal",
        "?redirect_uri": BACK,
        "?response_type": "code",
        "?scope": "openid",
        "?state": "a-state",
        "?code_challenge": CHALLENGE,
        "?code_challenge_method": "S256",
    }
    answer = {"provider": "dvcqg", "?state": ids["sign_in_state"], "?code": "a-code"}
    return {
        "GET /identity/v1/.well-known/openid-configuration": RouteRequest(),
        "GET /identity/v1/jwks.json": RouteRequest(),
        "GET /identity/v1/start": RouteRequest(request),
        "GET /identity/v1/callback/{provider}": RouteRequest(
            answer,
            answer | {"provider": "elsewhere"},
            proof={"Cookie": ids["sign_in_cookie"]},
            wrong={"Cookie": "none=1"},
        ),
        "GET /identity/v1/end": RouteRequest(
            {"?client_id": "portal", "?post_logout_redirect_uri": LEFT}
        ),
        "POST /identity/v1/token": RouteRequest(
            raw=b"grant_type=client_credentials", proof=form | partner, wrong=form | nobody
        ),
        "POST /identity/v1/revoke": RouteRequest(
            raw=b"token=unknown", proof=form | partner, wrong=form | nobody
        ),
    }


def _voice(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    code = contract_world.ids["returned"]
    rating = "/voice/v1/dossiers/{code}/rating"
    rated = {"grade": "satisfied", "comment": "Nhanh."}
    feedback = {"feedback": contract_world.ids["feedback"]}
    no_feedback = {"feedback": NOBODYS_ULID}
    return {
        f"GET {rating}": _dossier(code),
        f"PUT {rating}": _dossier(code, rated),
        f"PUT {rating}/reply": _dossier(code, {"text": "Cảm ơn ông/bà."}),
        "GET /voice/v1/ratings": RouteRequest({"?agency": AGENCY}, {"?agency": "H49.99"}),
        "GET /voice/v1/feedback": RouteRequest({"?agency": AGENCY}, {"?agency": "H49.99"}),
        "POST /voice/v1/feedback": RouteRequest(
            body={"kind": "complaint", "agency": AGENCY, "text": "Quầy đóng sớm."}
        ),
        "GET /voice/v1/feedback/{feedback}": RouteRequest(feedback, no_feedback),
        "POST /voice/v1/feedback/{feedback}/acts": RouteRequest(
            feedback, no_feedback, {"act": "accept"}
        ),
        "POST /voice/v1/feedback/{feedback}/supplement": RouteRequest(
            {"feedback": contract_world.ids["waiting_feedback"]},
            no_feedback,
            {"text": "Thứ Hai tuần trước."},
        ),
        "GET /voice/v1/me/feedback": RouteRequest(),
        "GET /voice/v1/published-feedback": RouteRequest({"?agency": AGENCY}),
        "GET /voice/v1/agencies/{agency}/rating": RouteRequest({"agency": AGENCY}),
    }


def _partners(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    ids = contract_world.ids
    listed = "/partners/v1/partners"
    one, nobody = {"partner": ids["partner"]}, {"partner": "nobody-knows"}
    key = {"key": ids["key"]}
    agreement = {"number": "12", "agencies": ["H49"], "scopes": ["events.read", "status.read"]}
    body = {"name": "Công ty", "contact": "kythuat@halong.example", "agreement": agreement}
    proof = {"X-Api-Key": ids["partner_key"]}
    wrong = {"X-Api-Key": "mc_test_00000000000000000000000000_000000"}
    codes = {"codes": [ids["in_work"], NOBODYS_DOSSIER]}
    consent = {"code": ids["returned"], "partner": ids["partner"]}
    no_consent = consent | {"code": NOBODYS_DOSSIER}
    return {
        f"GET {listed}": RouteRequest(),
        f"GET {listed}/{{partner}}": RouteRequest(one, nobody),
        f"PUT {listed}/{{partner}}": RouteRequest(one, nobody, body),
        f"PUT {listed}/{{partner}}/state": RouteRequest(one, nobody, {"state": "suspended"}),
        f"POST {listed}/{{partner}}/keys": RouteRequest(one, nobody),
        f"DELETE {listed}/{{partner}}/keys/{{key}}": RouteRequest(one | key, nobody | key),
        "GET /partners/v1/recipients": RouteRequest(),
        "GET /partners/v1/consents": RouteRequest(),
        "PUT /partners/v1/consents/{code}/{partner}": RouteRequest(
            consent, no_consent, {"purpose": "credit", "until": "2026-12-31"}
        ),
        "DELETE /partners/v1/consents/{code}/{partner}": RouteRequest(consent, no_consent),
        "GET /partners/v1/me": RouteRequest(proof=proof, wrong=wrong),
        "GET /partners/v1/events": RouteRequest(proof=proof, wrong=wrong),
        "GET /partners/v1/dossiers/{code}": RouteRequest(
            {"code": ids["in_work"]}, {"code": NOBODYS_DOSSIER}, proof=proof, wrong=wrong
        ),
        "POST /partners/v1/dossiers/batch": RouteRequest(body=codes, proof=proof, wrong=wrong),
        "POST /partners/v1/sandbox/advances": RouteRequest(
            body={"dossier": "H49.61.01-000101-0001"}, proof=proof, wrong=wrong
        ),
        **_hooks(ids, proof, wrong),
    }


def _hooks(
    ids: Mapping[str, str], proof: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, RouteRequest]:
    listed = "/partners/v1/hooks"

    def of_one(body: Any = None) -> RouteRequest:
        return RouteRequest({"hook": ids["hook"]}, {"hook": NOBODYS_ULID}, body, None, proof, wrong)

    return {
        f"GET {listed}": RouteRequest(proof=proof, wrong=wrong),
        f"POST {listed}": RouteRequest(
            body={"url": "https://hooks.halong.vn/motcua"}, proof=proof, wrong=wrong
        ),
        f"GET {listed}/{{hook}}": of_one(),
        f"DELETE {listed}/{{hook}}": of_one(),
        f"POST {listed}/{{hook}}/test": of_one(),
        f"POST {listed}/{{hook}}/secret": of_one(),
        f"PUT {listed}/{{hook}}/replay": of_one({"after": 0, "through": 1}),
        f"GET {listed}/{{hook}}/deliveries": of_one(),
    }


def _basic(client: str, secret: str) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{client}:{secret}'.encode()).decode()}"}


def _letters(contract_world: ContractWorld) -> dict[str, RouteRequest]:
    def letter(step: str) -> dict[str, str]:
        return {"letter": contract_world.ids[f"letter_{step}"]}

    def act(step: str, body: Any = None) -> RouteRequest:
        return RouteRequest(letter(step), {"letter": NOBODYS_ULID}, body or {})

    def incoming(step: str, body: Any = None) -> RouteRequest:
        ids = {"agency": AGENCY, **letter(step)}
        return RouteRequest(ids, {"agency": AGENCY, "letter": NOBODYS_ULID}, body or {})

    listed = RouteRequest({"?agency": AGENCY}, {"?agency": "H49.99"})
    book = {"agency": AGENCY, "year": "2026", "direction": "out"}
    of_book = RouteRequest(book, {**book, "agency": "H49.99"})
    content = {"type": "cong_van", "notation": "UBND-VP", "subject": "V/v"}
    one, there = "/letters/v1/outgoing/{letter}", "/letters/v1/incoming/{agency}/{letter}"
    return {
        "GET /letters/v1/books/{agency}/{year}/{direction}": of_book,
        "GET /letters/v1/books/{agency}/{year}/{direction}/file": of_book,
        "POST /letters/v1/outgoing": RouteRequest(body={**content, "agency": AGENCY}),
        "GET /letters/v1/outgoing": listed,
        f"GET {one}": act("draft"),
        f"PUT {one}": act("draft", content),
        f"PUT {one}/discard": act("draft"),
        f"PUT {one}/number": act("draft"),
        f"PUT {one}/sign": act("numbered", {"seal": False}),
        f"PUT {one}/send": act("signed"),
        f"PUT {one}/void": act("signed", {"reason": "Sai"}),
        f"POST {one}/recall": act("sent", {"reason": "Gửi nhầm"}),
        f"GET {one}/trace": act("sent"),
        "GET /letters/v1/dossiers/{dossier}/letters": RouteRequest(
            {"dossier": contract_world.ids["returned"]}, {"dossier": NOBODYS_DOSSIER}
        ),
        "POST /letters/v1/files": RouteRequest(
            raw=b"%PDF-1.7\n%%EOF", proof={"Content-Type": "application/pdf"}
        ),
        "GET /letters/v1/letters/{letter}/files/{file}": RouteRequest(
            {**letter("sent"), "file": "ab" * 32}, {"letter": NOBODYS_ULID, "file": "ab" * 32}
        ),
        "GET /letters/v1/incoming": listed,
        f"GET {there}": incoming("sent"),
        f"PUT {there}/accept": incoming("sent"),
        f"PUT {there}/refuse": incoming("sent", {"reason": "Không thuộc thẩm quyền"}),
        f"PUT {there}/assign": incoming("accepted", {"official": "officer"}),
        f"PUT {there}/start": incoming("assigned"),
        f"PUT {there}/finish": incoming("assigned"),
        f"PUT {there}/reply": incoming("asked", {"reply": "agreed"}),
    }
