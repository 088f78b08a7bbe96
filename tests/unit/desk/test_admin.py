"""Administration: agencies, officials and their rights, delegations, kiosks."""

import pytest

from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import AGENCY, FOREIGN, PROVINCE, ServicesWorld

TREE = "/quan-tri/don-vi"


@pytest.fixture
def world() -> ServicesWorld:
    return ServicesWorld()


def administrator(world: ServicesWorld, agency: str = PROVINCE) -> Officer:
    admin = Officer("admin", world=world, agency=agency)
    admin.sign_in()
    return admin


def official(world: ServicesWorld, *roles: str, agency: str = AGENCY) -> Officer:
    """Somebody with rights and an office."""
    each = Officer(*roles, world=world, agency=agency)
    record = world.world.directory.record(each.subject).official
    assert record
    world.world.directory.put_staff(record.evolve(office="Chủ tịch"))
    return each


def test_agencies_are_a_tree(world: ServicesWorld) -> None:
    page = administrator(world).get(TREE)

    assert page.text.index("tỉnh Quảng Ninh</a>") < page.text.index("phường Hồng Gai")
    assert page.text.count('class="depth1"') == 2


def test_a_kind_of_agency_filters_the_tree(world: ServicesWorld) -> None:
    page = administrator(world).get(f"{TREE}?loai=commune")

    assert "Ủy ban nhân dân phường Bãi Cháy" in page.text_content
    assert "Ủy ban nhân dân tỉnh Quảng Ninh H49" not in page.text_content


def test_hours_desks_and_codes_of_an_agency_are_stored_and_others_stay(
    world: ServicesWorld,
) -> None:
    admin = administrator(world)
    admin.get(f"{TREE}/{AGENCY}/sua")
    admin.submit(
        "/sua",
        values={
            "a.address": "Số 1, đường Hạ Long",
            "a.hours.0.weekdays": ["0", "5"],
            "a.hours.0.spans": "07:30-11:30, 13:00-17:00",
            "a.hours.0.valid_from.d": "1",
            "a.hours.0.valid_from.m": "12",
            "a.hours.0.valid_from.y": "2025",
        },
    )
    assert "Đã lưu." in admin.page.text_content
    assert "thứ Hai, thứ Bảy: 07:30-11:30, 13:00-17:00" in admin.page.text_content
    admin.get(f"{TREE}/{AGENCY}?ngay=2025-11-30")
    assert "thứ Hai, thứ Ba, thứ Tư, thứ Năm, thứ Sáu" in admin.page.text_content

    admin.get(f"{TREE}/{AGENCY}/sua")
    assert "07:30-11:30, 13:00-17:00" in admin.page.text
    admin.submit("/sua", values={"a.name_en": "Hong Gai"})
    assert "thứ Hai, thứ Bảy: 07:30-11:30" in admin.page.text_content, "the hours stay"
    assert "Số 1, đường Hạ Long" in admin.page.text_content


def test_hours_that_can_not_be_read_are_pointed_out_and_stay(world: ServicesWorld) -> None:
    admin = administrator(world)
    admin.get(f"{TREE}/{AGENCY}/sua")
    page = admin.submit(
        "/sua", values={"a.hours.0.weekdays": ["0"], "a.hours.0.spans": "từ sáng đến chiều"}
    )

    assert page.status == 422
    assert page.title.startswith("Lỗi:")
    assert "07:30-11:30, 13:00-17:00" in page.text_content
    assert "từ sáng đến chiều" in page.text


def test_a_row_is_added_and_taken_out_without_a_script(world: ServicesWorld) -> None:
    admin = administrator(world)
    admin.get(f"{TREE}/{AGENCY}/sua")
    admin.submit("/sua", "add.codes", {"a.codes.0.code": "000.01.61.H49"})
    assert 'name="a.codes.1.code"' in admin.page.text
    page = admin.submit("/sua", "remove.codes.0")

    assert 'name="a.codes.1.code"' not in page.text
    assert "000.01.61.H49" not in page.text


