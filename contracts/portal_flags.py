"""The flags of a paper as the National Portal has them (TaiLieuNop; texts, "1" is yes)."""

from contracts.terms import FiledPaper


def portal_flags(paper: FiledPaper) -> dict[str, str]:
    """Whether it was digitised (DuocSoHoa), comes from an earlier dossier (DuocTaiSuDung), or from
    a registry or the portal's own warehouse (DuocLayTuKhoDMQG).

    DuocTaiSuDung is never "2" (a result in the place of a paper, with MaKetQuaThayThe): what the
    portal means by it was not at hand.
    """
    return {
        "TepDinhKemId": paper.id,
        "MaThanhPhanHoSo": paper.component,
        "DuocSoHoa": _text(paper.digitised),
        "DuocTaiSuDung": _text(paper.reused),
        "DuocLayTuKhoDMQG": _text(paper.from_registry),
    }


def _text(flag: bool) -> str:
    return "1" if flag else "0"
