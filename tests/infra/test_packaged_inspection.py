"""The package of intake inspects files as the source does: in the functions' bare interpreter, and
without what the package leaves out."""

import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from infra.bundle import bundle
from infra.places import LOCAL_RUNTIME, ROOT
from infra.target import Target
from kit.testing.clock import NOW
from local.demo.attachments import attachment_pdf
from tests.unit.intake.pdf_files import ACTIVE, a_page, locked
from tests.unit.intake.signed_files import signed, with_dss

pytestmark = pytest.mark.xdist_group("bundles")

PROGRAM = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from intake.adapters.inspection_process import ForkedInspector, load_readers
from intake.attachments.inspection import inspect, media_type
load_readers()
inspector, findings = ForkedInspector(inspect), {}
for path in sorted(Path(sys.argv[2]).iterdir()):
    content = path.read_bytes()
    finding = inspector.inspect(media_type(content), content)
    findings[path.name] = [finding.why, finding.pages, finding.signature]
print(json.dumps(findings))
"""
CASES = ROOT / "tests" / "cases" / "files"


def picture(kind: str, mode: str) -> bytes:
    output = BytesIO()
    Image.new(mode, (40, 30)).save(output, kind)
    return output.getvalue()


def test_the_package_inspects_every_kind_of_file(tmp_path: Path) -> None:
    files = {
        "typeset.pdf": (attachment_pdf("Đơn", "An", NOW), [None, 1, None]),
        "signed.pdf": (signed(a_page()), [None, 1, "foreign"]),
        "visible.pdf": (signed(a_page(), visible=True), [None, 1, "foreign"]),
        "with-evidence.pdf": (with_dss(signed(a_page())), [None, 1, "foreign"]),
        "opens.pdf": (locked("", 6, aes=True), [None, 1, None]),
        "password.pdf": (locked("khoa", 6, aes=True), ["password_needed", None, None]),
        "active.pdf": (a_page(ACTIVE["on opening"]), [None, 1, None]),
        "picture.jpg": (picture("JPEG", "RGB"), [None, 1, None]),
        "cmyk.jpg": (picture("JPEG", "CMYK"), [None, 1, None]),
        "picture.png": (picture("PNG", "RGBA"), [None, 1, None]),
        "rotated.jpg": ((CASES / "exif-rotated.jpg").read_bytes(), [None, 1, None]),
        "only-magic.jpg": ((CASES / "only-magic.jpg").read_bytes(), ["unreadable", None, None]),
    }
    package, uploads = tmp_path / "package", tmp_path / "uploads"
    uploads.mkdir()
    for name, (content, _) in files.items():
        (uploads / name).write_bytes(content)
    with zipfile.ZipFile(bundle("intake", Target.named()).zip) as whole:
        whole.extractall(package)

    run = subprocess.run(
        [str(LOCAL_RUNTIME), "-I", "-c", PROGRAM, str(package), str(uploads)],
        env={}, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout) == {name: expected for name, (_, expected) in files.items()}