def test_a_new_agency_is_listed_once(world: ServicesWorld) -> None:
    admin = administrator(world)
    values = {
        "a.code": "H49.63.01",
        "a.name": "Ủy ban nhân dân phường Cao Xanh",
        "a.valid_from.d": "1",
        "a.valid_from.m": "7",
        "a.valid_from.y": "2025",
    }
    admin.get("/quan-tri/don-vi-moi")
    assert "H49.63.01" in admin.submit("/don-vi-moi", values=values).text_content
    admin.get("/quan-tri/don-vi-moi")
    page = admin.submit("/don-vi-moi", values=values)

    assert (page.status, page.title[:4]) == (422, "Lỗi:")
    assert "đã thuộc về một cơ quan" in page.text_content


def test_desks_are_stored_and_shown(world: ServicesWorld) -> None:
    admin = administrator(world, AGENCY)
    admin.get(f"{TREE}/{AGENCY}/ban")
    page = admin.submit("/ban", values={"a.desks": ["Tổ hộ tịch", "Tổ đất đai"]})

    assert "Tổ hộ tịch Tổ đất đai" in page.text_content


def test_an_administrator_of_another_agency_changes_nothing(world: ServicesWorld) -> None:
    admin = administrator(world, FOREIGN)
    page = admin.get(f"{TREE}/{AGENCY}")

    assert "người quản trị khác phụ trách" in page.text_content
    assert "Việc quản trị" not in page.text_content
    for path in ("ban", "can-bo", "kiosk"):
        assert admin.get(f"{TREE}/{AGENCY}/{path}").status == 404, path
    admin.get(f"{TREE}/{AGENCY}/sua")
    assert admin.submit("/sua", values={"a.name": "Của tôi"}).status == 404


def test_rights_are_given_to_an_account_found_by_its_code(world: ServicesWorld) -> None:
    stranger = Officer(world=world)
    stranger.username = "le-van-moi"
    assert stranger.sign_in().status == 403
    admin = administrator(world)
    admin.get("/quan-tri/can-bo")
    page = admin.get(f"/quan-tri/can-bo?ma={stranger.subject}")
    assert "Tài khoản chưa có quyền" in page.text_content

    admin.follow("Phân quyền cho tài khoản này")
    assert admin.submit("/quyen").status == 422
    name, rights = {"a.name": "Lê Văn Mới"}, {"a.roles": ["officer"], "a.agencies": [AGENCY]}
    page = admin.submit("/quyen", values={**name, **rights})

    assert page.status == 200
    assert "Lê Văn Mới" in page.text_content
    assert "Trước đó chưa có quyền." in page.text_content
    assert "Lê Văn Mới Thẩm định" in admin.get(f"{TREE}/{AGENCY}/can-bo").text_content
    assert stranger.get("/").status == 200


def test_every_right_is_taken_and_the_history_stays(world: ServicesWorld) -> None:
    officer = official(world, "officer")
    admin = administrator(world)
    admin.get(f"{TREE}/{AGENCY}/can-bo")
    admin.follow("Cán bộ officer")
    admin.follow("Thu hồi mọi quyền")
    page = admin.submit("/thu-hoi")

    assert "Đã thu hồi mọi quyền." in page.text_content
    assert world.world.directory.record(officer.subject).official is None
    assert "Đã hết quyền tại cơ quan này" in admin.get(f"{TREE}/{AGENCY}/can-bo").text_content


def test_a_role_that_only_the_province_gives_is_refused_in_words(world: ServicesWorld) -> None:
    officer = official(world, "officer")
    admin = administrator(world, AGENCY)
    admin.get(f"/quan-tri/can-bo/{officer.subject}/quyen")
    page = admin.submit("/quyen", values={"a.roles": ["officer", "admin"]})

    assert page.status == 403
    assert "Chỉ quản trị viên cấp tỉnh" in page.text_content
    assert 'value="admin" checked' in page.text


