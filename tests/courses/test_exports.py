"""The export of a person's data: every service delivers its own part, one ZIP has them all."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.exports import PARTS
from intake.domain.daily_limits import DailyLimits, TooManyExports
from intake.domain.data_export import DataExport
from intake.personal_data.export import places
from intake.personal_data.export_files import ExportFile
from intake.personal_data.link_export import ExportNotReady, LinkExport, link_export
from intake.personal_data.pack_files import Bound, PackFiles, Volume, pack_files
from intake.personal_data.request_export import RequestExport, request_export
from kit.core.csv_table import FORMULA
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import SEALED_PREFIX
from kit.security.people import PersonLink
from tests.unit.intake.world import AN
from tests.world import OWNER, SERVICES, World
from voice.feedback.submit import SubmitFeedback, submit_feedback
from voice.ratings.rate import RateDossier, rate_dossier

EXPORTING: Final = ("intake", *PARTS)
"""The services that hold a person's data of dossiers; identity holds none of them."""
FILES: Final = {f"{service}.{kind}" for service in EXPORTING for kind in ("csv", "json")}

COMMENT: Final = "Phải chờ lâu."
QUESTION: Final = "Giấy khai sinh cấp lại ở đâu?"


class ExportingWorld(World):
    """An has one dossier whose result was returned, and has rated how it was handled."""

    def __init__(self) -> None:
        super().__init__()
        self.live()
        self.settle()
        rating = RateDossier(dossier=self.code, grade="dissatisfied", comment=COMMENT)
        rate_dossier(self.voice.repository, rating, at=self.now())
        question = SubmitFeedback(
            id=self.new_seed(),
            kind="question",
            agency="H49.61.01",
            about=None,
            text=QUESTION,
            owner=OWNER.person,
        )
        submit_feedback(self.voice.repository, question, at=self.now())
        self.settle()

    def request(self, owner: PersonLink = OWNER) -> DataExport:
        command = RequestExport(id=self.new_seed(), owner=owner)
        return request_export(self.intake, DailyLimits(), command, at=self.now())

    def gather(self) -> None:
        """Every service delivers, at once."""
        at = self.clock
        self.settle()
        assert self.clock - at < timedelta(minutes=10)
        assert not any(self.dead.values())

    def link(self, export: DataExport, owner: PersonLink = OWNER) -> str:
        command = LinkExport(export=export.id, owner=owner)
        return link_export(self.intake, lambda: self.bucket, command, at=self.now()).url

    def pack(self, export: DataExport) -> Volume:
        command = PackFiles(export.id, OWNER)
        return pack_files(self.intake, lambda: self.bucket, command, at=self.now())

    def volume(self, export: DataExport) -> tuple[Volume, dict[str, bytes]]:
        """The first volume, and what is in it by name."""
        volume = self.pack(export)
        with zipfile.ZipFile(io.BytesIO(self.bucket.at(volume.link.url))) as archive:
            return volume, {name: archive.read(name) for name in archive.namelist()}

    def download(self) -> dict[str, str]:
        """What An downloads, by the name of the file."""
        export = self.request()
        self.gather()
        content = self.bucket.at(self.link(export))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(scope="module")
def world() -> ExportingWorld:
    return ExportingWorld()


@pytest.fixture(scope="module")
def archive(world: ExportingWorld) -> dict[str, str]:
    return world.download()


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_every_service_is_in_the_archive_with_the_same_as_table_and_json(
    archive: dict[str, str],
) -> None:
    assert archive.keys() == FILES | {"README.txt", "places.csv", "places.json"}
    for service in EXPORTING:
        head, *rows = table(archive[f"{service}.csv"])
        document: list[dict[str, Any]] = json.loads(archive[f"{service}.json"])
        assert head == ["place", "dossier", "field", "value"]
        assert len(rows) == len(document) > 3, service
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
        assert not [each for each in document if SEALED_PREFIX in each["value"]]


@pytest.mark.parametrize(
    ("service", "place", "value"),
    [
        ("intake", "PERSON", AN.full_name),
        ("intake", "DOSSIER DossierFiled", AN.address),
        ("intake", "ATTACHMENT", "don.pdf"),
        ("casework", "CASE APPLICANT", AN.full_name),
        ("documents", "DOSSIER", AN.full_name),
        ("documents", "DOSSIER FACT", '"Giấy chứng nhận"'),
        ("payments", "RECEIPT", AN.full_name),
        ("payments", "FEE", "150000"),
        ("notifications", "DOSSIER", "+84912345678"),
        ("notifications", "DOSSIER NOTICE", "case.accepted"),
        ("status", "DOSSIER", "Đăng ký thành lập hộ kinh doanh"),
        ("exchange", "LANE dossier.filed", AN.full_name),
        ("voice", "RATING", COMMENT),
        ("voice", "FEEDBACK", QUESTION),
    ],
)
def test_the_archive_has_what_each_service_stores(
    archive: dict[str, str], service: str, place: str, value: str
) -> None:
    document = json.loads(archive[f"{service}.json"])
    assert value in {each["value"] for each in document if each["place"] == place}


