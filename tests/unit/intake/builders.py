"""A store in memory and the things tests of intake are about."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import NameObject

from contracts.terms import Component, Limit, ResultKind
from intake.adapters.attachment_bucket import Arrival
from intake.attachments import check
from intake.attachments.inspection import TestStringScanner
from intake.domain.attachment import NewPaper, Paper
from intake.domain.dossier_code import LookupKeys
from intake.domain.draft import Draft, NewDraft
from intake.domain.fee_rules import FeeRule
from intake.domain.person import Profile
from intake.domain.procedure import OnlineLevel, ProcedureContent
from intake.filing import actions
from intake.repository import Store
from kit.core.ids import new_ulid
from kit.http.context import RequestContext
from kit.persistence.repository import Repository
from kit.security.access_tokens import Principal
from kit.security.staff_directory import Agency, Directory
from tests.fakes import NOW, MemoryTransport, memory_table, memory_vault


def one_page(**objects: Any) -> bytes:
    """An honest one-page PDF; `objects` are put into its catalogue under their names."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    writer.add_blank_page(595, 842)
    for name, found in objects.items():
        writer.root_object[NameObject(f"/{name}")] = found
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


CODE = "1.001612"
AGENCY = "H49.61.01"
PDF = one_page()
AN = Profile(
    full_name="Nguyễn Thị An",
    identity_number="022190001234",
    address="Số 8A, đường 25/4, phường Hồng Gai",
    phone="0912345678",
    email="an@example.vn",
)


@dataclass
class MemoryBucket:
    """Objects by key and version; every `post` makes a version."""

    objects: dict[tuple[str, str], bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def upload_form(self, paper: Paper) -> tuple[str, Mapping[str, str]]:
        return "http://127.0.0.1/papers", {"key": paper.upload_key}

    def post(self, key: str, content: bytes) -> Arrival:
        arrival = Arrival(key, f"v{len(self.objects) + 1}")
        self.objects[arrival.key, str(arrival.version)] = content
        return arrival

    def read(self, arrival: Arrival, most: int) -> bytes:
        return self.objects[arrival.key, str(arrival.version)][:most]

    def keep(self, paper: Paper, content: bytes) -> None:
        self.kept[paper.kept_key] = content


@dataclass
class Intake:
    """Intake in memory."""

    transport: MemoryTransport = field(default_factory=MemoryTransport)
    bucket: MemoryBucket = field(default_factory=MemoryBucket)

    def __post_init__(self) -> None:
        vault = memory_vault()
        directory = Directory(memory_table(), lambda: NOW)
        directory.put_agency(
            Agency(code=AGENCY, name="Trung tâm phường Hạ Long", valid_from="2025-07-01")
        )
        self.store = Store(
            aggregates=Repository(memory_table(self.transport), "intake", vault),
            vault=vault,
            directory=directory,
            bucket=self.bucket,
            scanner=TestStringScanner(),
            keys=lambda: LookupKeys(json.dumps({"current": "v1", "v1": "00" * 32})),
        )

    def opened(self, content: ProcedureContent | None = None, sub: str = "an") -> Draft:
        """A draft of somebody who said who they are, for a published procedure."""
        actions.put_procedure(self.store, CODE, content or a_procedure(), at=NOW)
        actions.put_person(self.store, sub, AN, at=NOW)
        return actions.begin_draft(self.store, NewDraft(procedure=CODE, agency=AGENCY), a_call(sub))

    def attached(self, draft: Draft, content: bytes = PDF, component: str = "tp01") -> Paper:
        """A paper that was uploaded and looked at."""
        paper = check.attach(
            self.store, draft.id, a_new_paper(content, component), a_call(draft.owner)
        )
        check.check(self.store, self.bucket.post(paper.upload_key, content), at=NOW)
        found = self.store.paper(paper.id)
        assert found is not None
        return found


def a_call(sub: str = "an", at: datetime = NOW) -> RequestContext:
    """A citizen's request."""
    return RequestContext(now=at, seed=new_ulid(at), principal=Principal(sub, "citizen"))


def again(request: RequestContext, sub: str) -> RequestContext:
    """The same request by somebody else."""
    return replace(request, principal=Principal(sub, "citizen"))


def a_new_paper(
    content: bytes = PDF, component: str = "tp01", media_type: str = "application/pdf"
) -> NewPaper:
    """A paper as it is announced."""
    return NewPaper(
        component=component,
        name="don.pdf",
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def a_rule(**changed: object) -> FeeRule:
    """150,000 đ whatever the case."""
    given = {
        "id": "1.001612-1",
        "line": "le-phi",
        "name": "Lệ phí",
        "amount": 150_000,
        "basis": "page",
    }
    return FeeRule.model_validate(given | changed)


def a_procedure(**changed: object) -> ProcedureContent:
    """A procedure with one required paper and one fee."""
    given: dict[str, object] = {
        "name": "Đăng ký thành lập hộ kinh doanh",
        "short_name": "Đăng ký thành lập hộ kinh doanh",
        "field": "Hộ kinh doanh",
        "level": "Cấp xã",
        "channels": ("online", "counter"),
        "online_level": OnlineLevel(value="full", basis="memory"),
        "valid_from": "2026-11-21",
        "limits": (Limit(value=3, unit="working_day"),),
        "pay": "before_acceptance",
        "pay_basis": "assumed",
        "documents": (
            Component(id="tp01", name="Giấy đề nghị", required=True),
            Component(id="tp02", name="Văn bản ủy quyền", required=False),
        ),
        "results": (ResultKind(code="KQ.G12.001041", name="Giấy chứng nhận"),),
        "fee_rules": (a_rule(),),
        "source": "page",
        "confidence": "page",
    }
    return ProcedureContent.model_validate(given | changed)
