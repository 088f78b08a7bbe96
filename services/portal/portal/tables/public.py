"""Pages for everybody, and those for whoever has a look-up key."""

from typing import Final

from portal.tables.rows import Rows, anyone

PUBLIC: Final[Rows] = (
    anyone("GET", "/", "home.show_home"),
    anyone("GET", "/thu-tuc", "catalogue.search.show_procedures"),
    anyone("GET", "/thu-tuc/{procedure}", "catalogue.procedure.show_procedure"),
    anyone("GET", "/thu-tuc/{procedure}/le-phi", "catalogue.procedure.show_quotation"),
    anyone("GET", "/thu-tuc/{procedure}/nop", "filing.start.show_start"),
    anyone("GET", "/don-vi", "offices.pages.show_offices"),
    anyone("GET", "/don-vi/{agency}", "offices.pages.show_office"),
    anyone("GET", "/so-lieu", "figures.pages.show_figures"),
    anyone("GET", "/so-lieu/nhieu-thang", "figures.series_page.show_series"),
    anyone("GET", "/so-lieu/xep-hang", "figures.pages.show_league"),
    anyone("GET", "/so-lieu/chi-so-766", "figures.index_page.show_index"),
    anyone("GET", "/so-lieu/kiem-chung", "figures.pages.show_recount"),
    anyone("GET", "/phan-anh", "voice.feedback.show_published"),
    anyone("GET", "/tro-giup", "help.pages.show_topics"),
    anyone("GET", "/tro-giup/{topic}", "help.pages.show_topic", has_inline_pictures=True),
    anyone("GET", "/kha-nang-tiep-can", "help.pages.show_statement"),
    anyone("GET", "/quyen-rieng-tu", "help.pages.show_statement"),
    anyone("GET", "/ve-trang", "help.pages.show_statement"),
    anyone("GET", "/robots.txt", "help.pages.show_robots"),
    anyone("GET", "/site.webmanifest", "help.pages.show_manifest"),
    anyone("GET", "/xac-minh", "verification.pages.show_form", scripts=("verify.js",)),
    anyone("GET", "/xac-minh/{document}", "verification.pages.show_document"),
)
LOOKUP: Final[Rows] = (
    anyone("GET", "/tra-cuu", "lookup.show_form"),
    anyone("POST", "/tra-cuu", "lookup.look_up"),
    anyone("POST", "/ket-thuc", "lookup.end_session", shown_at="/tra-cuu"),
    anyone("GET", "/ho-so", "dossier.show_dossier", forms_to=("payment",)),
    anyone(
        "POST", "/thanh-toan", "payment.start_payment", shown_at="/ho-so", forms_to=("payment",)
    ),
    anyone(
        "GET",
        "/thanh-toan/{payment}",
        "payment.show_payment",
        forms_to=("payment",),
        has_inline_pictures=True,
    ),
    anyone("POST", "/thanh-toan/{payment}/huy", "payment.cancel_payment", shown_at="/ho-so"),
    anyone("GET", "/ket-qua/{fee}", "payment.return_from_card_page"),
    anyone("GET", "/bien-lai/{fee}", "receipt.show_receipt"),
)
