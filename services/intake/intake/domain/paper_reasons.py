"""Why a paper is required or is not, in words: what the portal's text was read as."""

from typing import Final

from contracts.required_documents import Component
from contracts.terms import LocalizedText


def _words(vi: str, en: str) -> LocalizedText:
    return LocalizedText(vi=vi, en=en)


REASONS: Final[dict[str, LocalizedText]] = {
    "FORM": _words("Đơn, tờ khai của thủ tục.", "The application form of the procedure."),
    "FORM_IN_ITS_CASE": _words(
        "Đơn, tờ khai của trường hợp này.", "The application form of this case."
    ),
    "FORM_BY_CHANNEL": _words(
        "Tờ khai theo cách nộp: bản giấy tại quầy hoặc qua bưu chính, biểu mẫu tương tác khi nộp "
        "trực tuyến.",
        "The form by way of filing: on paper at a desk or by post, interactive online.",
    ),
    "PLAIN": _words(
        "Cổng Dịch vụ công quốc gia nêu giấy tờ này không kèm điều kiện.",
        "The National Portal lists it without a condition.",
    ),
    "IN_ITS_CASE": _words(
        "Được nêu không kèm điều kiện trong trường hợp này.",
        "It is listed without a condition in this case.",
    ),
    "PRESENT": _words("Xuất trình để đối chiếu.", "Shown only, to be compared."),
    "COMPOUND": _words(
        "Một dòng nêu nhiều giấy tờ, đều phải có.", "One row lists several papers; all are needed."
    ),
    "ONE_OF_INSIDE": _words(
        "Dòng này tự nêu các giấy tờ để chọn một.", "The row itself lists papers to choose from."
    ),
    "ELSE_INSIDE": _words(
        "Dòng này tự nêu giấy tờ thay thế khi không có.",
        "The row itself names another paper to use instead.",
    ),
    "PART_CONDITIONAL": _words(
        "Giấy tờ bắt buộc, một phần nội dung tùy điều kiện.",
        "It is required; a part of it depends on a condition.",
    ),
    "DATA_MAY_REPLACE": _words(
        "Không phải nộp khi cơ sở dữ liệu của Nhà nước đã có thông tin.",
        "Not needed if the State already has the data.",
    ),
    "IF_ANY": _words("Chỉ nộp nếu có.", "Only if you have it."),
    "IN_CASE": _words("Chỉ trong trường hợp được nêu.", "Only in the case that is named."),
    "FOR_GROUP": _words("Chỉ đối với đối tượng được nêu.", "Only for the group that is named."),
    "IF": _words(
        "Chỉ khi điều kiện được nêu xảy ra.", "Only if the condition that is named is met."
    ),
    "EXCEPT": _words("Trừ trường hợp được nêu.", "Except in the case that is named."),
    "LEAD_CASE": _words(
        "Chỉ trong trường hợp ở đầu dòng.", "Only in the case at the beginning of the row."
    ),
    "AUTHORISED": _words("Chỉ khi có ủy quyền.", "Only if somebody is authorised."),
    "DATA_UNAVAILABLE": _words(
        "Chỉ khi không khai thác được cơ sở dữ liệu.",
        "Only if the data of the State cannot be used.",
    ),
    "ADDITIONAL": _words(
        "Giấy tờ bổ sung tùy điều kiện.", "An additional paper, depending on a condition."
    ),
    "ONE_OF_CASE": _words("Một trong các giấy tờ của danh sách.", "One of the papers on the list."),
    "ONE_OF_ROW": _words("Một trong các giấy tờ được nêu.", "One of the papers that are named."),
    "FORM_ONE_OF": _words("Một trong các mẫu đơn, tờ khai.", "One of the application forms."),
    "ELSE_ROW": _words(
        "Thay cho giấy tờ nêu trước đó khi không có.",
        "Instead of the paper before it, if you do not have that one.",
    ),
    "ELSE_PAIR": _words(
        "Có thể thay bằng giấy tờ khác được nêu.",
        "Another paper that is named may be used instead.",
    ),
    "SHORTENED_SOURCE": _words(
        "Không rõ: nguồn chỉ có bản rút gọn.", "Not stated: the source is a shortened text."
    ),
}
"""By the reason that the catalogue has: data/README.md."""
HELD: Final = _words(
    "Không phải nộp: Nhà nước đã có dữ liệu (Nghị định 118/2025/NĐ-CP Điều 4 khoản 2a).",
    "Not to be filed: the State already has the data (Decree 118/2025/ND-CP, Article 4.2a).",
)


def reason_words(component: Component) -> LocalizedText | None:
    """None where the catalogue has no reason."""
    if component.replaced_by:
        return HELD
    return REASONS.get(component.reason or "")
