"""A citizen files a dossier without scripts, before the real services."""

import json
import re

import pytest

from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.procedure_content import ProcedureContent
from kit.security.staff_directory import Agency
from tests.browser.drafts_at_states import expire
from tests.unit.pages.services_world import CODE, procedure_content
from tests.unit.portal.citizen import Citizen

TOO_LARGE = b"%PDF-" + b"0" * (21 * 1024 * 1024)


@pytest.fixture
def citizen() -> Citizen:
    return Citizen()


def test_a_citizen_files_from_the_search_to_the_dossiers_page(citizen: Citizen) -> None:
    citizen.get("/thu-tuc?q=ho+kinh+doanh")
    citizen.follow("Đăng ký thành lập hộ kinh doanh")
    assert "150.000\u00a0đồng" in citizen.page.text
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    assert "Dùng được" in citizen.upload(draft).text_content

    citizen.get(f"/nop/{draft}")
    citizen.follow("Xem lại và nộp")
    assert "50.000.000" in citizen.page.text, "the capital of the example"
    citizen.submit(f"/nop/{draft}/nop")

    assert citizen.page.title.startswith("Đã nộp hồ sơ")
    filed = citizen.world.world.intake.draft(draft)
    assert filed is not None
    dossier = citizen.world.world.intake.dossier(filed.code or "")
    assert dossier is not None
    assert dossier.lookup_key in citizen.page.text
    citizen.world.world.settle()
    citizen.follow("Xem hồ sơ và thanh toán")
    assert dossier.id in citizen.page.title
    assert "Thanh toán bằng thẻ" in citizen.page.text_content
    assert dossier.id in citizen.get("/toi").text
    assert dossier.lookup_key not in str([page.headers for page in citizen.history])


def test_a_citizen_states_which_papers_apply_and_they_are_demanded(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}")
    citizen.follow("Trường hợp và giấy tờ kèm theo")
    assert "Bản sao văn bản ủy quyền" in citizen.page.text

    citizen.submit("truong-hop", values={"applies-p07": "1"})

    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.statement is not None
    assert stored.statement.conditions == {"p07": True}
    assert citizen.page.text.index("Bản sao văn bản ủy quyền") < citizen.page.text.index(
        "Nộp hồ sơ"
    )


def test_a_filed_dossier_is_opened_from_ones_own_list_without_its_key(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.upload(draft)
    citizen.get(f"/nop/{draft}/xem-lai")
    citizen.submit(f"/nop/{draft}/nop")
    citizen.world.world.settle()
    again = Citizen(who=citizen.who)
    again.sign_in()

    again.follow(procedure_content()["name"])

    assert again.page.title.startswith("Hồ sơ H49")
    other = Citizen()
    other.sign_in()
    code = again.page.title.split()[2]
    assert other.get(f"/toi/ho-so/{code}").status == 404
    assert other.get(f"/nop/{draft}").status == 404


def test_mistakes_are_named_with_links_to_their_fields_and_nothing_typed_is_lost(
    citizen: Citizen,
) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}/trang/activity")
    values = {"a.capital": "năm mươi triệu", "a.start_date.d": "31", "a.start_date.m": "2"}
    page = citizen.submit("activity", "save", {**values, "a.start_date.y": "2026"})

    assert page.status == 422
    assert page.title.startswith("Lỗi:")
    for place in ("business_lines", "capital", "start_date"):
        assert f'href="#{place}"' in page.text
        assert f'id="{place}"' in page.text
    assert 'value="năm mươi triệu"' in page.text
    assert 'value="31"' in page.text
    assert "phải là một ngày có thật" in page.text_content


def test_lists_grow_and_shrink_without_a_script(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}/trang/activity")
    citizen.submit("activity", "add.business_lines", {"a.business_lines": ["Bán phở"]})
    assert citizen.page.text.count('name="a.business_lines"') == 2
    citizen.submit("activity", "add.business_lines", {"a.business_lines": ["Bán phở", "Bán bún"]})
    assert citizen.page.text.count('name="a.business_lines"') == 3

    citizen.submit(
        "activity", "remove.business_lines.0", {"a.business_lines": ["Bán phở", "Bán bún", ""]}
    )

    assert "Bán phở" not in citizen.page.text
    assert 'value="Bán bún"' in citizen.page.text


