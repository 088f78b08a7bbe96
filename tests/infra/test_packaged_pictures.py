"""The package of intake paints pages in the functions' bare interpreter, and only `pictures` loads
the painter."""

import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from infra.bundle import bundle
from infra.places import LOCAL_RUNTIME
from infra.target import Target
from kit.testing.clock import NOW
from local.demo.attachments import attachment_pdf

pytestmark = pytest.mark.xdist_group("bundles")
LARGEST_UNPACKED = 250 * 1024 * 1024
"""What AWS Lambda takes, in bytes."""
PAINT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from intake.adapters.page_process import ForkedPainter, load_painter
load_painter()
content = Path(sys.argv[2]).read_bytes()
sys.stdout.buffer.write(ForkedPainter().paint("application/pdf", content, 1))
"""
OTHERS = """
import json, sys
sys.path.insert(0, sys.argv[1])
import app
import intake.events, intake.adapters.attachment_bucket, intake.attachments.check
from intake.adapters.inspection_process import load_readers
load_readers()
print(json.dumps([name for name in sys.modules if name.startswith("pypdfium2")]))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("intake")
    with zipfile.ZipFile(bundle("intake", Target.named()).zip) as whole:
        whole.extractall(folder)
    return folder


def run(program: str, *arguments: str, at: Path) -> bytes:
    finished = subprocess.run(
        [str(LOCAL_RUNTIME), "-I", "-c", program, *arguments],
        env={}, cwd=at, capture_output=True, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr[-2000:]
    return finished.stdout


def test_the_package_paints_a_page(package: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(attachment_pdf("Đơn", "An", NOW))

    picture = Image.open(BytesIO(run(PAINT, str(package), str(paper), at=tmp_path)))

    assert (picture.format, picture.size[0]) == ("WEBP", 1000)
    darkest = min(picture.convert("L").tobytes())
    assert darkest < 100


def test_no_other_function_loads_the_painter(package: Path) -> None:
    assert json.loads(run(OTHERS, str(package), at=package)) == []


def test_the_package_is_as_small_as_lambda_takes_it(package: Path) -> None:
    unpacked = sum(path.stat().st_size for path in package.rglob("*") if path.is_file())
    assert unpacked < LARGEST_UNPACKED
