"""PDF files as people and attackers make them."""

import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

ACTIVE_WORDS: Final = (
    *("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/XFA"),
    *("/RichMedia", "/Rendition", "/EmbeddedFiles", "/AA", "/ByteRange"),
)


def saved(pdf: Pdf, **options: Any) -> bytes:
    output = BytesIO()
    pdf.save(output, **options)
    return output.getvalue()


def a_page(change: Callable[[Pdf], None] | None = None) -> bytes:
    """One page, changed."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        if change:
            change(pdf)
        return saved(pdf)


def locked(user: str, revision: int, *, aes: bool) -> bytes:
    """Encrypted under an owner's password; opens without one where `user` is empty."""
    with pikepdf.open(BytesIO(a_page())) as pdf:
        settings: dict[str, Any] = {"R": revision, "aes": aes, "metadata": aes}
        encryption = pikepdf.Encryption(owner="chu", user=user, **settings)
        return saved(pdf, encryption=encryption)


def words_in(content: bytes) -> set[str]:
    """Which active words an object of the file has as a key, a name or an action's type."""
    words: set[str] = set()
    with pikepdf.open(BytesIO(content)) as pdf:
        unvisited: list[Any] = [*pdf.objects, pdf.trailer]
        while unvisited:
            part = unvisited.pop()
            if isinstance(part, Dictionary | pikepdf.Stream):
                keys = list(part.keys())
                words |= set(keys) & set(ACTIVE_WORDS)
                inner = [part.get(key) for key in keys]
            elif isinstance(part, Array):
                inner = list(part)
            else:
                words |= {str(part)} & set(ACTIVE_WORDS) if isinstance(part, Name) else set()
                continue
            unvisited += [p for p in inner if not getattr(p, "is_indirect", False)]
    return words


def script(**more: Any) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"), **more)


def _open_action(pdf: Pdf) -> None:
    pdf.Root.OpenAction = script()


def _page_event(pdf: Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=pdf.make_indirect(script()))


def _named_scripts(pdf: Pdf) -> None:
    tree = Dictionary(Names=Array([String("a"), pdf.make_indirect(script())]))
    pdf.Root.Names = Dictionary(JavaScript=pdf.make_indirect(tree))


def _launch(pdf: Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _submit(pdf: Pdf) -> None:
    action = pdf.make_indirect(Dictionary(S=Name.SubmitForm, F=String("http://x")))
    button = Dictionary(FT=Name.Btn, Subtype=Name.Widget, Rect=[0, 0, 9, 9], A=action)
    fields = Array([pdf.make_indirect(button)])
    pdf.Root.AcroForm = Dictionary(Fields=fields)
    pdf.pages[0].obj.Annots = fields


def _chained(pdf: Pdf) -> None:
    first = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([script()]))
    pdf.Root.OpenAction = first


def _media(pdf: Pdf) -> None:
    movie = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(movie)])


def _half_a_form(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("ten"), V=String("An")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=Array([]))


ACTIVE: Final[Mapping[str, Callable[[Pdf], None]]] = {
    "on opening": _open_action,
    "on a page's event": _page_event,
    "named scripts": _named_scripts,
    "a link that launches": _launch,
    "a button that submits": _submit,
    "chained behind a harmless one": _chained,
    "media": _media,
    "a form in two ways": _half_a_form,
}


def _file_inside(pdf: Pdf) -> None:
    pdf.attachments["hoa-don.xml"] = b"<x/>"


def _file_in_a_note(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"MZ")
    spec = pdf.make_indirect(Dictionary(F=String("a.exe"), EF=Dictionary(F=stream)))
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec)
    pdf.pages[0].obj.Annots = Array([note])


def _untyped_file(pdf: Pdf) -> None:
    pdf.Root.Note = Dictionary(UF=String("a"), EF=Dictionary(UF=pdf.make_stream(b"x")))


def _pages_of_a_program(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([]))


def _needs_rendering(pdf: Pdf) -> None:
    _half_a_form(pdf)
    pdf.Root.NeedsRendering = True


LOSING: Final[Mapping[str, Callable[[Pdf], None]]] = {
    "a file inside": _file_inside,
    "a file in a note": _file_in_a_note,
    "a file without a type": _untyped_file,
    "pages drawn by a program": _pages_of_a_program,
    "pages that need drawing": _needs_rendering,
}


def by_hand(*objects: bytes, root: int = 1, offsets: Mapping[int, int] | None = None) -> bytes:
    """A PDF of numbered objects; `offsets` are lies of the table, by number."""
    output, places = bytearray(b"%PDF-1.7\n"), []
    for number, text in enumerate(objects, 1):
        places.append(len(output))
        output += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    for number, place in (offsets or {}).items():
        places[number - 1] = place
    start = len(output)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + rows
    output += b"trailer\n<</Size %d/Root %d 0 R>>\n" % (len(places) + 1, root)
    return bytes(output + b"startxref\n%d\n%%%%EOF" % start)


PAGES: Final = (b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>")


def read_differently() -> dict[str, bytes]:
    """Files in which readers that repair them see scripts, and others do not."""
    shown = b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>"
    harmless, harm = b"<</S/GoTo/D[3 0 R/Fit]>>", b"<</S/JavaScript/JS(app.alert(1))>>"
    twice = by_hand(shown, *PAGES, harmless, offsets={4: 5}).replace(
        b"xref\n0", b"4 0 obj\n" + harm + b"\nendobj\nxref\n0", 1
    )
    second = by_hand(b"<</Type/Catalog/Pages 2 0 R>>", *PAGES, harm, offsets={1: 3}).replace(
        b"xref\n0", b"1 0 obj\n" + shown + b"\nendobj\nxref\n0", 1
    )
    update = by_hand(shown, *PAGES, harmless)
    update += b"\n4 0 obj\n" + harm + b"\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\n%%EOF"
    no_table = by_hand(shown, *PAGES, harm).replace(b"startxref", b"startxxxx")
    unreferenced = by_hand(b"<</Type/Catalog/Pages 2 0 R>>", *PAGES, harm)
    return {
        "two objects of one number": twice,
        "a second catalog": second,
        "an update behind the end": update,
        "no table at all": no_table,
        "an object that nothing refers to": unreferenced,
    }


@cache
def starving() -> Mapping[str, bytes]:
    """Small files that take a reader's time or memory."""
    flood = zlib.compress(b"0 " * 30_000_000, 9)
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(flood) + flood + b"\nendstream"
    many = zlib.compress(b"[" * 400 + b"]" * 400 + b" ", 9)
    columns = zlib.compress(b"\2\0" * 20_000_000, 9)
    predicted = (
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>"
        b"/Length %d>>stream\n" % len(columns)
    ) + columns
    catalog = b"<</Type/Catalog/Pages 2 0 R>>"
    deep = b"[" * 200_000 + b"]" * 200_000
    loop = b"<</Type/Pages/Kids[2 0 R]/Count 1>>"
    return {
        "a flood of content": by_hand(catalog, *PAGES, stream),
        "nested arrays": by_hand(catalog, *PAGES, many),
        "a predictor of one column": by_hand(catalog, *PAGES, predicted + b"\nendstream"),
        "deep nesting": by_hand(catalog, *PAGES, deep),
        "pages that are their own kids": by_hand(catalog, loop, PAGES[1]),
        "ten thousand pages of one": by_hand(
            catalog, b"<</Type/Pages/Count 10000/Kids[%s]>>" % (b"3 0 R " * 10_000), PAGES[1]
        ),
    }