def test_rows_of_questions_are_stored(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}/trang/established_by")
    citizen.submit("established_by", "save", {"a.established_by": "household"})
    assert citizen.page.title.startswith("Thành viên hộ gia đình"), "the page that this answer adds"
    row = {"a.members.0.name": "Trần Văn Bình", "a.members.0.identity_number": "12"}
    wrong = citizen.submit("members", "save", row)
    assert 'href="#members-0-identity_number"' in wrong.text
    assert 'id="members-0-identity_number"' in wrong.text

    citizen.submit("members", "save", row | {"a.members.0.identity_number": "022190001234"})

    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.answers["members"] == [
        {"name": "Trần Văn Bình", "identity_number": "022190001234"}
    ]


def test_a_page_that_another_tab_changed_keeps_both_answers(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}/trang/business")
    form = citizen.form("business")
    citizen.submit("business", "later", {"a.business_name": "Phở Gánh"})

    values = {"a.business_name": "Phở Lan"}
    page = citizen.post(form.action, form.filled(dict(values), "save"))

    assert page.status == 409
    assert 'value="Phở Lan"' in page.text
    assert "Nội dung đang lưu: Phở Gánh" in page.text_content
    citizen.submit("business", "later", {"a.business_name": "Phở Lan"})
    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.answers["business_name"] == "Phở Lan"


def test_a_form_sent_after_the_sign_in_ended_is_not_lost(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}/trang/business")
    del citizen.jar["__Host-motcua_in"]
    over = citizen.submit("business", "later", {"a.business_name": "Phở Lan"})
    assert over.status == 401
    assert 'target="_blank"' in over.text

    form = citizen.form("business")
    citizen.sign_in(back="/da-vao")
    citizen.post(form.action, form.filled({}))

    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.answers["business_name"] == "Phở Lan"


