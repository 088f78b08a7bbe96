"""Pages of a draft, from its beginning to the filed dossier."""

from typing import Final

from portal.tables.rows import Rows, own, uploads

DRAFT: Final = "/nop/{draft}"
FILING: Final[Rows] = (
    own("POST", "/thu-tuc/{procedure}/nop", "filing.start.begin_draft"),
    own("GET", DRAFT, "filing.tasks.show_tasks"),
    own("POST", f"{DRAFT}/du-lieu", "filing.tasks.ask_data", shown_at=DRAFT),
    own("POST", f"{DRAFT}/xoa", "filing.tasks.discard_draft", shown_at="/toi"),
    own("GET", f"{DRAFT}/truong-hop", "filing.cases.show_cases"),
    own("POST", f"{DRAFT}/truong-hop", "filing.cases.state_cases"),
    own("GET", f"{DRAFT}/le-phi", "filing.fees.show_fee_terms"),
    own("POST", f"{DRAFT}/le-phi", "filing.fees.choose_fee_terms"),
    own("GET", f"{DRAFT}/trang/{{page}}", "filing.question.show_question"),
    own("POST", f"{DRAFT}/trang/{{page}}", "filing.question.answer_question"),
    *uploads(f"{DRAFT}/giay-to/{{component}}", "/toi"),
    own("GET", f"{DRAFT}/xem-lai", "filing.check.show_check"),
    own("POST", f"{DRAFT}/ky-so", "filing.signature.sign_form", shown_at="/toi"),
    own("POST", f"{DRAFT}/ky-so/bo", "filing.signature.remove_signature", shown_at="/toi"),
    own("POST", f"{DRAFT}/nop", "filing.check.file_draft", shown_at="/toi"),
    own("GET", f"{DRAFT}/da-nop", "filing.check.show_filed"),
)
