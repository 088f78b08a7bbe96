"""Letters between agencies (văn bản): their registers, states, acts, urgency and kinds."""

from typing import Literal

Direction = Literal["out", "in"]
"""Văn bản đi, văn bản đến."""
Urgency = Literal["normal", "urgent", "very_urgent", "express"]
"""Thường, khẩn, thượng khẩn, hỏa tốc (NĐ 30/2020/NĐ-CP, Điều 15)."""
LetterState = Literal["draft", "numbered", "signing", "signed", "sent", "void", "discarded"]
"""Of the letter at the agency that writes it."""
LetterAct = Literal["edit", "discard", "number", "sign", "seal", "seal_failed", "send", "void"]
DeliveryState = Literal[
    "sending", "arrived", "accepted", "refused", "assigned", "in_work", "finished", "withdrawn"
]
"""Of the letter at one agency that gets it; `sending`: it is on its way out of the province."""
DeliveryAct = Literal["arrive", "accept", "refuse", "assign", "start", "finish", "withdraw"]
RequestKind = Literal["recall", "update", "replace"]
"""What the writer asks of those that have the letter: thu hồi, cập nhật, thay thế."""
Reply = Literal["agreed", "declined"]
LetterType = Literal[
    "cong_van",
    "nghi_quyet",
    "quyet_dinh",
    "chi_thi",
    "thong_bao",
    "huong_dan",
    "chuong_trinh",
    "ke_hoach",
    "bao_cao",
    "to_trinh",
    "cong_dien",
    "giay_moi",
    "giay_gioi_thieu",
    "phieu_gui",
    "phieu_chuyen",
    "phieu_bao",
    "thu_cong",
]
"""Kinds of administrative letters (NĐ 30/2020/NĐ-CP, Điều 7), those that agencies send each
other."""
