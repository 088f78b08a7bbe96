"""The compiled templates of a packaged client: all of them, the same pages, the same bytes."""

import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from hashlib import sha1
from pathlib import Path

import pytest
from jinja2 import Environment

from bench.budgets import BUDGETS
from front.presentation import COMPILED, FRONT, Presentation
from infra.bundle import bundle
from infra.page_templates import compile_pages
from infra.places import CLIENTS, ROOT
from infra.target import Target

SOURCES = {client: ROOT / "services" / client / client for client in CLIENTS}


def templates(client: str) -> set[str]:
    folders = [package / "templates" for package in (FRONT, SOURCES[client])]
    return {p.relative_to(f).as_posix() for f in folders for p in f.rglob("*.html")}


def module(name: str) -> str:
    """The file that Jinja2's ModuleLoader looks for."""
    return f"tmpl_{sha1(name.encode()).hexdigest()}.py"


@pytest.fixture(scope="module", params=CLIENTS)
def packaged(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Presentation:
    """A client whose templates were compiled, without their texts."""
    folder = tmp_path_factory.mktemp("compiled")
    package = folder / request.param
    shutil.copytree(SOURCES[request.param] / "templates", package / "templates")
    compile_pages(folder, request.param)
    shutil.rmtree(package / "templates")
    return Presentation(package)


def test_a_packaged_client_loads_each_template_without_its_text(packaged: Presentation) -> None:
    names = templates(packaged.package.name)

    assert len(names) > 20
    for name in names:
        assert str(packaged.environment.get_template(name).filename).endswith(module(name))


def test_compiled_templates_escape_and_refuse_undefined_names_as_texts_do(
    packaged: Presentation,
) -> None:
    from_texts = Presentation(SOURCES[packaged.package.name]).environment

    def settings(environment: Environment) -> tuple[object, ...]:
        return environment.autoescape, environment.undefined, environment.trim_blocks

    assert settings(packaged.environment) == settings(from_texts)
    assert type(packaged.environment.loader) is not type(from_texts.loader)


@pytest.mark.xdist_group("bundles")
@pytest.mark.parametrize("client", CLIENTS)
def test_the_zip_of_a_client_is_small_and_holds_a_module_for_each_template(client: str) -> None:
    packed = bundle(client, Target.named()).zip
    names = zipfile.ZipFile(packed).namelist()

    wanted = {f"{client}/{COMPILED}/{module(name)}" for name in templates(client)}
    assert wanted <= set(names)
    with zipfile.ZipFile(packed) as whole:  # as it is packed for AWS; here it is packed for speed
        size = sum(len(zlib.compress(whole.read(name), 6)) for name in names)
    assert size <= BUDGETS[client].zip_bytes


def test_the_modules_do_not_depend_on_the_order_of_hashes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from infra.page_templates import compile_pages; "
        "compile_pages(Path(sys.argv[1]), 'desk')"
    )
    digests = []
    for seed in ("1", "2"):
        code = tmp_path / seed
        shutil.copytree(SOURCES["desk"] / "templates", code / "desk" / "templates")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", program, str(code)]
        subprocess.run(command, env=environment, check=True, timeout=120)
        modules = sorted((code / "desk" / COMPILED).glob("*.py"))
        digests.append([(path.name, path.read_bytes()) for path in modules])

    assert digests[0] == digests[1] != []
