"""The settings of the functions of letters."""

from kit.platform.settings import Settings


class LettersSettings(Settings):
    """`letters_bucket` has what was uploaded, `documents_bucket` what documents sealed.

    `axis_url`: where the document axis answers, empty where a stage is not connected;
    `axis_dialect`: national or provincial; `axis_system`: our code there; `axis_secret`: the name
    of its secret. `office_key`: the ARN of the key that signs packages.
    """

    letters_bucket: str
    documents_bucket: str
    axis_url: str = ""
    axis_dialect: str = "national"
    axis_system: str = ""
    axis_secret: str = ""
    office_key: str = ""
