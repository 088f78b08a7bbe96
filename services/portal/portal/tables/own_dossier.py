"""Pages of a dossier for its owner."""

from typing import Final

from portal.tables.rows import Rows, own, uploads

DOSSIER: Final = "/toi/ho-so/{dossier}"
PAYMENT: Final = f"{DOSSIER}/thanh-toan/{{payment}}"
OWN_DOSSIER: Final[Rows] = (
    own("GET", DOSSIER, "own.show.show_own_dossier", forms_to=("payment",)),
    own("GET", f"{DOSSIER}/van-ban/{{document}}", "own.show.open_document"),
    own("GET", f"{DOSSIER}/giay-to/{{paper}}", "own.show.open_paper"),
    own("GET", f"{DOSSIER}/nguoi-xem", "own.show.show_readers"),
    own(
        "POST",
        f"{DOSSIER}/thanh-toan",
        "payment.start_payment",
        shown_at=DOSSIER,
        forms_to=("payment",),
    ),
    own("GET", PAYMENT, "payment.show_payment", forms_to=("payment",), has_inline_pictures=True),
    own("POST", f"{PAYMENT}/huy", "payment.cancel_payment", shown_at=DOSSIER),
    own("GET", f"{DOSSIER}/ket-qua/{{fee}}", "payment.return_from_card_page"),
    own("GET", f"{DOSSIER}/bien-lai/{{fee}}", "receipt.show_receipt"),
    own("GET", f"{DOSSIER}/bo-sung", "own.supplement.show_supplement"),
    own("POST", f"{DOSSIER}/bo-sung", "own.supplement.send_supplement"),
    own("GET", f"{DOSSIER}/rut", "own.withdrawal.show_withdrawal"),
    own("POST", f"{DOSSIER}/rut", "own.withdrawal.request_withdrawal"),
    own("GET", f"{DOSSIER}/danh-gia", "own.rating.show_rating"),
    own("POST", f"{DOSSIER}/danh-gia", "own.rating.rate"),
    own("GET", f"{DOSSIER}/ma-tra-cuu", "own.lookup_key.show_key_form"),
    own("POST", f"{DOSSIER}/ma-tra-cuu", "own.lookup_key.replace_key"),
    own("GET", f"{DOSSIER}/lien-lac", "own.contact.show_contact"),
    own("POST", f"{DOSSIER}/lien-lac", "own.contact.send_code"),
    own("GET", f"{DOSSIER}/lien-lac/{{contact_code}}", "own.contact.show_code_form"),
    own("POST", f"{DOSSIER}/lien-lac/{{contact_code}}", "own.contact.confirm_code"),
    *uploads(f"{DOSSIER}/bo-sung/{{component}}", DOSSIER),
)
