"""Why a package is not read: one name for each fault, and where it is."""

from typing import Literal

Fault = Literal[
    "empty",
    "too_large",
    "stray_prefix",
    "not_utf8",
    "doctype",
    "entity",
    "processing_instruction",
    "text_too_long",
    "too_many_elements",
    "too_deep",
    "undeclared_prefix",
    "not_well_formed",
    "unknown_dialect",
    "missing",
    "repeated",
    "nested",
    "too_long",
    "bad_date",
    "bad_number",
    "bad_code",
    "too_many_recipients",
    "too_many_attachments",
    "attachment_missing",
    "attachment_unlisted",
    "attachment_repeated",
    "not_base64",
    "not_a_zip",
    "damaged_zip",
    "encrypted_zip",
    "several_files",
    "path_in_name",
    "bad_name",
    "zip_ratio",
    "unpacked_too_large",
    "several_signatures",
]


class PackageRefused(Exception):
    """A package that is not read. `fault` is the name of what is wrong, `where` the element or the
    place: names of the standard only, never what the package holds.
    """

    def __init__(self, fault: Fault, where: str = "") -> None:
        super().__init__(f"{fault} {where}".strip())
        self.fault = fault
        self.where = where
