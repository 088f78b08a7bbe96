"""MiniStack as local/cloud/launcher.py runs it, with the recorder inside each function."""

import os
import runpy
from pathlib import Path

from ministack.core import lambda_runtime

HERE = Path(__file__).resolve().parent
RECORDER = (HERE / "recorder.py").read_text()
LOADED = "handler_fn = getattr(mod, handler_name)"
folder = os.environ.pop("MOTCUA_RECORDING")

worker = lambda_runtime._PYTHON_WORKER_SCRIPT
assert LOADED in worker, "MiniStack's worker script has changed: see bench/launcher.py"
watched = worker.replace(LOADED, "handler_fn = recorder.around(getattr(mod, handler_name))")
lambda_runtime._PYTHON_WORKER_SCRIPT = f"{RECORDER}\nrecorder = Recorder({folder!r})\n{watched}"
runpy.run_path(str(HERE.parent / "local" / "cloud" / "launcher.py"), run_name="__main__")