def test_a_file_that_the_check_rejects_says_why_and_can_be_removed(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    page = citizen.upload(draft, content=TOO_LARGE)
    assert "Không dùng được" in page.text_content
    assert "20 MB" in page.text_content

    citizen.submit("/bo")

    assert "Không dùng được" not in citizen.page.text_content


def test_while_a_file_is_awaited_the_page_renews_itself_at_the_same_path(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    path = f"/nop/{draft}/giay-to/p06"
    citizen.get(path)
    citizen.submit(path)

    page = citizen.get(f"{path}/xong?bucket=x&key=y&etag=z")

    assert page.headers["Refresh"] == f"3; url={path}"
    assert "Refresh" not in citizen.get(f"{path}?stop=1").headers
    for _ in range(18):
        assert "Refresh" in citizen.get(path).headers
    assert "Refresh" not in citizen.get(path).headers, "after a minute somebody presses"
    assert "Refresh" in citizen.follow("Kiểm tra lại ngay").headers


def test_a_draft_can_be_given_up(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}")
    citizen.submit(f"/nop/{draft}/xoa")

    assert "Không có hồ sơ nào đang soạn" in citizen.page.text_content


def test_the_address_of_a_draft_that_is_gone_says_what_became_of_it(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}/trang/business")
    form = citizen.form("business")
    expire(citizen, draft)

    for page in (citizen.get(f"/nop/{draft}"), citizen.post(form.action, form.pairs)):
        assert page.status == 404
        assert "Không còn hồ sơ đang soạn này" in page.text_content
        assert "không ảnh hưởng đến hồ sơ đã nộp" in page.text_content
        assert 'href="/thu-tuc"' in page.text


def test_the_task_list_says_what_is_missing_and_offers_no_filing_before(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    page = citizen.get(f"/nop/{draft}")

    assert "Xem lại và nộp" not in page.text_content
    assert "Vui lòng làm xong các việc bắt buộc" in page.text_content
    check = citizen.get(f"/nop/{draft}/xem-lai")
    assert f'action="/nop/{draft}/nop"' not in check.text


def test_a_script_gets_the_strict_form_as_json(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    path = f"/nop/{draft}/giay-to/p06"
    citizen.get(path)
    pairs = [pair for pair in citizen.form(path).pairs if pair[0] in ("csrf", "nonce")]
    facts = [("name", "don.pdf"), ("size", "100"), ("sha256", "ab" * 32)]
    right = citizen.post(f"{path}/phieu", [*pairs, *facts, ("media_type", "application/pdf")])
    wrong = citizen.post(f"{path}/phieu", [*pairs, *facts, ("media_type", "text/html")])
    forged = citizen.post(f"{path}/phieu", [*facts, ("media_type", "application/pdf")])

    assert (right.status, '"fields"' in right.text) == (201, True)
    assert (wrong.status, "Chỉ nhận tệp PDF, JPEG hoặc PNG" in wrong.text) == (422, True)
    assert forged.status == 403


def test_a_new_person_is_asked_for_what_the_sign_in_does_not_prove(citizen: Citizen) -> None:
    citizen.sign_in(back=f"/thu-tuc/{CODE}/nop")
    assert citizen.page.title.startswith("Thông tin của tôi")
    assert citizen.who.identity_number in citizen.page.text
    wrong = citizen.submit("/toi/thong-tin", values={"email": "an", "address": citizen.who.address})
    assert wrong.status == 422
    assert 'href="#email"' in wrong.text

    citizen.complete_profile()

    assert citizen.page.title.startswith("Nộp hồ sơ trực tuyến")
    assert citizen.get("/toi/thong-tin").text_content.count("Đã được xác thực") == 3


def test_the_fee_of_a_draft_follows_case_group_and_quantity(citizen: Citizen) -> None:
    code = "1.004194"
    content = ProcedureContent.model_validate_json(json.dumps(procedure_content(code)))
    command = PublishProcedure(code=code, content=content)
    world = citizen.world.world
    publish_procedure(world.intake, command, at=world.now())
    police = Agency(
        code="H49.61.91", name="Công an", valid_from="2025-07-01", kind="police_commune"
    )
    world.directory.put_agency(police)
    citizen.sign_in(back=f"/thu-tuc/{code}/nop")
    citizen.complete_profile()
    citizen.submit("/nop", values={"agency": police.code})
    draft = re.search(r"/nop/([0-9A-Z]{26})/", citizen.page.text)
    assert draft is not None, citizen.page.text_content
    path = f"/nop/{draft[1]}/le-phi"
    citizen.get(path)
    case = options(citizen.page.text, "fee_case")[0]
    citizen.submit("/le-phi", values={"fee_case": case})
    citizen.get(path)
    [count] = {name for name in citizen.form("/le-phi").names if name.startswith("so-luong.")}
    wrong = citizen.submit("/le-phi", values={count: "ba"})
    assert (wrong.status, 'value="ba"' in wrong.text) == (422, True)
    group = options(citizen.page.text, "group")[0]

    citizen.submit("/le-phi", values={count: "3"})

    stored = world.intake.draft(draft[1])
    assert stored is not None
    assert (list(stored.counts.values()), stored.fee_case) == ([3], case)
    citizen.get(path)
    assert 'value="3"' in citizen.page.text
    citizen.submit("/le-phi", values={"group": group})
    assert f'value="{group}" selected' in citizen.get(path).text
    freed = world.intake.draft(draft[1])
    assert freed is not None
    assert (freed.group, freed.counts) == (group, {}), "the group pays by no quantity"


def options(page: str, name: str) -> list[str]:
    """The values of a select, without the empty one."""
    inner = page.split(f'name="{name}"')[1].split("</select>", maxsplit=1)[0]
    return re.findall(r'<option value="([^"]+)"', inner)


def test_a_fee_that_depends_on_nothing_says_so(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}")
    page = citizen.follow("Phí: trường hợp")

    assert "150.000" in page.text
    assert "không phụ thuộc" in page.text_content