def test_who_gives_a_right_has_shown_the_second_factor_a_short_time_ago(
    world: ServicesWorld,
) -> None:
    officer = official(world, "officer")
    admin = administrator(world)
    admin.get(f"/quan-tri/can-bo/{officer.subject}/quyen")
    world.later(minutes=16)
    page = admin.submit("/quyen", values={"a.office": "Phó Chủ tịch"})

    assert page.status == 401
    assert "Phó Chủ tịch" in page.text, "what was typed stays"
    form = admin.form("/quyen")
    admin.sign_in()
    assert "Phó Chủ tịch" in admin.post(form.action, form.pairs).text_content


def test_a_session_that_ends_inside_the_form_loses_nothing(world: ServicesWorld) -> None:
    admin = administrator(world)
    admin.get(f"{TREE}/{AGENCY}/sua")
    world.later(hours=9)
    page = admin.submit("/sua", values={"a.address": "Số 9, đường Trần Phú"})

    assert page.status == 401
    assert "Số 9, đường Trần Phú" in page.text
    form = admin.form("/sua")
    admin.sign_in(back="/da-vao")
    assert "Số 9, đường Trần Phú" in admin.post(form.action, form.pairs).text_content


def test_a_kiosk_shows_its_secret_once_and_is_revoked(world: ServicesWorld) -> None:
    admin = administrator(world, AGENCY)
    path = f"{TREE}/{AGENCY}/kiosk"
    assert admin.get(path).status == 200
    assert admin.submit("/kiosk").status == 422
    page = admin.submit("/kiosk", values={"a.name": "Sảnh tầng 1"})
    secret = page.text.split('class="copy">')[-1].split("<")[0]

    assert len(secret) > 30
    page = admin.get(path)
    assert secret not in page.text
    assert "Sảnh tầng 1" in page.text_content
    page = admin.submit("/thu-hoi")
    assert "thu hồi lúc" in page.text_content


def test_a_head_delegates_to_a_colleague_and_ends_it(world: ServicesWorld) -> None:
    official(world, "officer")
    head = official(world, "head")
    head.sign_in()
    head.get("/uy-quyen")
    head.follow("Cán bộ officer")
    page = head.submit(_deputy(head), values=_terms(until="30"))
    assert "Người đứng đầu (TUQ)" in page.text_content
    page = head.submit("/cham-dut")

    assert "Cán bộ này chưa được ủy quyền." in page.text_content


def test_a_delegation_that_ends_before_it_begins_is_refused_in_words(world: ServicesWorld) -> None:
    official(world, "officer")
    head = official(world, "head")
    head.sign_in()
    head.get("/uy-quyen")
    head.follow("Cán bộ officer")
    page = head.submit(_deputy(head), values=_terms(until="20"))

    assert page.status == 422
    assert "phải sau thời điểm bắt đầu" in page.text_content


def _terms(until: str) -> dict[str, str]:
    """A delegation from 24 November to this day of it."""
    days = {"since": "24", "until": until}
    typed = {f"a.{name}.d": day for name, day in days.items()}
    typed |= {f"a.{name}.m": "11" for name in days} | {f"a.{name}.y": "2026" for name in days}
    return {"a.role": "head", "a.kind": "TUQ", **typed}


def _deputy(head: Officer) -> str:
    """The end of the address of the last page's form."""
    return next(
        part for part in head.page.text.split('action="') if part.startswith("/uy-quyen/")
    ).split('"')[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_there_in_both_languages(world: ServicesWorld, language: str) -> None:
    officer = official(world, "officer")
    admin = Officer("admin", world=world, agency=PROVINCE, language=language)
    admin.sign_in()
    for path in (
        "/quan-tri",
        TREE,
        "/quan-tri/don-vi-moi",
        f"{TREE}/{AGENCY}",
        f"{TREE}/{AGENCY}/sua",
        f"{TREE}/{AGENCY}/ban",
        f"{TREE}/{AGENCY}/can-bo",
        f"{TREE}/{AGENCY}/kiosk",
        "/quan-tri/can-bo",
        f"/quan-tri/can-bo/{officer.subject}",
        f"/quan-tri/can-bo/{officer.subject}/quyen",
        f"/quan-tri/can-bo/{officer.subject}/thu-hoi",
    ):
        page = admin.get(path)
        assert page.status == 200, path
        assert f'<html lang="{language}">' in page.text
