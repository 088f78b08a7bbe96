"""What is refused of the components (thành phần hồ sơ) of a dossier."""

from kit.core.errors import Invalid


class UnknownComponent(Invalid):
    """The procedure requires and allows no such document."""

    code = "unknown_component"
    vi = "Thủ tục không có loại giấy tờ này."
    en = "The procedure does not have this kind of paper."
