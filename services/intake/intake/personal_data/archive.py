"""The archive of an export: one ZIP of tables and JSON, a pair for each service, and the places."""

import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Final

from intake.domain.data_export import DataExport, StoredPart
from intake.personal_data.export import places
from intake.personal_data.own_rows import DossierRow, own_rows
from intake.repository import IntakeRepository
from kit.core.csv_table import csv_table
from kit.core.time import VIETNAM
from kit.security.people import PersonLink

COLUMNS: Final = ("place", "dossier", "field", "value")
PLACE_COLUMNS: Final = ("service", "items", "what_vi", "what_en", "key", "erased", "read_at")
NOTE: Final = """Dữ liệu cá nhân của ông/bà, lập lúc {at}.
Mỗi dịch vụ có một bảng (.csv, mở bằng phần mềm bảng tính) và cùng nội dung ở dạng .json.
Tệp giấy tờ, biểu mẫu, biên lai và kết quả được tải riêng, theo từng gói.
places.csv nêu mọi nơi có thể lưu dữ liệu của ông/bà, kể cả nơi không trích xuất được.
Số hồ sơ: {dossiers}. {more_vi}

Your personal data, as of {at}.
Each service has a table (.csv, for a spreadsheet) and the same as .json.
Files of papers, forms, receipts and results are downloaded apart, in volumes.
places.csv names every place that may hold data of yours, also those that can't be exported.
Dossiers: {dossiers}. {more_en}
"""
MORE: Final = (
    "Còn hồ sơ khác, vui lòng yêu cầu bản trích xuất tiếp theo.",
    "There are more dossiers: please request the next export.",
)


def export_archive(
    intake: IntakeRepository,
    owner: PersonLink,
    export: DataExport,
    parts: Iterable[StoredPart],
    *,
    at: datetime,
) -> bytes:
    """Personal: what every service delivered, and what intake itself has now."""
    rows: dict[str, list[DossierRow]] = {"intake": list(own_rows(intake, owner, export))}
    for part in parts:
        of_service = rows.setdefault(part.service, [])
        of_service += ((part.dossier, row) for row in intake.opened_rows(part))

    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _note(export, at))
        archive.writestr("places.csv", _places_table())
        archive.writestr("places.json", _json([each.model_dump(mode="json") for each in places()]))
        for service, of_service in sorted(rows.items()):
            archive.writestr(f"{service}.csv", csv_table(COLUMNS, map(_cells, of_service)))
            archive.writestr(f"{service}.json", _json([_document(each) for each in of_service]))
    return content.getvalue()


def _note(export: DataExport, at: datetime) -> str:
    more = MORE if export.next else ("", "")
    return NOTE.format(
        at=f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}",
        dossiers=len(export.dossiers),
        more_vi=more[0],
        more_en=more[1],
    )


def _places_table() -> str:
    return csv_table(
        PLACE_COLUMNS,
        (
            (
                each.service,
                " ".join(each.items),
                each.what.vi,
                each.what.en or "",
                each.key.vi,
                each.erased.vi,
                each.read_at or "",
            )
            for each in places()
        ),
    )


def _cells(row: DossierRow) -> tuple[str, str, str, str]:
    code, fact = row
    return fact.place, code, fact.field, fact.value


def _document(row: DossierRow) -> dict[str, str]:
    return dict(zip(COLUMNS, _cells(row), strict=True))


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)
