"""Pages of who is signed in: dossiers, inbox, mandates, data warehouse, personal data."""

from typing import Final

from portal.tables.rows import FILES, Rows, own

STORED: Final = "/toi/kho/{dossier}/{document}"
CONSENTS: Final = "/toi/kho/chia-se"
INQUIRIES: Final = "/toi/tra-cuu"
PARTNERS: Final = "/toi/don-vi-tich-hop"
FEEDBACK: Final = "/toi/phan-anh"
MANDATES: Final = "/toi/uy-quyen"
DATA: Final = "/toi/du-lieu"
COPY: Final = f"{DATA}/ban-sao"
ACCOUNT: Final[Rows] = (
    own("GET", "/toi", "account.mine.show_mine"),
    own("GET", "/toi/ban-nhap", "account.drafts.show_drafts"),
    own("GET", "/toi/thong-tin", "account.profile.show_profile"),
    own("POST", "/toi/thong-tin", "account.profile.update_profile"),
    own("GET", "/toi/thong-bao", "account.preferences.show_preferences"),
    own("POST", "/toi/thong-bao", "account.preferences.choose_preferences"),
    own("GET", "/toi/hop-thu", "inbox.pages.show_inbox"),
    own("GET", "/toi/hop-thu/{notice}", "inbox.pages.show_notice"),
    own("POST", "/toi/hop-thu/{notice}", "inbox.pages.read_notice"),
    own("GET", FEEDBACK, "voice.feedback.show_own"),
    own("GET", f"{FEEDBACK}/moi", "voice.feedback.show_form"),
    own("POST", f"{FEEDBACK}/moi", "voice.feedback.submit"),
    own("GET", f"{FEEDBACK}/{{feedback}}", "voice.feedback.show"),
    own("POST", f"{FEEDBACK}/{{feedback}}", "voice.feedback.supplement"),
    own("GET", MANDATES, "mandates.pages.show_mandates"),
    own("GET", f"{MANDATES}/moi", "mandates.pages.show_new_mandate"),
    own("POST", f"{MANDATES}/moi", "mandates.pages.give_mandate"),
    own(
        "POST",
        f"{MANDATES}/{{mandate}}/thu-hoi",
        "mandates.pages.revoke_mandate",
        shown_at=MANDATES,
    ),
    own("POST", "/toi/nhan", "mandates.pages.claim", shown_at=MANDATES),
    own("GET", "/toi/kho", "warehouse.pages.show_warehouse"),
    own("GET", STORED, "warehouse.pages.show_stored_paper"),
    own("GET", f"{STORED}/chia-se", "warehouse.consents.show_new_consent"),
    own("POST", f"{STORED}/chia-se", "warehouse.consents.give_consent"),
    own("GET", CONSENTS, "warehouse.consents.show_consents"),
    own(
        "POST",
        f"{CONSENTS}/{{consent}}/thu-hoi",
        "warehouse.consents.revoke_consent",
        shown_at=CONSENTS,
    ),
    own("GET", INQUIRIES, "registries.pages.show_inquiries"),
    own(
        "POST",
        f"{INQUIRIES}/thu-hoi",
        "registries.pages.end_consent",
        shown_at=INQUIRIES,
    ),
    own("GET", PARTNERS, "partners.consents.show_consents"),
    own("GET", f"{PARTNERS}/{{dossier}}", "partners.consents.show_new_consent"),
    own("POST", f"{PARTNERS}/{{dossier}}", "partners.consents.give_consent"),
    own(
        "POST",
        f"{PARTNERS}/{{dossier}}/{{partner}}/thu-hoi",
        "partners.consents.end_consent",
        shown_at=PARTNERS,
    ),
    own("GET", "/toi/kho/duoc-chia-se", "warehouse.pages.show_shared"),
    own("GET", "/toi/kho/duoc-chia-se/{consent}", "warehouse.pages.open_shared"),
    own("GET", DATA, "personal_data.pages.show_personal_data"),
    own("GET", f"{DATA}/yeu-cau", "personal_data.pages.show_request_form"),
    own("POST", f"{DATA}/yeu-cau", "personal_data.pages.send_request"),
    own("GET", f"{DATA}/xoa", "personal_data.pages.show_erasure"),
    own("POST", f"{DATA}/xoa", "personal_data.pages.request_erasure"),
    own("GET", COPY, "personal_data.exports.show_export_form"),
    own("POST", COPY, "personal_data.exports.request_export"),
    own("GET", f"{COPY}/{{export}}", "personal_data.exports.show_export", forms_to=FILES),
    own(
        "POST",
        f"{COPY}/{{export}}/tai",
        "personal_data.exports.download_export",
        shown_at=f"{COPY}/{{export}}",
        forms_to=FILES,
    ),
    own("GET", f"{COPY}/{{export}}/tep", "personal_data.exports.show_export_files"),
    own("POST", f"{COPY}/{{export}}/tep", "personal_data.exports.pack_export_files"),
)