def test_the_archive_names_every_place(archive: dict[str, str]) -> None:
    named = json.loads(archive["places.json"])
    assert [each["service"] for each in named] == [each.service for each in places()]
    assert len(table(archive["places.csv"])) == len(named) + 1


def test_the_parts_lie_sealed_under_the_dossiers_key(
    world: ExportingWorld, archive: dict[str, str]
) -> None:
    assert archive
    parts = [
        item.doc
        for name in SERVICES
        for item in world.transports[name].items.values()
        if item.pk.startswith("EXPORT#") and (item.sk.startswith("PART#") or "rows" in item.doc)
    ]
    assert len(parts) >= 2 * len(PARTS)
    assert all(AN.full_name not in doc and SEALED_PREFIX in doc for doc in parts)


def test_an_export_is_ready_once_every_service_has_delivered_and_then_its_own_alone() -> None:
    world = ExportingWorld()
    export = world.request()
    with pytest.raises(ExportNotReady):
        world.link(export)
    world.settle()
    world.settle()

    first, second = world.link(export), world.link(export)

    assert first != second
    assert "seconds=900" in first
    with pytest.raises(NotFound):
        world.link(export, PersonLink(person="binh"))
    world.clock += timedelta(days=7)
    with pytest.raises(NotFound):
        world.link(export)


def test_a_day_has_a_limit_of_exports_and_a_repeat_counts_once() -> None:
    world = ExportingWorld()
    command = RequestExport(id=world.new_seed(), owner=OWNER)
    limits = DailyLimits(exports=1)
    exports = [request_export(world.intake, limits, command, at=world.now()) for _ in range(2)]
    assert exports[0].id == exports[1].id
    with pytest.raises(TooManyExports):
        request_export(world.intake, limits, command.evolve(id=world.new_seed()), at=world.now())


def test_the_files_of_an_export_are_the_papers_the_forms_the_receipt_and_the_result() -> None:
    world = ExportingWorld()
    export = world.request()
    with pytest.raises(ExportNotReady):
        world.pack(export)
    world.gather()

    volume, files = world.volume(export)

    code = world.code
    kinds = {name.removeprefix(f"{code}/").partition("-")[0] for name in files}
    assert kinds == {"01", "form", "receipt", "result", "files.csv"}
    assert files[f"{code}/01-tp01.pdf"].startswith(b"%PDF")
    sealed = [content for name, content in files.items() if "result-" in name]
    assert sealed == [world.file_store.files[key] for key in _keys_of(world, "result")]
    listed = table(files["files.csv"].decode())
    assert {row[2] for row in listed[1:]} == files.keys() - {"files.csv"}
    assert {each.name for each in volume.files} == files.keys() - {"files.csv"}
    assert volume.link.dossiers == (code,)
    assert volume.after is None


def _keys_of(world: ExportingWorld, kind: str) -> list[str]:
    documents = world.documents.repository.documents_of(world.code)
    return [str(each.file_key) for each in documents if each.kind == kind]


@pytest.mark.parametrize("limits", [{"files": 1}, {"bytes": 1}])
def test_volumes_are_bounded_and_go_on_where_the_one_before_ended(limits: dict[str, int]) -> None:
    world = ExportingWorld()
    export = world.request()
    world.gather()
    whole = world.volume(export)[0].files
    bound = Bound(files=limits.get("files", 100), bytes=limits.get("bytes", 20_000_000))

    packed: list[ExportFile] = []
    after = None
    for _ in whole:
        command = PackFiles(export.id, OWNER, after, bound)
        volume = pack_files(world.intake, lambda: world.bucket, command, at=world.now())
        packed += volume.files
        after = volume.after

    assert tuple(packed) == whole
    assert after is None


def test_a_file_that_is_not_stored_any_more_is_listed_without_its_size() -> None:
    world = ExportingWorld()
    export = world.request()
    world.gather()
    [key] = _keys_of(world, "receipt")
    del world.file_store.files[key]

    volume, files = world.volume(export)

    assert not [each for each in volume.files if "receipt" in each.name]
    rows = table(files["files.csv"].decode())[1:]
    assert [row[3] for row in rows if "receipt" in row[2]] == [""]


def test_nobody_packs_the_files_of_another_and_none_of_an_erased_dossier() -> None:
    world = ExportingWorld()
    export = world.request()
    world.gather()
    stranger = PackFiles(export.id, PersonLink(person="binh"))
    with pytest.raises(NotFound):
        pack_files(world.intake, lambda: world.bucket, stranger, at=world.now())
    dossier = world.intake.filed_dossier(world.code)
    ordered = dossier.evolve(erasure_ordered_at=world.now())
    world.intake.commit([Change(ordered, None)], at=world.now())
    assert world.pack(export).files == ()
