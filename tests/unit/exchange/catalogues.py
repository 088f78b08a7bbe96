"""Our catalogue and the portal's, as a test makes them differ."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from contracts.intake.procedures import ListedComponent, ProcedurePublished
from contracts.procedure_terms import Limit, ResultKind
from contracts.terms import ProcedureRef
from exchange.domain.difference import KINDS
from exchange.mapping.composition import mapper_of
from exchange.mapping.run import Mapper
from kit.core.budget import UNLIMITED, Budget
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.security.agency import Agency
from tests.unit.exchange.world import World

HOUSEHOLD: Final = "1.001612"
NAME: Final = "Đăng ký thành lập hộ kinh doanh"
PAPER: Final = "Giấy đề nghị đăng ký hộ kinh doanh"
PAPER_CODE: Final = "000.00.00.G12-KQ014021"
RESULT: Final = "Giấy chứng nhận đăng ký hộ kinh doanh"
RESULT_CODE: Final = "KQ.G12.001041"
FIELD: Final = ("G05-KD10", "Thành lập và hoạt động hộ kinh doanh")
SINCE: Final = datetime(2026, 7, 1, tzinfo=UTC)


def published(code: str = HOUSEHOLD, version: int = 1, **changes: Any) -> ProcedurePublished:
    """A version that says the same as `national`."""
    name = changes.pop("name", NAME)
    parts: dict[str, Any] = {
        "valid_from": SINCE,
        "limits": (Limit(value=3, unit="working_day"),),
        "steps": (),
        "pay": "before_acceptance",
        "results": (ResultKind(code=RESULT_CODE, name=RESULT),),
        "field": FIELD[1],
        "field_code": FIELD[0],
        "components": (ListedComponent(id="p01", name=PAPER, code=PAPER_CODE),),
        "amounts": (100_000,),
    }
    reference = ProcedureRef(code=code, name=name, version=version)
    return ProcedurePublished(procedure=reference, **(parts | changes))


def national(code: str = HOUSEHOLD, **changes: Any) -> dict[str, Any]:
    """A procedure in the shape of LayThuTuc's answer; `papers` and `results` are code -> name."""
    papers = changes.pop("papers", {PAPER_CODE: PAPER})
    results = changes.pop("results", {RESULT_CODE: RESULT})
    field = changes.pop("field", FIELD)
    time = {
        "THOIGIANGIAIQUYET": changes.pop("days", "3"),
        "DONVITINH": "Ngày làm việc",
        "PHILEPHI": [{"MAPHILEPHI": "LP01", "SOTIEN": changes.pop("fee", "100000")}],
    }
    return {
        "MATTHC": code,
        "TENTTHC": NAME,
        "LINHVUCTHUCHIEN": [{"MALINHVUC": field[0], "TENLINHVUC": field[1]}],
        "CACHTHUCTHUCHIEN": [{"KENH": "Trực tuyến", "THOIGIAN": [time]}],
        "THANHPHANHOSO": [
            {"TRUONGHOP": "", "GIAYTO": [{"MAGIAYTO": c, "TENGIAYTO": n}]}
            for c, n in papers.items()
        ],
        "KETQUATHUCHIEN": [{"MAKETQUA": c, "TENKETQUA": n} for c, n in results.items()],
        **changes,
    }


def lists(*procedures: dict[str, Any]) -> dict[str, Any]:
    """What the portal lists, with the one field and the province's own unit."""
    return {
        "procedures": procedures,
        "fields": [{"MALINHVUC": FIELD[0], "TENLINHVUC": FIELD[1]}],
        "agencies": [{"MADONVI": "H49", "TENDONVI": "Ủy ban nhân dân tỉnh Quảng Ninh"}],
    }


def publish(world: World, *events: ProcedurePublished) -> None:
    """Intake publishes versions."""
    for event in events:
        at = world.clock()
        world.service.inbox.handle(
            Envelope(
                id=new_ulid(at),
                type=event.TYPE,
                version=event.VERSION,
                source="intake",
                subject=event.procedure.code,
                sequence=event.procedure.version,
                time=at,
                trace="trace",
                vault=None,
                dossier=None,
                data=event.model_dump(mode="json"),
            )
        )


def employ_agencies(world: World, agencies: Iterable[tuple[str, str]]) -> None:
    """The directory lists agencies, by code and name."""
    for code, name in agencies:
        world.directory.put_agency(Agency(code=code, name=name, valid_from="2020-01-01"))


def mapper(world: World) -> Mapper:
    """A run's own mapper."""
    created = mapper_of(world.repository, world.national, world.resources.directory, world.clock)
    assert created is not None
    return created


def compare(world: World, budget: Budget = UNLIMITED) -> int:
    """One run."""
    return mapper(world).run(budget)


def compare_next_night(world: World) -> int:
    """The run of the night after."""
    world.pass_time(24 * 3600)
    return compare(world)


def differences(world: World) -> dict[str, list[str]]:
    """Kind -> subjects, without the kinds that there are none of."""
    stored = {kind: world.repository.listed_differences(kind, None, 1000)[0] for kind in KINDS}
    return {kind: [each.subject for each in items] for kind, items in stored.items() if items}
