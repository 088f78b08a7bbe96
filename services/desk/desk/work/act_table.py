"""The acts on a case in the order in which its page shows them."""

from typing import Final

from desk.work.act_forms import ActForm, Question

REASON: Final = Question("reason", "long_text", lines=4)
LATE: Final = (
    Question("late_at", "moment", required=False),
    Question("late_why", "long_text", required=False, lines=2),
)
"""An act that happened before it could be recorded (ghi nhận sau)."""
OFFICER_OR_HEAD: Final = ("officer", "head")
SIGNERS: Final = ("approver", "head")
DESK: Final = ("officer", "receptionist", "head")
ACT_FORMS: Final = (
    ActForm(
        ("accept",),
        "tiep-nhan",
        "acceptance",
        ("receptionist",),
        (Question("wants_form", "declaration", required=False), *LATE),
        notice="sms_mail",
        paper="01",
    ),
    ActForm(
        ("reject",),
        "tu-choi",
        "rejection",
        ("receptionist",),
        (REASON, *LATE),
        notice="sms_mail",
        paper="03",
    ),
    ActForm(
        ("assign",),
        "phan-cong",
        "assignment",
        DESK,
        (
            Question("step", "text"),
            Question("desk", "text", source="desks"),
            Question("to_me", "declaration", required=False),
        ),
    ),
    ActForm(
        ("request_supplement",),
        "yeu-cau-bo-sung",
        "supplement-request",
        OFFICER_OR_HEAD,
        (
            Question("components", "checkboxes", required=False, source="components"),
            Question("items", "lines", lines=4),
            REASON,
            Question("ground", "radios", required=False, source="ground"),
            Question("database", "text", required=False),
        ),
        notice="sms_mail",
        paper="02",
    ),
    ActForm(
        ("consult",),
        "hoi-y-kien",
        "consultation",
        OFFICER_OR_HEAD,
        (
            Question("agency", "select", source="agencies"),
            Question("due", "moment"),
            Question("question", "long_text", lines=4),
        ),
    ),
    ActForm(
        ("answer",),
        "tra-loi-y-kien",
        "answer",
        OFFICER_OR_HEAD,
        (Question("answer", "long_text", lines=6),),
        leaves=True,
    ),
    ActForm(
        ("hand_over",),
        "chuyen",
        "transfer",
        ("receptionist", "head"),
        (
            Question("agency", "select", source="agencies"),
            Question("desk", "text", required=False),
            REASON,
        ),
        leaves=True,
    ),
    ActForm(
        ("assess_fee", "assess_blocking_fee"),
        "xac-dinh-phi",
        "fee-assessment",
        ("officer",),
        (
            Question("fee_name", "text", required=False),
            Question("fee_amount", "number", required=False),
            Question("fee_rule", "text", required=False),
            Question("pay", "radios", source="pay"),
        ),
        notice="notice",
    ),
    ActForm(
        ("extend",),
        "gia-han",
        "extension",
        ("head",),
        (Question("due", "moment"), REASON),
        notice="sms_mail",
        paper="04",
    ),
    ActForm(
        ("stop",),
        "dung",
        "stop",
        OFFICER_OR_HEAD,
        (Question("ground", "radios", source="stop"), REASON),
        notice="sms_mail",
        paper="05",
    ),
    ActForm(
        ("propose",),
        "de-xuat",
        "proposal",
        ("officer",),
        (Question("desk", "text", required=False, source="desks"),),
        has_result=True,
    ),
    ActForm(
        ("return_for_correction",),
        "tra-lai-de-xuat",
        "correction",
        SIGNERS,
        (REASON,),
    ),
    ActForm(("decide",), "quyet-dinh", "decision", SIGNERS, notice="notice", fresh=True),
    ActForm(
        ("return_result",),
        "tra-ket-qua",
        "return",
        ("receptionist", "clerk"),
        (Question("how", "radios", source="return"), *LATE),
        notice="mail",
    ),
    ActForm(("withdraw",), "rut-ho-so", "withdrawal", DESK, notice="sms_mail", paper="05"),
    ActForm(
        ("refuse_withdrawal",),
        "tu-choi-rut",
        "withdrawal-refusal",
        DESK,
        (REASON,),
        notice="sms_mail",
    ),
    ActForm(
        ("correct_result",),
        "dinh-chinh",
        "result-correction",
        SIGNERS,
        (REASON,),
        notice="mail",
        fresh=True,
        has_result=True,
    ),
    ActForm(
        ("recall_result",),
        "thu-hoi",
        "result-recall",
        SIGNERS,
        (REASON,),
        notice="sms_mail",
        fresh=True,
    ),
    ActForm(
        ("undo_rejection", "undo_stop", "undo_return", "undo_supplement_request"),
        "hoan-tac",
        "undo",
        ("head",),
        (Question("act", "radios", source="undo"), REASON),
        notice="notice",
    ),
)
"""In the order in which a case page shows them."""


def form_of_act(name: str) -> ActForm | None:
    """By casework's name of an act."""
    return next((form for form in ACT_FORMS if name in form.acts), None)


def form_at(slug: str) -> ActForm:
    """By the end of an address of the table of pages."""
    return next(form for form in ACT_FORMS if form.slug == slug)
