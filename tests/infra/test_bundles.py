"""The zips and merged templates that are deployed."""

import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from infra.archive import files_of
from infra.bundle import Bundle, bundle
from infra.lock import exported
from infra.places import LOCAL_RUNTIME, LOCKS, ROOT, SERVICES
from infra.target import Target

pytestmark = pytest.mark.xdist_group("bundles")
FOLDERS = ("Folder",)
"""Functions with libraries of their own."""


@pytest.fixture(scope="module", params=SERVICES)
def bundled(request: pytest.FixtureRequest) -> Bundle:
    return bundle(request.param, Target.named())


def test_a_zip_holds_the_code_and_no_sdk(bundled: Bundle) -> None:
    names = zipfile.ZipFile(bundled.zip).namelist()
    tops = {name.split("/")[0] for name in names}

    assert {"app.py", "kit", "contracts", "chalice", bundled.service, "pydantic"} <= tops
    assert not {"boto3", "botocore", "vendor", "tests", "infra", "local"} & tops
    assert len(names) == len(set(names))


def test_a_zip_holds_no_fakes_and_no_prose(bundled: Bundle) -> None:
    names = zipfile.ZipFile(bundled.zip).namelist()
    assert [name for name in names if name.startswith("kit/testing/")] == []
    assert [name for name in names if name.startswith("kit/") and name.endswith(".md")] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_zip_holds_its_public_document(service: str) -> None:
    with zipfile.ZipFile(bundle(service, Target.named()).zip) as whole:
        packaged = whole.read(f"{service}/api/openapi.json").decode()
    assert packaged == (ROOT / "docs" / "api" / "openapi" / f"{service}.json").read_text()


def test_stripes_sdk_comes_without_the_http_library_that_we_do_not_use(tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle("payments", Target.named()).zip) as whole:
        whole.extractall(tmp_path)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); "
        "import payments.providers.stripe.checkout as stripe; "
        "stripe.stripe_checkout('sk_test_1', ''); "
        "print('stripe' in sys.modules, 'requests' in sys.modules)"
    )

    run = subprocess.run(
        [str(LOCAL_RUNTIME), "-I", "-c", program, str(tmp_path)],
        env={}, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.stdout.split() == ["True", "False"], run.stderr[-2000:]


def test_duckdb_is_in_the_zip_of_the_folder_and_in_no_other() -> None:
    status = bundle("status", Target.named())
    tops = {
        path.name.partition("-")[0]: {n.split("/")[0] for n in zipfile.ZipFile(path).namelist()}
        for path in status.zips.values()
    }
    assert {name for name, listed in tops.items() if "duckdb" in listed} == {"folder"}
    assert all({"app.py", "status", "pydantic"} <= listed for listed in tops.values())
    whole = sum(entry.file_size for entry in zipfile.ZipFile(status.others[0]).infolist())
    assert whole < 250 * 1024 * 1024, "Lambda takes no more, unpacked"


def test_a_zip_depends_on_contents_only(bundled: Bundle) -> None:
    dates = {entry.date_time for entry in zipfile.ZipFile(bundled.zip).infolist()}

    assert dates == {(2026, 1, 1, 0, 0, 0)}


def test_what_has_not_changed_is_not_built_again(bundled: Bundle) -> None:
    before = bundled.zip.stat().st_mtime_ns

    assert bundle(bundled.service, Target.named()).zip.stat().st_mtime_ns == before


def test_the_merged_template_is_whole(bundled: Bundle) -> None:
    merged = json.loads(bundled.template.read_text())
    functions = {
        n: r for n, r in merged["Resources"].items() if r["Type"] == "AWS::Serverless::Function"
    }

    others = [key for key in bundled.zips if key != bundled.key]
    keys = dict.fromkeys(functions, bundled.key) | dict(zip(FOLDERS, others, strict=False))

    assert all(resource.get("Type") for resource in merged["Resources"].values())
    for name, function in functions.items():
        properties = function["Properties"]
        assert properties["CodeUri"] == {"Bucket": {"Ref": "BundleBucket"}, "Key": keys[name]}
        assert properties["Role"]["Fn::GetAtt"][0].endswith("Role"), name
        target = Target.named()
        assert properties["Runtime"] == target.runtime
        assert properties["Architectures"] == [target.processor]
        assert properties["FunctionName"]
    assert len(functions["Sweeper"]["Properties"]["Events"]) == 1, (
        "a sweeper with two schedules runs twice"
    )
    assert not re.search(r"\b\d{12}\b", bundled.template.read_text())


@pytest.mark.parametrize("service", SERVICES)
def test_requirements_are_those_of_the_lock(service: str) -> None:
    assert (ROOT / "services" / service / "requirements.txt").read_text() == exported(service)


@pytest.mark.parametrize("lock", sorted(LOCKS.glob("*.txt")), ids=lambda lock: lock.stem)
def test_locks_hold_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    pins = re.findall(r"^[a-z0-9._-]+==\S+", text, re.MULTILINE)

    assert pins
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
    assert not re.search(r"^--?(i|index|extra-index|find-links)", text, re.MULTILINE)


@pytest.mark.parametrize("service", SERVICES)
def test_every_link_of_vendor_leads_somewhere(service: str) -> None:
    vendor = ROOT / "services" / service / "vendor"

    assert {service, "kit", "contracts"} <= {entry.name for entry in vendor.iterdir()}
    assert all(path.exists() for _, path in files_of(vendor))
    assert not [link for link in vendor.rglob("*") if link.is_symlink() and not link.exists()]
