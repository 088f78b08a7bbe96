"""The catalogue: versions, trial and publication, closures, amounts by four eyes."""

import json

from tests.browser.desk_states.album import Album
from tests.unit.desk.test_catalogue import ONE, saved
from tests.unit.pages.services_world import PROVINCE

DAY = {"a.valid_from.d": "1", "a.valid_from.m": "1", "a.valid_from.y": "2027"}
AMOUNT = DAY | {
    "a.rule": "1.001612-2",
    "a.amount": "120.000",
    "a.resolution": "12/2026/NQ-HĐND ngày 10/7/2026",
}


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    album.world.world.services["intake"].refresh_listing()
    _versions(album)
    _closures(album)
    _amounts(album)


def _versions(album: Album) -> None:
    editor = album.official("catalogue_editor", agency=PROVINCE)
    album.open("catalogue", editor, "/quan-tri/thu-tuc")
    album.open("catalogue-matches", editor, "/quan-tri/thu-tuc?q=ho+kinh+doanh")
    album.open("catalogue-nothing", editor, "/quan-tri/thu-tuc?q=zzzz")
    album.open("procedure", editor, ONE)
    album.open("procedure-without-version", editor, "/quan-tri/thu-tuc/9.999999")
    content = saved(editor)
    album.store("version", editor.page)
    album.open("publication", editor, f"{ONE}/cong-bo")
    album.store("publication-mistakes", editor.submit("/cong-bo", values={"content": "{"}), 422)
    editor.get(f"{ONE}/cong-bo")
    wrong = json.dumps(content | {"channels": ["pigeon"]})
    refused = editor.submit("/cong-bo", values={"content": wrong})
    album.store("publication-refused", refused, 422)
    editor.get(f"{ONE}/cong-bo")
    same = editor.submit("/cong-bo", values={"content": json.dumps(content)})
    album.store("publication-of-nothing", same)
    editor.get(f"{ONE}/cong-bo")
    other = json.dumps(content | {"short_name": "Lập hộ kinh doanh", "channels": ["online"]})
    tried = editor.submit("/cong-bo", values={"content": other, **DAY})
    album.store("publication-tried", tried)
    album.store("published", editor.submit("/cong-bo", "publish"))


def _closures(album: Album) -> None:
    editor = album.official("catalogue_editor", agency=PROVINCE)
    album.open("closures", editor, f"{ONE}/tam-ngung")
    album.store("closures-mistakes", editor.submit("/tam-ngung"), 422)
    days = {"first": ("24", "11"), "last": ("30", "11")}
    values = {
        f"a.{name}.{part}": value
        for name, (day, month) in days.items()
        for part, value in (("d", day), ("m", month), ("y", "2026"))
    }
    values["a.reason"] = "Nâng cấp hệ thống"
    album.store("closed", editor.submit("/tam-ngung", values=values))
    album.store("reopened", editor.submit("/mo-lai"))


def _amounts(album: Album) -> None:
    first = album.official("catalogue_editor", agency=PROVINCE)
    second = album.official("catalogue_editor", agency=PROVINCE, desk="hai")
    first.get(f"{ONE}/muc-thu")
    album.store("amounts", first.page)
    album.store("amounts-mistakes", first.submit("/muc-thu"), 422)
    album.store("amount-entered", first.submit("/muc-thu", values=AMOUNT))
    form = first.form("/tu-choi")
    own = first.post(form.action.replace("tu-choi", "dong-y"), form.pairs)
    album.store("amount-second-needed", own, 409)
    album.open("amount-to-agree", second, f"{ONE}/muc-thu")
    album.store("amount-agreed", second.submit("/dong-y"))
