"""What people are told of a fee: why it is unconfirmed, why the agency assesses it, how it goes
back."""

from collections.abc import Mapping
from typing import Final

from contracts.terms import AssessedBecause, FeeMark, LocalizedText, RefundWhen
from intake.domain.fee_rules import Doubt

MARK_TEXTS: Final[Mapping[FeeMark, LocalizedText]] = {
    "unconfirmed": LocalizedText(
        vi="Chưa xác nhận: cơ quan có thể thu mức khác.",
        en="Unconfirmed: the agency may charge another amount.",
    ),
    "demo": LocalizedText(
        vi="Số liệu minh họa, không phải mức thu thật.",
        en="Made up for a demonstration, not a real amount.",
    ),
}
DOUBTS: Final[Mapping[Doubt, LocalizedText]] = {
    "council_sets_the_amount": LocalizedText(
        vi="Mức thu do Hội đồng nhân dân tỉnh quyết định; đây là mức ghi trên Cổng Dịch vụ công "
        "quốc gia.",
        en="The provincial council sets this fee; this is the amount on the National Portal.",
    ),
    "period_in_words_is_over": LocalizedText(
        vi="Thời gian áp dụng ghi trên Cổng đã hết.",
        en="The period that the portal states is over.",
    ),
    "cell_differs_from_words": LocalizedText(
        vi="Số tiền trên Cổng khác với phần chữ ghi bên cạnh.",
        en="The amount on the portal differs from the words beside it.",
    ),
    "free_cell": LocalizedText(
        vi="Cổng ghi 0 đồng mà không có lời giải thích; ô này có thể chỉ là chưa được nhập.",
        en="The portal shows 0 VND without an explanation; perhaps nobody entered the amount.",
    ),
    "reduction_unclear": LocalizedText(
        vi="Cổng có ghi mức giảm nhưng không nói rõ số tiền này đã giảm hay chưa.",
        en="The portal mentions a reduction, but not whether this amount is already reduced.",
    ),
    "amount_in_words_only": LocalizedText(
        vi="Số tiền chỉ có trong phần chữ trên Cổng.",
        en="This amount stands only in the words on the portal.",
    ),
    "not_in_catalogue": LocalizedText(
        vi="Thủ tục không còn trên Cổng; mức thu lấy từ trang trước đây.",
        en="The procedure is no longer on the portal; the amount is from an earlier page.",
    ),
    "from_memory": LocalizedText(
        vi="Mức thu chưa được đối chiếu với văn bản.",
        en="This amount has not been compared with the legal text.",
    ),
}
BECAUSE: Final[Mapping[AssessedBecause, LocalizedText]] = {
    "set_by_provincial_council": LocalizedText(
        vi="Mức thu do Hội đồng nhân dân tỉnh quyết định, nghị quyết chưa được nhập.",
        en="The provincial council sets this fee; its resolution has not been entered.",
    ),
    "stated_by_reference": LocalizedText(
        vi="Cổng chỉ dẫn chiếu văn bản, không ghi số tiền.",
        en="The portal refers to a legal text and states no amount.",
    ),
    "stated_in_words": LocalizedText(
        vi="Phần chữ trên Cổng có nhiều mức thu.",
        en="The words on the portal state several amounts.",
    ),
    "amount_doubtful": LocalizedText(
        vi="Số tiền trên Cổng không rõ ràng.", en="The amount on the portal is not clear."
    ),
    "not_stated": LocalizedText(vi="Không có mức thu được công bố.", en="No amount is published."),
    "zero_cell_with_other_words": LocalizedText(
        vi="Cổng ghi 0 đồng nhưng phần chữ bên cạnh nêu mức khác.",
        en="The portal shows 0 VND, but the words beside it state another amount.",
    ),
    "foreign_currency": LocalizedText(
        vi="Mức thu ghi bằng ngoại tệ.", en="The amount is in a foreign currency."
    ),
    "several_cells": LocalizedText(
        vi="Cổng ghi nhiều mức thu mà không nói rõ mức nào áp dụng.",
        en="The portal states several amounts, but not which of them applies.",
    ),
    "no_cell": LocalizedText(
        vi="Không có mức thu được công bố cho cách nộp này.",
        en="No amount is published for this way of filing.",
    ),
    "period_over": LocalizedText(
        vi="Mức thu được công bố đã hết thời gian áp dụng.",
        en="The period of the published amount is over.",
    ),
    "case_not_chosen": LocalizedText(
        vi="Mức thu tùy trường hợp. Vui lòng chọn một trường hợp để biết số tiền.",
        en="The amount depends on the case. Please choose a case to see the amount.",
    ),
    "group_claimed": LocalizedText(
        vi="Mức này chỉ áp dụng khi cơ quan đã kiểm tra giấy tờ chứng minh thuộc đối tượng.",
        en="This applies only once the agency has checked the proof that you belong to the group.",
    ),
    "no_source": LocalizedText(
        vi="Mức thu chưa có căn cứ.", en="There is no legal basis for an amount yet."
    ),
}
ASSESSED: Final = LocalizedText(
    vi="Cơ quan giải quyết sẽ xác định mức phí, lệ phí và thông báo cho ông/bà.",
    en="The agency will assess the fee and notify you.",
)
NO_REFUND_SOURCE: Final = LocalizedText(
    vi="Việc hoàn trả chưa có căn cứ.", en="There is no legal basis for a refund yet."
)
REFUNDS: Final[Mapping[RefundWhen, LocalizedText]] = {
    "never": LocalizedText(vi="Không hoàn trả.", en="It is not refunded."),
    "refused": LocalizedText(
        vi="Được hoàn trả khi hồ sơ không được tiếp nhận.",
        en="Refunded if the dossier is not accepted.",
    ),
    "not_started": LocalizedText(
        vi="Được hoàn trả khi chưa bắt đầu giải quyết.", en="Refunded before processing begins."
    ),
    "stopped_by_agency": LocalizedText(
        vi="Được hoàn trả khi cơ quan dừng giải quyết.",
        en="Refunded if the agency stops the dossier.",
    ),
}
