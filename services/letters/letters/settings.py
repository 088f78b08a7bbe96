"""The settings of the functions of letters."""

from kit.platform.settings import Settings


class LettersSettings(Settings):
    """`letters_bucket` has what was uploaded, `documents_bucket` what documents sealed."""

    letters_bucket: str
    documents_bucket: str
